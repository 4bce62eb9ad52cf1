"""Citing: a source as the neutral reference that formats write and styles put into words."""

from typing import Any

from sources.dates import HistoricalDate
from sources.models import Contribution, Source
from sources.models.works import SourceScheme
from sources.reference import Date, Name, Reference, Related

# The identifiers that CSL has a variable for; the others go with the fields that no variable means.
CSL_IDENTIFIERS = {SourceScheme.DOI, SourceScheme.ISBN, SourceScheme.ISSN, SourceScheme.PMID, SourceScheme.PMCID}
# What a part says of the whole that it stands in: the whole's variable, and the part's.
OF_CONTAINER = {
    "title": "container-title",
    "publisher": "publisher",
    "publisher-place": "publisher-place",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "volume": "volume",
    "edition": "edition",
}


# How far a source is followed upwards with the rows that its reference needs; farther ones are asked for singly.
FOLLOWED = ("", "part_of__", "part_of__part_of__", "translation_of__", "translation_of__part_of__")


def needed(prefix: str = "") -> list[str]:
    """Return what to prefetch with records, so that the references of their sources ask nothing more.

    `prefix` leads from the records to the sources, as `attestations__source__`.
    """
    rows = ("contributions__agent__names", "identifiers")
    return [f"{prefix}{step}{row}" for step in FOLLOWED for row in rows]


def reference_of(source: Source) -> Reference:
    """Return the source as a reference, with what its container and its original say of it."""
    variables, dates, related = _own_variables(source), _own_dates(source), []
    names = _names(source)
    if source.part_of:
        whole = reference_of(source.part_of)
        said = {part: whole.variables[name] for name, part in OF_CONTAINER.items() if name in whole.variables}
        variables, dates = said | variables, dict(whole.dates) | dates
        names |= {"container-author": whole.names["author"]} if "author" in whole.names else {}
        related.append(Related("container", whole))
    if source.translation_of:
        original = reference_of(source.translation_of)
        variables |= {"original-title": original.title}
        dates |= {"original-date": original.dates["issued"]} if "issued" in original.dates else {}
        related.append(Related("original", original))
    notes = (source.note,) if source.note else ()
    return Reference(
        source.cite_key, source.type, variables, names, dates, notes=notes, related=tuple(related), extra=_extra(source)
    )


def _own_variables(source: Source) -> dict[str, Any]:
    said = {
        "title": source.title,
        "language": source.language,
        "publisher": source.publisher,
        "publisher-place": source.publisher_place,
        "URL": source.url,
    }
    numbers = {row.scheme: row.value for row in source.identifiers.all() if row.scheme in CSL_IDENTIFIERS}
    further = {name: value for name, value in source.variables.items() if isinstance(value, str | int | float)}
    return {name: value for name, value in said.items() if value} | numbers | further


def _extra(source: Source) -> dict[str, Any]:
    others = {row.scheme: row.value for row in source.identifiers.all() if row.scheme not in CSL_IDENTIFIERS}
    return {"fields": others} if others else {}


def _own_dates(source: Source) -> dict[str, Date]:
    found = {"issued": source.issued, "accessed": source.accessed}
    return {name: date_of(date) for name, date in found.items() if date}


def date_of(date: HistoricalDate) -> Date:
    """Return a historical date as the reference has it."""
    return Date.from_csl(date.csl())


def _names(source: Source) -> dict[str, tuple[Name, ...]]:
    found: dict[str, tuple[Name, ...]] = {}
    for row in source.contributions.all():
        found[row.role] = (*found.get(row.role, ()), name_of(row, source.language))
    return found


def name_of(contribution: Contribution, language: str) -> Name:
    """Return a contributor's name as printed, else as the source's language has it."""
    if contribution.printed:
        return Name.from_csl(contribution.printed)
    name = contribution.agent.preferred_name(language)
    return Name.from_csl(name.csl()) if name else Name(literal=contribution.agent.shown_id)
