"""The pages of citation styles: a selection of records cited together, and the search for a style."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive import citing
from archive.editions.citing import references_to
from archive.exporting import CHUNK, references_of_sources
from archive.publishing import public_sources
from archive.quotations.reading import published_whole
from sources import permanent
from sources.reference import Reference
from sources.styles import csl

MOST_STYLES = 50


@require_safe
def selection(request: HttpRequest) -> HttpResponse:
    """Cite the quotations (`q`) and sources (`s`) that a reader has chosen."""
    return citing.answer(request, _chosen(request), "selection")


def _chosen(request: HttpRequest) -> Iterator[Reference]:
    quotations = published_whole().filter(pk__in=_ids(request, "q"))
    yield from references_to(request, quotations.iterator(chunk_size=CHUNK))
    yield from references_of_sources(public_sources().filter(pk__in=_ids(request, "s")))


def _ids(request: HttpRequest, name: str) -> list[str]:
    """Return the permanent ids of an address; what is none is passed over, as an id of nothing would be."""
    found = []
    for text in request.GET.getlist(name)[: citing.MOST_CITED]:
        try:
            found.append(permanent.normalised(text))
        except permanent.WrongId:
            continue
    return found


@require_safe
def styles(request: HttpRequest) -> HttpResponse:
    """Search the thousands of styles by title; a reader goes back to where they came from with the chosen one."""
    words = request.GET.get("words", "").strip()
    found = csl.search(words, settings.DATA_DIR / "cache", MOST_STYLES) if words else []
    context = {"words": words, "found": found, "offered": citing.short_list(), "total": len(csl.style_ids())}
    return render(request, "citations/styles.html", context | {"back": _back(request)})


def _back(request: HttpRequest) -> str:
    """Return the page of this site that a style is chosen for; empty for any other address."""
    back = request.GET.get("back", "")
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else ""
