"""Downloading: references in the formats of the shelf, each under an ending of its own."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse

from sources.formats import FORMATS, Format
from sources.reference import Reference


def writable() -> dict[str, Format]:
    """Return the formats that can be written, by what their addresses end with: csl.json, bib, biblatex.bib.

    Of two formats with the same suffix the first has it alone, the other behind its name.
    """
    found: dict[str, Format] = {}
    for known in FORMATS:
        if hasattr(known, "write"):
            suffix = known.suffix.lstrip(".")
            found[f"{known.name}.{suffix}" if suffix in found else suffix] = known
    return found


def downloaded(references: Iterable[Reference], name: str, suffix: str) -> HttpResponse:
    """Return a file of references; raises Http404 for an ending of no format."""
    known = writable().get(suffix)
    if known is None:
        raise Http404("no such format")
    # What a format cannot keep it yields as a Problem; a reader's download holds the text alone.
    pieces = (piece for piece in known.write(references) if isinstance(piece, str))
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    return HttpResponse("".join(pieces), content_type=f"{known.media_type}; charset=utf-8", headers=disposition)
