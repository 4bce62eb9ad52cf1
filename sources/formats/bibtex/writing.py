"""Writes BibTeX in UTF-8: the fields that its styles and programs know; all else goes into `annote`."""

from collections.abc import Iterable, Iterator

from sources.formats.bibtex.escaping import entry, escape, guarded, pages, people, rich, verbatim
from sources.formats.datewriting import is_plain, iso, spoken
from sources.formats.keys import Keys
from sources.formats.ledger import Ledger, tied
from sources.formats.problems import Problem
from sources.formats.quoting import quotation_note
from sources.reference import Date, Reference

KINDS = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "classic": "book",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "thesis": "phdthesis",
}
# What a reader makes of an entry type; any other CSL type is carried.
TYPES = {kind: csl for csl, kind in reversed(KINDS.items())} | {"misc": "document", "mastersthesis": "thesis"}
PUBLISHERS = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution", "misc": "howpublished"}
CONTAINERS = {"article": "journal", "misc": "howpublished", "unpublished": "howpublished"}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
PLAIN = (
    ("series", "collection-title"),
    ("volume", "volume"),
    ("edition", "edition"),
    ("chapter", "chapter-number"),
    ("abstract", "abstract"),
)
ROLES = ("author", "editor", "translator")


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields one entry for each reference."""
    keys = Keys()
    for reference in references:
        yield text_of(reference, keys.key(reference))


def text_of(reference: Reference, key: str) -> str:
    ledger, kind = Ledger(reference), kind_of(reference)
    if TYPES[kind] != reference.type and reference.type:
        ledger.variables = {"type": reference.type} | ledger.variables
    fields = {
        **{role: people(ledger.take_names(role), role in ledger.others) for role in ROLES},
        "title": rich(ledger.take("title"), protecting=True),
        CONTAINERS.get(kind, "booktitle"): container(ledger, kind),
        **date(ledger),
        **plain(ledger, kind),
        "doi": verbatim(ledger.take("DOI")),
        "isbn": escape(ledger.take("ISBN")),
        "issn": escape(ledger.take("ISSN")),
        "url": verbatim(ledger.take("URL")),
        "language": escape(ledger.take("language")),
        "keywords": ", ".join(escape(word.replace(",", ";")) for word in reference.keywords),
        "note": notes(reference),
    }
    fields["annote"] = escape("\n\n".join(filter(None, (ledger.take("annote"), ledger.note()))))
    return entry(kind, key, fields)


def kind_of(reference: Reference) -> str:
    kind = KINDS.get(reference.type, "misc")
    genre = str(reference.variables.get("genre", "")).lower()
    if kind == "phdthesis" and ("master" in genre or "diploma" in genre):
        return "mastersthesis"
    if kind == "incollection" and "editor" not in reference.names and "container-title" not in reference.variables:
        return "misc"
    return kind


def container(ledger: Ledger, kind: str) -> str:
    field = CONTAINERS.get(kind, "booktitle")
    return rich(said_loosely(ledger, "container-title", field), protecting=field != "howpublished")


def said_loosely(ledger: Ledger, variable: str, field: str) -> str:
    """What a variable says; in `howpublished`, which may mean anything, it is carried besides."""
    return str(ledger.variables.get(variable, "")) if field == "howpublished" else ledger.take(variable)


def plain(ledger: Ledger, kind: str) -> dict[str, str]:
    fields = {field: rich(ledger.take(variable)) for field, variable in PLAIN}
    publisher = PUBLISHERS.get(kind, "publisher")
    if not (publisher == CONTAINERS.get(kind) and "container-title" in ledger.reference.variables):
        fields[publisher] = guarded(said_loosely(ledger, "publisher", publisher))
    fields["address"] = guarded(ledger.take("publisher-place"))
    fields["number"] = escape(ledger.take("issue" if kind == "article" else "number", "collection-number"))
    fields["pages"] = pages(ledger.take("page"))
    # `type` names the sort of thesis, report or chapter.
    return fields | ({"type": rich(ledger.take("genre"))} if kind.endswith(("thesis", "report")) else {})


def date(ledger: Ledger) -> dict[str, str]:
    """
    Year, month and day; of a date that these cannot say the year or words, and it is carried besides.

    A day stands in BibLaTeX's `date` too: Zotero passes over `day`.
    """
    issued = ledger.take_plain_date("issued")
    if not issued:
        return {}
    if not is_plain(issued):
        return {"year": escape(year_of(issued))}
    year, month, day = (*issued.parts[0], 0, 0)[:3]
    whole = iso(issued) if day else ""
    return {
        "year": str(year),
        "month": MONTHS[month - 1] if month else "",
        "day": str(day) if day else "",
        "date": whole,
    }


def year_of(issued: Date) -> str:
    """The year alone of a season or of a range within it, since styles want a number; else the date in words."""
    years = {numbers[0] for numbers in issued.parts if numbers}
    return str(issued.year) if len(years) == 1 and (issued.year or 0) > 0 and not issued.circa else spoken(issued)


def notes(reference: Reference) -> str:
    ties = [tied(tie) for tie in reference.related]
    return escape("\n\n".join(filter(None, (*reference.notes, quotation_note(reference.quotation), *ties))))
