"""A quotation as TEI `cit`: the words with the editor's marks as elements, and the reference that they are from."""

import re
from collections.abc import Iterator

from sources.formats.ledger import Ledger
from sources.formats.markup import LANGUAGE, Child, Element, element, empty
from sources.formats.tei.describing import bibl_struct, person
from sources.reference import Quotation, Reference

CALENDARS = ("gregorian", "julian")
DAY = re.compile(r"-?\d{4}(-\d\d){0,2}")


def cit(reference: Reference, quotation: Quotation, identifier: str) -> Element:
    """The quotation and its translation, who said it when and where it stands, and the whole reference."""
    described = bibl_struct(reference)
    children = (
        Element("quote", words(quotation), attributes(quotation.language)),
        translated(quotation),
        bibl(reference, quotation),
        described,
    )
    return Element("cit", tuple(filter(None, children)), {"xml:id": identifier})


def attributes(language: str) -> dict[str, str]:
    return {"xml:lang": language} if LANGUAGE.fullmatch(language) else {}


def words(quotation: Quotation) -> tuple[Child, ...]:
    """The words; an omission of ours is a `gap`, a word of ours is `supplied`, our assurance that the source has it so a note."""
    if not quotation.segments:
        return (quotation.words or " ",)
    return tuple(segment(kind, text) for kind, text in quotation.segments if text or kind == "omission")


def segment(kind: str, text: str) -> Child:
    if kind == "omission":
        return empty("gap", reason="editorial")
    if kind == "sic":
        return Element("note", ("sic",), {"type": "editorial"})
    return Element("supplied", (text,)) if kind == "supplied" else text


def translated(quotation: Quotation) -> Element | None:
    if not quotation.translation:
        return None
    language = attributes(quotation.translation_language)
    return Element("quote", (quotation.translation,), {"type": "translation"} | language)


def bibl(reference: Reference, quotation: Quotation) -> Element:
    """The citation in short: speaker, work, place in the work, and the address of these words."""
    ledger = Ledger(reference)
    authors = [element("author", person(name)) for name in ledger.take_names("author")]
    children = (*speaker(quotation), *authors, element("title", reference.title), said(quotation), *where(quotation))
    return Element("bibl", tuple(filter(None, children)) or (empty("title"),))


def speaker(quotation: Quotation) -> Iterator[Element | None]:
    if quotation.speaker:
        yield element("respStmt", element("resp", "speaker"), person(quotation.speaker))
    yield element("note", quotation.standing, type="standing")


def said(quotation: Quotation) -> Element | None:
    """When it was said; a Julian day is counted by `when-custom`, since `when` is Gregorian."""
    if not quotation.said:
        return None
    calendar = quotation.calendar if quotation.calendar in CALENDARS else ""
    dated = {"calendar": f"#{calendar}"} if calendar else {}
    if DAY.fullmatch(quotation.said):
        julian = {"when-custom": quotation.said, "datingMethod": "#julian"}
        dated |= julian if calendar == "julian" else {"when": quotation.said}
    return Element("date", (quotation.said,), {"type": "said"} | dated)


def where(quotation: Quotation) -> Iterator[Element | None]:
    unit = "".join(ch for ch in quotation.locator_label if ch.isalnum() and ch.isascii())
    yield element("citedRange", quotation.locator, unit=unit)
    yield element("idno", quotation.address, type="URI")
    yield element("edition", quotation.edition)
    yield element("date", quotation.edition_date, type="edition")
