"""The pages of quotations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from archive.addresses import by_permanent_id, permanent_address
from archive.downloading import downloaded, writable
from archive.listing import listing
from archive.quotations.citing import cite, reference_of
from archive.quotations.filters import QuotationFilter
from archive.quotations.models import Quotation
from archive.quotations.reading import original_of, published, published_whole


@require_safe
def quotations(request: HttpRequest) -> HttpResponse:
    """List the published quotations that the reader asks for."""
    wishes = QuotationFilter(request.GET, queryset=published().with_speakers())
    return listing(request, wishes, "quotations/list.html")


@require_safe
@by_permanent_id(published_whole)
def quotation(request: HttpRequest, quotation: Quotation) -> HttpResponse:
    """Show one quotation with all that it stands on."""
    return render(request, "quotations/detail.html", page_of(request, quotation))


def page_of(request: HttpRequest, quotation: Quotation) -> dict[str, Any]:
    """Return what the page of a quotation shows; the desk shows a draft's with it before it is published."""
    address = permanent_address(request, quotation)
    return {
        "quotation": quotation,
        "original": original_of(quotation),
        "address": address,
        "citation": cite(quotation, address, get_language() or "en"),
        "downloads": writable(),
    }


@require_safe
@by_permanent_id(published_whole)
def download(request: HttpRequest, quotation: Quotation, suffix: str) -> HttpResponse:
    """Give one quotation's reference in a format."""
    reference = reference_of(quotation, permanent_address(request, quotation))
    return downloaded([reference], quotation.shown_id, suffix)
