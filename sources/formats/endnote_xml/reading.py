"""Reads EndNote's XML, whose fields are those of RIS under longer names."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from sources.complaints import Saying
from sources.formats.endnote_xml.vocabulary import ANY, FIELDS, NUMBERS_ARE_ISSUES, RICH, TYPES
from sources.formats.problems import Problem, UnreadableEntry, UnreadableFile
from sources.formats.ris.mapping import Record, to_reference
from sources.formats.xml import Element, children, elements, first_text, lines_of, text_of, texts
from sources.reference import Reference

RECORD = frozenset({"record"})
ROOT = re.compile(r"<xml>\s*<records>|<records>|<record>|<ref-type\b")
# The order in which type faces nest.
FACES = (("bold", "b"), ("italic", "i"), ("superscript", "sup"), ("subscript", "sub"))


def recognises(head: str) -> bool:
    return bool(ROOT.search(head)) and "<mods" not in head


def read(stream: BinaryIO, encoding: str | None = None) -> Iterator[Reference | UnreadableEntry | Problem]:
    """Yields a reference for each `record`; raises `UnreadableFile` if there is none."""
    found = False
    for record in elements(stream, RECORD, encoding):
        found = True
        yield record if isinstance(record, UnreadableEntry) else to_reference(ris_record(record))
    if not found:
        raise UnreadableFile(Saying("this is not EndNote XML: there is no <record> in it"))


def ris_record(record: Element) -> Record:
    """The record as RIS would have it."""
    kind = ris_type(record)
    tags = [("TY", kind)]
    for path, tag in FIELDS.items():
        told = rich_text if tag in RICH else lines_of if tag == "N1" else text_of
        tags += [(tag, told(found)) for found in children(record, *path.split("/"))]
    tags += [("IS" if kind in NUMBERS_ARE_ISSUES else "M1", number) for number in texts(record, "number")]
    tags += dates(record)
    tags.append(("ID", first_text(record, "label") or first_text(record, "rec-number")))
    return Record(record.sourceline or 0, [(tag, value) for tag, value in tags if value], closed=True)


def ris_type(record: Element) -> str:
    for kind in children(record, "ref-type"):
        name, number = kind.get("name", "").lower(), text_of(kind)
        return TYPES.get(name) or TYPES.get(number, ANY)
    return ANY


def dates(record: Element) -> list[tuple[str, str]]:
    """The year, and what is printed beside it: day and month, or the whole date again."""
    year = first_text(record, "dates", "year")
    printed = first_text(record, "dates", "pub-dates", "date")
    if printed and year and year not in printed:
        printed = f"{printed} {year}"
    return [("DA", printed), ("PY", year)] if printed else [("PY", year)]


def rich_text(element: Element) -> str:
    """The text with the type faces that CSL knows; EndNote puts every piece of text into a `style`."""
    pieces: list[tuple[str, str]] = [("normal", element.text or "")]
    for style in element.iterdescendants():
        face = style.get("face", "normal") if isinstance(style.tag, str) else "normal"
        pieces += [(face, style.text or ""), ("normal", style.tail or "")]
    return " ".join("".join(faced(face, text) for face, text in pieces).split())


def faced(face: str, text: str) -> str:
    tags = [tag for word, tag in FACES if word in face.split()] if text.strip() else []
    return "".join(f"<{tag}>" for tag in tags) + text + "".join(f"</{tag}>" for tag in reversed(tags))
