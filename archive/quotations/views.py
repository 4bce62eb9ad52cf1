"""The pages of quotations."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive import citing
from archive.addresses import by_permanent_id, permanent_address
from archive.downloading import downloaded, name_of_list, streamed, writable
from archive.exporting import references_of_quotations
from archive.listing import listing
from archive.quotations.citing import reference_of
from archive.quotations.filters import QuotationFilter
from archive.quotations.models import Quotation
from archive.quotations.reading import cited_whole, original_of, published, published_whole
from archive.search.browsing import like


@require_safe
def quotations(request: HttpRequest) -> HttpResponse:
    """List the published quotations that the reader asks for."""
    wishes = QuotationFilter(request.GET, queryset=published().with_speakers())
    return listing(request, wishes, "quotations/list.html", downloads="quotations-download")


@require_safe
def download_all(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give all published quotations that the reader asks for in a format."""
    wishes = QuotationFilter(request.GET, queryset=published())
    references = references_of_quotations(wishes.qs, partial(permanent_address, request))
    return streamed(references, name_of_list("quotations", wishes), suffix)


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
        "alike": like(quotation),
        "address": address,
        "downloads": writable(),
        **citing.panel_of(request, reference_of(quotation, address)),
    }


@require_safe
@by_permanent_id(published_whole)
def download(request: HttpRequest, quotation: Quotation, suffix: str) -> HttpResponse:
    """Give one quotation's reference in a format."""
    reference = reference_of(quotation, permanent_address(request, quotation))
    return downloaded([reference], quotation.shown_id, suffix)


@require_safe
@by_permanent_id(published_whole)
def cite(request: HttpRequest, quotation: Quotation) -> HttpResponse:
    """Give one quotation's citation in a style."""
    reference = reference_of(quotation, permanent_address(request, quotation))
    return citing.answer(request, [reference], quotation.shown_id)


@require_safe
def cite_list(request: HttpRequest) -> HttpResponse:
    """Give the bibliography of the quotations that the reader asks for."""
    wishes = QuotationFilter(request.GET, queryset=cited_whole())
    found = wishes.qs[: citing.MOST_CITED + 1]
    references = (reference_of(quotation, permanent_address(request, quotation)) for quotation in found)
    return citing.answer(request, references, "quotations")
