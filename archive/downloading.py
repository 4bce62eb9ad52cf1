"""Downloading: references in the formats of the shelf, each under an ending of its own; long ones are streamed."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.text import slugify

from archive.filtering import ReaderFilterSet
from sources.formats import FORMATS, Format
from sources.reference import Reference

LONGEST_NAME = 80


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


def format_ending(suffix: str) -> Format:
    """Return the format of an ending; raises Http404 where there is none."""
    known = writable().get(suffix)
    if known is None:
        raise Http404("no such format")
    return known


def written(references: Iterable[Reference], known: Format) -> Iterator[str]:
    """Yield the text of a file, piece by piece.

    What a format cannot keep it yields as a Problem; a reader's download holds the text alone.
    """
    return (piece for piece in known.write(references) if isinstance(piece, str))


def downloaded(references: Iterable[Reference], name: str, suffix: str) -> HttpResponse:
    """Return a file of a few references; raises Http404 for an ending of no format."""
    known = format_ending(suffix)
    return HttpResponse("".join(written(references, known)), **_described(known, name, suffix))


def streamed(references: Iterable[Reference], name: str, suffix: str) -> StreamingHttpResponse:
    """Return a file of any number of references, which is never whole in memory; raises Http404."""
    known = format_ending(suffix)
    pieces = (piece.encode("utf-8", "backslashreplace") for piece in written(references, known))
    return StreamingHttpResponse(pieces, **_described(known, name, suffix))


def _described(known: Format, name: str, suffix: str) -> dict[str, object]:
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    return {"content_type": f"{known.media_type}; charset=utf-8", "headers": disposition}


def name_of_list(kind: str, wishes: ReaderFilterSet) -> str:
    """Return a file name that says what is in it: the archive, the kind of records, what was asked for, the day."""
    asked = "-".join(slugify(f"{wish.name} {wish.shown}") or wish.name for wish in wishes.wishes())
    return "-".join(filter(None, ("testimonia", kind, asked[:LONGEST_NAME].rstrip("-"), date.today().isoformat())))
