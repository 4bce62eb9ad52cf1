"""Writes EndNote XML (X7 and later), one record for each reference; all that has no field goes into `notes`."""

from collections.abc import Iterable, Iterator

from sources.formats.datewriting import spoken
from sources.formats.endnote_xml.vocabulary import TYPES
from sources.formats.keys import Keys
from sources.formats.ledger import Ledger, tied
from sources.formats.markup import DECLARATION, Element, element, text_of
from sources.formats.problems import Problem
from sources.formats.quoting import quotation_note
from sources.formats.ris.vocabulary import TYPES as CSL_TYPES
from sources.formats.tagging import inverted
from sources.reference import Reference

# EndNote's own numbers and names of its reference types.
KINDS = {
    "article": ("34", "Unpublished Work"),
    "article-journal": ("17", "Journal Article"),
    "article-magazine": ("19", "Magazine Article"),
    "article-newspaper": ("23", "Newspaper Article"),
    "bill": ("4", "Bill"),
    "book": ("6", "Book"),
    "broadcast": ("3", "Audiovisual Material"),
    "chapter": ("5", "Book Section"),
    "classic": ("51", "Ancient Text"),
    "dataset": ("59", "Dataset"),
    "document": ("13", "Generic"),
    "entry-dictionary": ("52", "Dictionary"),
    "entry-encyclopedia": ("53", "Encyclopedia"),
    "figure": ("37", "Figure"),
    "graphic": ("2", "Artwork"),
    "hearing": ("14", "Hearing"),
    "legal_case": ("7", "Case"),
    "legislation": ("31", "Statute"),
    "manuscript": ("36", "Manuscript"),
    "map": ("20", "Map"),
    "motion_picture": ("21", "Film or Broadcast"),
    "paper-conference": ("10", "Conference Proceedings"),
    "patent": ("25", "Patent"),
    "periodical": ("57", "Serial"),
    "personal_communication": ("26", "Personal Communication"),
    "post-weblog": ("56", "Blog"),
    "regulation": ("50", "Legal Rule or Regulation"),
    "report": ("27", "Report"),
    "software": ("9", "Computer Program"),
    "song": ("61", "Music"),
    "speech": ("47", "Conference Paper"),
    "standard": ("58", "Standard"),
    "thesis": ("32", "Thesis"),
    "webpage": ("12", "Web Page"),
}
JOURNALS = ("article-journal", "article-magazine", "article-newspaper", "review", "review-book")
GROUPS = (
    ("authors", "author"),
    ("secondary-authors", "editor"),
    ("tertiary-authors", "collection-editor"),
    ("subsidiary-authors", "translator"),
)


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields the document, one piece for each record."""
    keys = Keys()
    yield f"{DECLARATION}<xml>\n<records>\n"
    for number, reference in enumerate(references, 1):
        yield text_of(record(reference, number, keys.key(reference)))
    yield "</records>\n</xml>\n"


def record(reference: Reference, number: int, key: str) -> Element:
    """One record, its elements in the order of EndNote's own document type."""
    ledger = Ledger(reference)
    code, kind = KINDS.get(reference.type, KINDS["document"])
    if reference.type and CSL_TYPES.get(TYPES.get(kind.lower(), "")) != reference.type:
        ledger.variables = {"type": reference.type} | ledger.variables
    children = (
        element("source-app", "EndNote", name="EndNote", version="20.6"),
        element("rec-number", str(number)),
        element("ref-type", code, name=kind),
        contributors(ledger),
        *titles(ledger),
        *numbers(ledger),
        element("keywords", *(element("keyword", word) for word in reference.keywords)),
        dates(ledger),
        *imprint(ledger),
        element("label", key),
        element("abstract", ledger.take("abstract")),
        *(element(*pair) for pair in last_fields(ledger)),
        element("urls", element("related-urls", element("url", ledger.take("URL")))),
        accessed(ledger),
    )
    return in_order(*children, element("notes", notes(reference, ledger)))


def in_order(*children: Element | None) -> Element:
    """The record, with the notes, which are made last, put behind the abstract where EndNote has them."""
    *others, noted = children
    place = next((at for at, child in enumerate(others) if child and child.name in LAST), len(others))
    return Element("record", tuple(child for child in (*others[:place], noted, *others[place:]) if child))


LAST = ("work-type", "remote-database-name", "remote-database-provider", "language", "urls", "access-date")


def contributors(ledger: Ledger) -> Element | None:
    groups = []
    for group, role in GROUPS:
        more = ("others",) if role in ledger.others and role in ledger.names else ()
        names = [*map(inverted, ledger.take_names(role)), *more]
        groups.append(element(group, *(element("author", name) for name in names)))
    return element("contributors", *groups)


def titles(ledger: Ledger) -> Iterator[Element | None]:
    title, short = ledger.take("title"), ledger.take("title-short")
    container, abbreviated = ledger.take("container-title"), ledger.take("container-title-short")
    yield element(
        "titles",
        element("title", title),
        element("secondary-title", container),
        element("tertiary-title", ledger.take("collection-title")),
        element("alt-title", abbreviated),
        element("short-title", short),
    )
    if ledger.reference.type in JOURNALS:
        yield element("periodical", element("full-title", container), element("abbr-1", abbreviated))


def numbers(ledger: Ledger) -> Iterator[Element | None]:
    yield element("pages", ledger.take("page", "number-of-pages").replace("–", "-"))
    yield element("volume", ledger.take("volume"))
    yield element("number", ledger.take("issue", "number", "collection-number"))
    yield element("num-vols", ledger.take("number-of-volumes"))
    yield element("edition", ledger.take("edition", "version"))
    yield element("section", ledger.take("section", "chapter-number"))


def dates(ledger: Ledger) -> Element | None:
    """The year, and the whole date where there is more to say."""
    issued = ledger.take_plain_date("issued")
    if not issued:
        return None
    plain = (issued.year or 0) > 0 and len(issued.parts) == 1 and not issued.circa
    if not plain:
        return element("dates", element("year", spoken(issued)))
    more = spoken(issued) if len(issued.parts[0]) > 1 or issued.season else ""
    return element("dates", element("year", str(issued.year)), element("pub-dates", element("date", more)))


def imprint(ledger: Ledger) -> Iterator[Element | None]:
    yield element("pub-location", ledger.take("publisher-place"))
    yield element("publisher", ledger.take("publisher"))
    yield element("isbn", ledger.take("ISBN", "ISSN"))
    yield element("call-num", ledger.take("call-number"))
    yield element("electronic-resource-num", ledger.take("DOI"))


def last_fields(ledger: Ledger) -> Iterator[tuple[str, str]]:
    yield "work-type", ledger.take("genre")
    yield "remote-database-name", ledger.take("source")
    yield "remote-database-provider", ledger.take("archive")
    yield "language", ledger.take("language")


def accessed(ledger: Ledger) -> Element | None:
    day = ledger.take_plain_date("accessed")
    return element("access-date", spoken(day)) if day else None


def notes(reference: Reference, ledger: Ledger) -> str:
    ties = [tied(tie) for tie in reference.related]
    parts = (*reference.notes, quotation_note(reference.quotation), *ties, ledger.take("annote"), ledger.note())
    return "\n\n".join(filter(None, parts))
