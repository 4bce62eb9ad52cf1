"""Takes back what our writers put into notes: the quotation, and the fields that a format had no place for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sources.formats.days import read_date
from sources.formats.ledger import HEAD
from sources.formats.quoting import quotation_from_note
from sources.reference import DATE_VARIABLES, NAME_ROLES, Date, Name, Quotation, Reference

# Where white space collapses, as in BibTeX, these stand for a line feed and for an empty line.
LINE, PARAGRAPH = " ¶ ", " ¶¶ "
# MODS has kinds of notes, which come back in front of them.
PREFIX = re.compile("^(?:quotation|further-fields): ")
VARIABLES = frozenset(
    "abstract annote archive archive-place archive_collection archive_location authority call-number chapter-number"
    " citation-number collection-number collection-title container-title container-title-short dimensions division"
    " DOI edition event-place event-title genre ISBN ISSN issue jurisdiction language license medium number"
    " number-of-pages number-of-volumes original-publisher original-publisher-place original-title page page-first"
    " part-number part-title PMCID PMID printing-number publisher publisher-place references reviewed-genre"
    " reviewed-title scale section source status supplement-number title title-short URL version volume volume-title"
    " year-suffix".split()
)


def in_one_line(notes: Iterable[str]) -> str:
    """Notes for a format whose white space collapses."""
    return PARAGRAPH.join(note.replace("\n\n", PARAGRAPH).replace("\n", LINE) for note in notes if note)


@dataclass(slots=True)
class Returned:
    """What the notes held beside notes."""

    notes: list[str] = field(default_factory=list)
    quotation: Quotation | None = None
    carried: list[tuple[str, str]] = field(default_factory=list)


def returned(reference: Reference) -> Reference:
    """The reference with quotation and carried fields in their places; one without them as it is."""
    back = Returned()
    for note in reference.notes:
        for paragraph in paragraphs(note.replace(PARAGRAPH, "\n\n").replace(LINE, "\n")):
            sort_in(paragraph, back)
    if not back.carried and not back.quotation:
        return reference
    kept = replace(reference, notes=tuple(back.notes), quotation=back.quotation or reference.quotation)
    return with_fields(kept, back.carried)


def paragraphs(note: str) -> list[str]:
    """The paragraphs of a note in which one is ours; any other note whole."""
    parts = [PREFIX.sub("", part.strip()) for part in note.split("\n\n")]
    ours = any(part.startswith(HEAD) or quotation_from_note(part) for part in parts)
    return [part for part in parts if part] if ours else [note]


def sort_in(paragraph: str, back: Returned) -> None:
    quotation = quotation_from_note(paragraph)
    if quotation and not back.quotation:
        back.quotation = quotation
    elif paragraph.startswith(HEAD):
        back.carried += pairs(paragraph.removeprefix(HEAD))
    else:
        back.notes.append(paragraph)


def pairs(block: str) -> Iterator[tuple[str, str]]:
    for line in block.strip().split("\n"):
        name, mark, value = line.partition(": ")
        if mark:
            yield name.strip(), value.strip()


def with_fields(reference: Reference, carried: list[tuple[str, str]]) -> Reference:
    """What was carried is exact, and replaces what the format could only say roughly."""
    variables, dates, names = dict(reference.variables), dict(reference.dates), dict(reference.names)
    others, fields, kind = set(reference.others), dict(reference.extra.get("fields", {})), reference.type
    for name, value in carried:
        if name == "type":
            kind = value
        elif name in DATE_VARIABLES:
            dates[name] = read_date(value) or Date(literal=value)
        elif name in VARIABLES:
            variables[name] = value
        elif name not in NAME_ROLES and " || " not in value and name not in names:
            fields[name] = value
        elif value == "others":
            others.add(name)
        else:
            names[name] = (*names.get(name, ()), divided(value))
    extra = dict(reference.extra) | ({"fields": fields} if fields else {})
    return replace(
        reference, type=kind, variables=variables, dates=dates, names=names, others=frozenset(others), extra=extra
    )


def divided(text: str) -> Name:
    """A name with `||` between family and given, as Zotero's Extra has them."""
    family, *rest = text.split(" || ")
    return Name(family=family, given=rest[0], suffix="".join(rest[1:2])) if rest else Name(literal=text)
