"""Listing: what every list page does with the wishes of its reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from archive.downloading import writable
from archive.filtering import ReaderFilterSet
from archive.paging import page_of


def listing(request: HttpRequest, wishes: ReaderFilterSet, template: str, downloads: str = "") -> HttpResponse:
    """Answer with one page of what the reader asks for; `downloads` names the route that gives all of it as a file."""
    context = {"filter": wishes, "page": page_of(request, wishes.qs), "wishes": wishes.wishes()}
    return render(request, template, context | {"downloads": download_links(request, downloads)})


def download_links(request: HttpRequest, route: str) -> list[tuple[str, str]]:
    """Return label and address of each format in which the whole list can be had."""
    if not route:
        return []
    asked = request.GET.copy()
    asked.pop("page", None)
    query = f"?{asked.urlencode()}" if asked else ""
    return [(known.label, reverse(route, args=[suffix]) + query) for suffix, known in writable().items()]
