"""
The bibliographic formats.

A format is a package of this folder: `__init__` names it, `reading` has `read` and `recognises`, `writing` has `write`.
It has `name`, `label`, `media_type`, `suffix`, and one or both of:

`read(stream, encoding=None)`
    takes a binary stream and yields a `Reference` for every entry that could be read, an `UnreadableEntry` in the
    place of every entry that could not, and a `Problem` before the reference that it belongs to. It raises
    `UnreadableFile` if the file as a whole is none of this format. `encoding` overrides detection.
`write(references)`
    takes any iterable of references and yields the text of the file in pieces (str, to be encoded as UTF-8), with a
    `Problem` wherever something could not be kept.

Both stream: neither holds more than a few references at a time. A format that can be read has `recognises(head)`, which
says whether a decoded beginning of a file looks like it.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO, Protocol, TypeAlias

from sources.formats import (
    biblatex,
    bibtex,
    csl_json,
    csv_table,
    endnote_xml,
    json_lines,
    mods,
    refer,
    ris,
    tei,
    wikipedia,
    zotero_rdf,
)
from sources.formats.decoding import open_text
from sources.formats.problems import Problem, UnreadableEntry, UnreadableFile
from sources.reference import Reference

__all__ = [
    "FORMATS",
    "Format",
    "Problem",
    "UnknownFormat",
    "UnreadableEntry",
    "UnreadableFile",
    "format_named",
    "sniff",
]


Read: TypeAlias = Reference | UnreadableEntry | Problem


class Format(Protocol):
    """The shape of a format's package; `read`, `recognises` and `write` are there only if it can do that."""

    name: str
    label: str
    media_type: str
    suffix: str

    def read(self, stream: BinaryIO, encoding: str | None = None) -> Iterator[Read]: ...

    def recognises(self, head: str) -> bool: ...

    def write(self, references: Iterable[Reference]) -> Iterator[str | Problem]: ...


class UnknownFormat(LookupError):
    """No format has this name."""


FORMATS: tuple[Format, ...] = (
    csl_json,
    bibtex,
    biblatex,
    ris,
    endnote_xml,
    mods,
    zotero_rdf,
    refer,
    wikipedia,
    tei,
    csv_table,
    json_lines,
)


def format_named(name: str) -> Format:
    """The format of this name; raises `UnknownFormat`."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise UnknownFormat(name)


def readable_formats() -> list[Format]:
    return [known for known in FORMATS if hasattr(known, "read")]


def writable_formats() -> list[Format]:
    return [known for known in FORMATS if hasattr(known, "write")]


def sniff(head: bytes) -> Format | None:
    """The format that the beginning of a file is in; None if it looks like none that can be read."""
    text = open_text(BytesIO(head)).read()
    # Any text may quote an @entry{; BibTeX is what is left when nothing else fits.
    ordered = sorted(readable_formats(), key=lambda known: known.name in ("bibtex", "biblatex"))
    return next((known for known in ordered if known.recognises(text)), None)
