"""Takes back from notes what a writer of ours put there, because its format had no field for it."""

from collections.abc import Iterable
from dataclasses import replace

from sources.formats.drafting import Draft
from sources.formats.ledger import HEAD
from sources.formats.quoting import quotation_from_note
from sources.reference import DATE_VARIABLES, NAME_ROLES, Date, Name, Reference

# fmt: off
VARIABLES = frozenset({
    "abstract", "annote", "archive", "archive-place", "archive_collection", "archive_location", "authority",
    "call-number", "chapter-number", "collection-number", "collection-title", "collection-title-short",
    "container-title", "container-title-short", "dimensions", "division", "DOI", "edition", "event-place",
    "event-title", "first-reference-note-number", "genre", "ISBN", "ISSN", "issue", "journalAbbreviation",
    "jurisdiction", "language", "license", "locator", "medium", "number", "number-of-pages", "number-of-volumes",
    "original-publisher", "original-publisher-place", "original-title", "page", "page-first", "part-number",
    "part-title", "PMCID", "PMID", "printing-number", "publisher", "publisher-place", "references",
    "reviewed-genre", "reviewed-title", "scale", "section", "shortTitle", "source", "status",
    "supplement-number", "title", "title-short", "URL", "version", "volume", "volume-title", "volume-title-short",
    "year-suffix",
})
# fmt: on


def carries(note: str) -> bool:
    return HEAD in note or note.startswith("Quotation")


def finished(draft: Draft) -> Reference:
    """The draft as a reference, with the carried fields and the quotation of its notes in their places."""
    if not any(map(carries, draft.notes)):
        return draft.reference()
    notes, draft.notes, quotation = draft.notes, {}, None
    for note in notes:
        kept = []
        for paragraph in note.split("\n\n"):
            if paragraph.startswith(HEAD):
                take_back(draft, paragraph.splitlines()[1:])
            elif found := quotation_from_note(paragraph):
                quotation = found
            else:
                kept.append(paragraph)
        draft.note("\n\n".join(kept))
    return replace(draft.reference(), quotation=quotation)


def take_back(draft: Draft, lines: Iterable[str]) -> None:
    for line in lines:
        name, mark, value = line.partition(": ")
        if not mark:
            continue
        if name == "type":
            draft.type = value
        elif name in NAME_ROLES:
            take_back_name(draft, name, value)
        elif name in DATE_VARIABLES:
            draft.dates[name] = Date.from_edtf(value)
        elif name in VARIABLES:
            draft.variables[name] = value
        else:
            draft.keep(name, value)


def take_back_name(draft: Draft, role: str, value: str) -> None:
    if value == "others":
        draft.others.add(role)
        return
    family, *rest = value.split(" || ")
    given, suffix = [*rest, "", ""][:2]
    draft.name(role, [Name(family, given, suffix) if rest else Name(literal=value)])
