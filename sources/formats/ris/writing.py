"""Writes RIS as Zotero, EndNote and Mendeley understand it, in UTF-8; all that has no tag goes into `N1`."""

import re
from collections.abc import Iterable, Iterator

from sources.formats.keys import Keys
from sources.formats.ledger import Ledger, tied
from sources.formats.problems import Problem
from sources.formats.quoting import quotation_note
from sources.formats.ris.vocabulary import TYPES
from sources.formats.tagging import inverted, many_lines, one_line, slashed, tagged
from sources.reference import Reference

KINDS = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "VIDEO",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "dataset": "DATA",
    "document": "GEN",
    "entry": "DICT",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "SER",
    "personal_communication": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
TAG = re.compile(r"[A-Z][A-Z0-9]\s*-(\s|$)")
# Each tag with the variables that it can hold, in the order in which they stand in a record.
PLAIN = (
    ("TI", "title"),
    ("ST", "title-short"),
    ("T2", "container-title"),
    ("T3", "collection-title"),
    ("J2", "container-title-short"),
    ("VL", "volume"),
    ("NV", "number-of-volumes"),
    ("SE", "section chapter-number"),
    ("PB", "publisher"),
    ("CY", "publisher-place"),
    ("DO", "DOI"),
    ("AV", "archive_location"),
    ("DB", "archive"),
    ("DP", "source"),
    ("CN", "call-number"),
    ("LA", "language"),
    ("UR", "URL"),
)
# Where Zotero and EndNote look for a type's own; a tag that they take for something else is left empty.
OF_TYPE = {
    "graphic": {"C3": "dimensions"},
    "legal_case": {"T2": "", "A2": "container-title"},
    "map": {"T2": "collection-title", "C1": "scale"},
    "motion_picture": {"C4": "genre", "C5": "medium"},
    "paper-conference": {"T2": "event-title", "C3": "container-title", "CY": "", "C1": "publisher-place"},
    "report": {"T2": "collection-title"},
    "software": {"T2": "collection-title"},
    "song": {"C5": "medium"},
    "speech": {"T2": "event-title"},
}
# Numbers stand in different places for different types.
ISSUED = ("article-journal", "article-magazine", "article-newspaper")
IN_SN = dict.fromkeys(("report", "standard", "legislation", "bill", "patent"), "number")
IN_SN |= dict.fromkeys(ISSUED, "ISSN")
IN_IS = {"report": "collection-number", "thesis": "collection-number", "manuscript": "collection-number"}
IN_IS |= {"chapter": "number-of-volumes", "dataset": ""}
IN_ET = {"software": "version", "dataset": "version"}
IN_M1 = {"book": "collection-number", "chapter": "collection-number"}
IN_M3 = {"graphic": "medium", "motion_picture": ""}
ROLES = {"author": "AU", "editor": "ED", "translator": "A4"}
# The second author is somebody else for each type.
SECOND = {"personal_communication": "recipient", "song": "performer"}
SECOND |= dict.fromkeys(("book", "report", "map", "software", "manuscript"), "collection-editor")
OF_BOOK = {"container-author": "C2"}


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields one record for each reference."""
    keys = Keys()
    for reference in references:
        yield record(reference, keys.key(reference))


def record(reference: Reference, key: str) -> str:
    """One record: every tag has two spaces, a hyphen and a space behind it, and `ER` ends it."""
    ledger, kind = Ledger(reference), KINDS.get(reference.type, "GEN")
    if reference.type and TYPES.get(kind) != reference.type:
        ledger.variables = {"type": reference.type} | ledger.variables
    lines = [
        ("TY", kind),
        ("ID", key),
        *people(ledger),
        *numbers(ledger),
        *plain(ledger),
        *page_lines(ledger),
        *dates(ledger),
        *(("KW", one_line(keyword)) for keyword in reference.keywords),
        ("AB", many_lines(ledger.take("abstract"), TAG)),
        *(("N1", many_lines(note, TAG)) for note in notes(reference, ledger)),
    ]
    return tagged(lines, "{tag}  - {value}\n") + "ER  - \n\n"


def people(ledger: Ledger) -> Iterator[tuple[str, str]]:
    others = ledger.others
    kind = ledger.reference.type
    second = SECOND.get(kind, "")
    known = ROLES | ({second: "A2"} if second else {}) | (OF_BOOK if kind == "chapter" else {})
    for role, tag in known.items():
        yield from ((tag, inverted(name)) for name in ledger.take_names(role))
        # No tag says "et al.": Zotero and EndNote would take it for a person's name.
        ledger.variables |= {role: "others"} if role in others else {}


def plain(ledger: Ledger) -> Iterator[tuple[str, str]]:
    places = dict(PLAIN) | OF_TYPE.get(ledger.reference.type, {})
    yield from ((tag, one_line(ledger.take(*names.split()))) for tag, names in places.items())


def numbers(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """The numbers and words whose tag depends on the type, each where Zotero and EndNote look for it."""
    kind = ledger.reference.type
    places = {"IS": IN_IS.get(kind, "issue"), "M1": IN_M1.get(kind, "" if kind in ISSUED else "number")}
    places |= {"ET": IN_ET.get(kind, "edition")}
    places |= {"SN": IN_SN.get(kind, "ISBN"), "M3": IN_M3.get(kind, "genre")}
    for tag, variable in places.items():
        yield tag, one_line(ledger.take(variable))


def page_lines(ledger: Ledger) -> list[tuple[str, str]]:
    """First and last page apart; the number of pages is `SP` where there is no page."""
    pages = ledger.take("page")
    if not pages:
        return [("SP", one_line(ledger.take("number-of-pages")))]
    first, mark, last = pages.replace("–", "-").partition("-")
    if not mark or "-" in last or "," in pages:
        return [("SP", one_line(pages))]
    return [("SP", one_line(first)), ("EP", one_line(last))]


def dates(ledger: Ledger) -> Iterator[tuple[str, str]]:
    issued, accessed = ledger.take_plain_date("issued"), ledger.take_plain_date("accessed")
    if issued:
        yield "PY", f"{issued.year:04}" if (issued.year or 0) > 0 and not issued.circa else ""
        yield "DA", slashed(issued)
    if accessed:
        yield "Y2", slashed(accessed)


def notes(reference: Reference, ledger: Ledger) -> list[str]:
    """Each note, the quotation, what it is tied to, and the fields without a tag: an `N1` for each."""
    ties = [tied(tie) for tie in reference.related]
    return [*reference.notes, quotation_note(reference.quotation), *ties, ledger.take("annote"), ledger.note()]
