"""Writes Refer as EndNote imports it (`%0 Book`), in UTF-8; all that has no tag goes into `%Z`."""

import re
from collections.abc import Iterable, Iterator

from sources.formats.datewriting import spoken
from sources.formats.keys import Keys
from sources.formats.ledger import Ledger, tied
from sources.formats.problems import Problem
from sources.formats.quoting import quotation_note
from sources.formats.tagging import inverted, many_lines, one_line, tagged
from sources.reference import Reference

KINDS = {
    "article": "Unpublished Work",
    "article-journal": "Journal Article",
    "article-magazine": "Magazine Article",
    "article-newspaper": "Newspaper Article",
    "bill": "Bill",
    "book": "Book",
    "broadcast": "Audiovisual Material",
    "chapter": "Book Section",
    "classic": "Ancient Text",
    "dataset": "Dataset",
    "document": "Generic",
    "entry-dictionary": "Dictionary",
    "entry-encyclopedia": "Encyclopedia",
    "figure": "Figure",
    "graphic": "Artwork",
    "hearing": "Hearing",
    "legal_case": "Case",
    "legislation": "Statute",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Film or Broadcast",
    "musical_score": "Music",
    "pamphlet": "Pamphlet",
    "paper-conference": "Conference Paper",
    "patent": "Patent",
    "periodical": "Serial",
    "personal_communication": "Personal Communication",
    "post-weblog": "Blog",
    "regulation": "Legal Rule or Regulation",
    "report": "Report",
    "software": "Computer Program",
    "standard": "Standard",
    "thesis": "Thesis",
    "webpage": "Web Page",
}
TAG = re.compile(r"%[0-9A-Z!@#$^&*()+?><~=\[]")
JOURNALS = ("article-journal", "article-magazine", "article-newspaper", "review", "review-book")
ROLES = (("%A", "author"), ("%E", "editor"), ("%Y", "collection-editor"), ("%?", "translator"))
PLAIN = (
    ("%T", "title"),
    ("%!", "title-short"),
    ("%S", "collection-title"),
    ("%I", "publisher"),
    ("%C", "publisher-place event-place"),
    ("%V", "volume"),
    ("%N", "issue number collection-number"),
    ("%6", "number-of-volumes"),
    ("%7", "edition version"),
    ("%&", "section chapter-number"),
    ("%P", "page number-of-pages"),
    ("%9", "genre medium"),
    ("%R", "DOI"),
    ("%@", "ISBN ISSN"),
    ("%L", "call-number"),
    ("%W", "archive source"),
    ("%G", "language"),
    ("%U", "URL"),
)


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields one record for each reference, with an empty line behind it."""
    keys = Keys()
    for reference in references:
        yield record(reference, keys.key(reference)) + "\n"


def record(reference: Reference, key: str) -> str:
    ledger = Ledger(reference)
    if reference.type and reference.type not in KINDS:
        ledger.variables = {"type": reference.type} | ledger.variables
    lines = [
        ("%0", KINDS.get(reference.type, "Generic")),
        ("%F", key),
        *((tag, inverted(name)) for tag, role in ROLES for name in ledger.take_names(role)),
        *dates(ledger),
        ("%J" if reference.type in JOURNALS else "%B", one_line(ledger.take("container-title"))),
        *((tag, one_line(ledger.take(*names.split()))) for tag, names in PLAIN),
        *(("%K", one_line(keyword)) for keyword in reference.keywords),
        ("%X", many_lines(ledger.take("abstract"), TAG)),
        *(("%Z", many_lines(note, TAG)) for note in notes(reference, ledger)),
    ]
    return tagged(lines, "{tag} {value}\n")


def dates(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """The year in `%D`, the whole date in `%8`, the day of looking in `%[`."""
    issued, accessed = ledger.take_plain_date("issued"), ledger.take_plain_date("accessed")
    if issued:
        plain = (issued.year or 0) > 0 and len(issued.parts) == 1 and not issued.circa
        yield "%D", str(issued.year) if plain else one_line(spoken(issued))
        yield "%8", one_line(spoken(issued)) if plain and (len(issued.parts[0]) > 1 or issued.season) else ""
    if accessed:
        yield "%[", one_line(spoken(accessed))


def notes(reference: Reference, ledger: Ledger) -> list[str]:
    others = [f"{role}: and others" for role in sorted(reference.others)]
    ties = [tied(tie) for tie in reference.related]
    return [*reference.notes, quotation_note(reference.quotation), *ties, ledger.take("annote"), ledger.note(), *others]
