"""Listing: what every list page does with the wishes of its reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.filtering import ReaderFilterSet
from archive.paging import page_of


def listing(request: HttpRequest, wishes: ReaderFilterSet, template: str) -> HttpResponse:
    """Answer with one page of what the reader asks for."""
    page = page_of(request, wishes.qs)
    return render(request, template, {"filter": wishes, "page": page, "wishes": wishes.wishes()})
