"""The pages of sources."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive import citing
from archive.addresses import by_permanent_id
from archive.bibliography.filters import SourceFilter
from archive.conditional import conditional
from archive.downloading import name_of_list, streamed
from archive.exporting import references_of_sources
from archive.listing import listing
from archive.publishing import public_sources
from archive.quotations.models import Attestation, Quotation
from archive.quotations.naming import Naming
from archive.quotations.quoted import times_quoted
from archive.representations.answering import ending, negotiated
from archive.representations.offering import Subject
from archive.representations.showing import shown_with
from archive.representations.subjects import of_source
from sources.citing import reference_of
from sources.models import Source

MOST_QUOTATIONS = 20
MOST_PARTS = 100


def with_counts(sources: QuerySet[Source]) -> QuerySet[Source]:
    """Add the number of published quotations that are found in each."""
    return sources.annotate(quotation_count=times_quoted(Attestation, "source", once=False))


def whole() -> QuerySet[Source]:
    """Return the public sources with all that their own page shows of them."""
    related = ("contributions__agent__names", "identifiers")
    return public_sources().select_related("part_of", "translation_of").prefetch_related(*related)


@require_safe
@conditional
def sources(request: HttpRequest) -> HttpResponse:
    """List the sources that the reader asks for."""
    public = with_counts(public_sources()).select_related("part_of")
    wishes = SourceFilter(request.GET, queryset=public.prefetch_related("contributions__agent__names"))
    return listing(request, wishes, "bibliography/list.html", downloads="sources-download")


@require_safe
def download_all(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give all public sources that the reader asks for in a format."""
    wishes = SourceFilter(request.GET, queryset=with_counts(public_sources()))
    return streamed(references_of_sources(wishes.qs), name_of_list("sources", wishes), suffix)


@require_safe
@conditional
@by_permanent_id(whole)
def source(request: HttpRequest, source: Source) -> HttpResponse:
    """Show one source."""
    subject, shown = of_source(request, source), partial(render, request, "bibliography/detail.html")
    return negotiated(request, subject, lambda: shown(page_of(subject)))


def page_of(subject: Subject) -> dict[str, Any]:
    """Return what the page of a source shows: its full description, its parts, and what is quoted from it."""
    source = subject.record
    found = Attestation.objects.filter(source=source)
    quoted = Naming(found, Quotation.objects.published().with_speakers())
    return {
        "source": source,
        "parts": public_sources().filter(part_of=source).order_by("title", "pk")[:MOST_PARTS],
        "translations": public_sources().filter(translation_of=source).order_by("title", "pk")[:MOST_PARTS],
        "quotations": quoted[:MOST_QUOTATIONS],
        "quotation_count": len(quoted),
        **shown_with(subject),
        **citing.panel_of(subject.request, subject.reference),
    }


@require_safe
@conditional
@by_permanent_id(whole)
def download(request: HttpRequest, source: Source, suffix: str) -> HttpResponse:
    """Give one source in the form that the address ends with."""
    return ending(request, of_source(request, source), suffix)


@require_safe
@conditional
@by_permanent_id(whole)
def cite(request: HttpRequest, source: Source) -> HttpResponse:
    """Give one source's citation in a style."""
    return citing.answer(request, [reference_of(source)], source.cite_key)


@require_safe
def cite_list(request: HttpRequest) -> HttpResponse:
    """Give the bibliography of the sources that the reader asks for."""
    wishes = SourceFilter(request.GET, queryset=with_counts(public_sources()))
    return citing.answer(request, references_of_sources(wishes.qs[: citing.MOST_CITED + 1]), "sources")
