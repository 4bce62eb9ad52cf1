"""The pages of the search, and what the search box asks while one types."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from archive.conditional import conditional
from archive.quotations.filters import QuotationFilter
from archive.quotations.reading import published
from archive.search.answering import Shown
from archive.search.browsing import on_this_day, people_by_head, random_quotation
from archive.search.suggesting import suggestions
from sources.dates import Calendar

MOST_BROWSED = 200  # choices of each facet; people, events and sources have lists of their own besides


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Lead to the page of quotations, which is the search; addresses from before go on working."""
    asked = request.GET.urlencode()
    return redirect(reverse("quotations") + (f"?{asked}" if asked else ""), permanent=True)


@require_safe
@conditional
def browse(request: HttpRequest) -> HttpResponse:
    """Show the ways in: every facet with its counts, and the people from A to Z."""
    return render(
        request,
        "search/browse.html",
        {
            "found": Shown(QuotationFilter(QueryDict(), queryset=published()), most_choices=MOST_BROWSED),
            "heads": people_by_head(get_language() or "en"),
        },
    )


@require_safe
@conditional
def this_day(request: HttpRequest) -> HttpResponse:
    """Show what happened and was said on this day of the year, in either calendar."""
    today = datetime.now(UTC).date()
    days = [(str(calendar), on_this_day(today, calendar)) for calendar in (Calendar.GREGORIAN, Calendar.JULIAN)]
    return render(request, "search/this_day.html", {"days": days})


@require_safe
@never_cache
def by_chance(request: HttpRequest) -> HttpResponse:
    """Lead to a quotation by chance."""
    quotation = random_quotation()
    return redirect(quotation.get_absolute_url() if quotation else reverse("quotations"))


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Tell which people, sources, events and topics have a name that begins as typed."""
    found: list[dict[str, Any]] = suggestions(request.GET.get("q", ""), get_language() or "en")
    return JsonResponse({"suggestions": found})
