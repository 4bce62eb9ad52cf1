"""The pages of quotations."""

from functools import partial
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive import citing
from archive.addresses import by_permanent_id, permanent_address
from archive.conditional import conditional
from archive.downloading import name_of_list, streamed
from archive.editions.citing import references_to
from archive.editions.memento import timeline_of
from archive.editions.models import Edition
from archive.exporting import references_of_quotations
from archive.listing import download_links
from archive.quotations.filters import QuotationFilter
from archive.quotations.models import Quotation
from archive.quotations.reading import cited_whole, listed, original_of, published_whole
from archive.representations.answering import ending, negotiated
from archive.representations.offering import Subject
from archive.representations.showing import shown_with
from archive.representations.subjects import of_quotation
from archive.search.answering import Shown
from archive.search.browsing import like


@require_safe
@conditional
def quotations(request: HttpRequest) -> HttpResponse:
    """Show the published quotations that the reader asks for, how that was read, and every filter with its counts."""
    wishes = QuotationFilter(request.GET, queryset=listed())
    shown = Shown(wishes, request.GET.get("page"))
    context = {"filter": wishes, "found": shown, "page": shown.page, "wishes": shown.asked}
    downloads = download_links(request, "quotations-download")
    return render(request, "quotations/list.html", context | {"downloads": downloads})


@require_safe
def download_all(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give all published quotations that the reader asks for in a format."""
    wishes = QuotationFilter(request.GET, queryset=cited_whole())
    references = references_of_quotations(wishes.qs, partial(permanent_address, request))
    return streamed(references, name_of_list("quotations", wishes), suffix)


@require_safe
@conditional
@by_permanent_id(published_whole)
def quotation(request: HttpRequest, quotation: Quotation) -> HttpResponse:
    """Show one quotation with all that it stands on, or lead to the edition of the time that is asked for."""
    timeline = timeline_of(request, quotation.pk, quotation.shown_id)
    if timeline.editions and "Accept-Datetime" in request.headers:
        return timeline.negotiated()
    edition = timeline.editions[-1] if timeline.editions else None
    subject = of_quotation(request, quotation, edition)
    shown = partial(render, request, "quotations/detail.html")
    return timeline.marked(negotiated(request, subject, lambda: shown(page_of(subject, edition))))


def page_of(subject: Subject, edition: Edition | None = None) -> dict[str, Any]:
    """Return what the page of a quotation shows; the desk shows a draft's with it before it is published."""
    return {
        "quotation": subject.record,
        "original": original_of(subject.record),
        "alike": like(subject.record),
        "edition": edition,
        **shown_with(subject),
        **citing.panel_of(subject.request, subject.reference),
    }


@require_safe
@conditional
@by_permanent_id(published_whole)
def download(request: HttpRequest, quotation: Quotation, suffix: str) -> HttpResponse:
    """Give one quotation in the form that the address ends with."""
    edition = Edition.objects.latest_of_each(quotation.pk).get(quotation.pk)
    return ending(request, of_quotation(request, quotation, edition), suffix)


@require_safe
@conditional
@by_permanent_id(published_whole)
def cite(request: HttpRequest, quotation: Quotation) -> HttpResponse:
    """Give one quotation's citation in a style."""
    return citing.answer(request, references_to(request, [quotation]), quotation.shown_id)


@require_safe
def cite_list(request: HttpRequest) -> HttpResponse:
    """Give the bibliography of the quotations that the reader asks for."""
    wishes = QuotationFilter(request.GET, queryset=cited_whole())
    return citing.answer(request, references_to(request, islice(wishes.qs, citing.MOST_CITED + 1)), "quotations")
