"""The pages of editions: each as it was frozen, their history, and their TimeMap."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive import citing
from archive.addresses import by_permanent_id, permanent_address
from archive.conditional import conditional
from archive.editions.citing import reference_of_edition
from archive.editions.frozen import FrozenQuotation
from archive.editions.memento import Timeline, timeline_of
from archive.editions.models import Edition, survivor_of
from archive.editions.telling import told_differences
from archive.quotations.models import Quotation
from archive.quotations.reading import published
from archive.representations.answering import ending, negotiated
from archive.representations.offering import Subject
from archive.representations.showing import shown_with
from archive.representations.subjects import of_edition


@require_safe
@conditional
@by_permanent_id(published, lasting=True)
def edition(request: HttpRequest, quotation: Quotation, number: str) -> HttpResponse:
    """Show an edition from its frozen content alone, with what has changed since."""
    timeline = timeline_of(request, quotation.pk, quotation.shown_id)
    found = edition_of(quotation, number)
    subject = of_edition(request, found, FrozenQuotation(found.parsed))
    shown = partial(render, request, "editions/detail.html")
    return timeline.marked(negotiated(request, subject, lambda: shown(_page_of(subject, timeline))), found)


def edition_of(quotation: Quotation, number: str) -> Edition:
    """Return one edition with its content; raises Http404 where there is none."""
    found = Edition.objects.of(quotation.pk).filter(number=number).first()
    if found is None:
        raise Http404("no such edition")
    return found


def _page_of(subject: Subject, timeline: Timeline) -> dict[str, Any]:
    here, frozen, latest = subject.record, subject.shown, timeline.editions[-1]
    newer = latest if latest != here else None
    now = FrozenQuotation(latest.parsed) if newer else frozen
    return {
        "quotation": frozen,
        "edition": here,
        "newer": newer,
        "differences": told_differences(frozen, now),
        "survivor": _survivor(here),
        **shown_with(subject),
        **citing.panel_of(subject.request, subject.reference),
    }


def _survivor(edition: Edition) -> Quotation | None:
    """Return the quotation into which this one was merged, if it was."""
    survivor = survivor_of("quotation", edition.quotation_id)
    return Quotation(pk=survivor) if survivor else None


@require_safe
@conditional
@by_permanent_id(published, lasting=True)
def cite(request: HttpRequest, quotation: Quotation, number: str) -> HttpResponse:
    """Give an edition's citation in a style."""
    found = edition_of(quotation, number)
    reference = reference_of_edition(request, found, FrozenQuotation(found.parsed))
    return citing.answer(request, [reference], f"{quotation.shown_id}-v{number}")


@require_safe
@conditional
@by_permanent_id(published, lasting=True)
def download(request: HttpRequest, quotation: Quotation, number: str, suffix: str) -> HttpResponse:
    """Give an edition in the form that the address ends with; as JSON it is the very text whose hash it shows."""
    timeline, found = timeline_of(request, quotation.pk, quotation.shown_id), edition_of(quotation, number)
    subject = of_edition(request, found, FrozenQuotation(found.parsed))
    return timeline.marked(ending(request, subject, suffix), found)


@require_safe
@conditional
@by_permanent_id(published)
def history(request: HttpRequest, quotation: Quotation) -> HttpResponse:
    """List the editions of a quotation, the latest first."""
    timeline = timeline_of(request, quotation.pk, quotation.shown_id)
    context = {
        "quotation": quotation,
        "editions": timeline.editions[::-1],
        "address": permanent_address(request, quotation),
    }
    return render(request, "editions/history.html", context)


@require_safe
@conditional
@by_permanent_id(published)
def timemap(request: HttpRequest, quotation: Quotation) -> HttpResponse:
    """List the editions for programs."""
    timeline = timeline_of(request, quotation.pk, quotation.shown_id)
    if not timeline.editions:
        raise Http404("no editions")
    return timeline.timemap()
