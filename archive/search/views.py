"""The pages of the search, and what the search box asks while one types."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from archive.search.answering import answer
from archive.search.filters import SearchFilter
from archive.search.suggesting import suggestions


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer a search: what was found, how the query was read, and every filter with its counts."""
    wishes = SearchFilter(request.GET)
    return render(request, "search/search.html", {"filter": wishes, "found": answer(wishes, page_number(request))})


def page_number(request: HttpRequest) -> int:
    """Return the number of the page that is asked for; what makes no sense is the first."""
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), 10**6) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Tell which people, sources, events and topics have a name that begins as typed."""
    found: list[dict[str, Any]] = suggestions(request.GET.get("q", ""), get_language() or "en")
    return JsonResponse({"suggestions": found})
