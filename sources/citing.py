"""Citing: a source as the neutral reference that formats write and styles put into words."""

from dataclasses import replace
from typing import Any

from sources import dates as historical
from sources.dates import HistoricalDate
from sources.models import Contribution, Source
from sources.models.works import SourceScheme
from sources.reference import Date, Json, Name, Reference, Related

# The identifiers that CSL has a variable for; the others go with the fields that no variable means.
CSL_IDENTIFIERS = {SourceScheme.DOI, SourceScheme.ISBN, SourceScheme.ISSN, SourceScheme.PMID, SourceScheme.PMCID}
# CSL variables that have a column of their own.
COLUMNS = {
    "title": "title",
    "language": "language",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "URL": "url",
}
DATES = ("issued", "accessed")
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
    own = own_reference(source)
    if source.part_of:
        own = within(own, reference_of(source.part_of))
    return translating(own, reference_of(source.translation_of)) if source.translation_of else own


def own_reference(source: Source) -> Reference:
    """Return what the source says by itself: its columns and rows, and what its further variables add."""
    further = further_of(source)
    return replace(
        further,
        id=source.cite_key,
        type=further.type if further.type and source.type == "document" else source.type,
        variables=_own_variables(source, further),
        names=_names(source) | dict(further.names),
        dates=_own_dates(source, further),
        notes=further.notes if "\n\n".join(further.notes) == source.note else tuple(filter(None, [source.note])),
        extra=_extra(source, further),
    )


def within(part: Reference, whole: Reference) -> Reference:
    """Return a reference with what the whole says of its part."""
    names = {"container-author": whole.names["author"]} if "author" in whole.names else {}
    return replace(
        part,
        variables=said_of_part(whole) | dict(part.variables),
        dates=dict(whole.dates) | dict(part.dates),
        names=dict(part.names) | names,
        related=(Related("container", whole), *part.related),
    )


def said_of_part(whole: Reference) -> dict[str, Json]:
    """Return the variables that a whole gives to its parts."""
    return {part: whole.variables[name] for name, part in OF_CONTAINER.items() if name in whole.variables}


def translating(reference: Reference, original: Reference) -> Reference:
    """Return a reference with what its original says of it."""
    dates = {"original-date": original.dates["issued"]} if "issued" in original.dates else {}
    return replace(
        reference,
        variables=dict(reference.variables) | {"original-title": original.title},
        dates=dict(reference.dates) | dates,
        related=(*reference.related, Related("original", original)),
    )


def further_of(source: Source) -> Reference:
    """Return what the further variables say: a CSL-JSON object without what has a place of its own."""
    said = source.variables if isinstance(source.variables, dict) else {}
    try:
        return Reference.from_csl(said)
    except (AttributeError, KeyError, TypeError, ValueError):  # typed by hand, and not as CSL-JSON has it
        return Reference(variables={name: value for name, value in said.items() if isinstance(value, str | int)})


def _own_variables(source: Source, further: Reference) -> dict[str, Any]:
    columns = {name: value for name, column in COLUMNS.items() if (value := getattr(source, column))}
    numbers: dict[str, str] = {}
    for row in source.identifiers.all():
        if row.scheme in CSL_IDENTIFIERS:
            numbers[row.scheme] = f"{numbers[row.scheme]} {row.value}" if row.scheme in numbers else row.value
    spelt = {name for name, value in numbers.items() if same_numbers(further.variables.get(name), value)}
    hidden = (columns.keys() | numbers.keys()) - spelt
    return columns | numbers | {name: value for name, value in further.variables.items() if name not in hidden}


def same_numbers(spelling: Json, value: str) -> bool:
    """Return whether identifiers as they were spelt in a file are those of the rows."""
    return isinstance(spelling, str) and sorted(numbers_of(spelling)) == sorted(value.split())


def numbers_of(value: str) -> list[str]:
    """Return the identifiers of a variable that holds several."""
    return value.replace(",", " ").replace(";", " ").split()


def _extra(source: Source, further: Reference) -> dict[str, Any]:
    others = {row.scheme: row.value for row in source.identifiers.all() if row.scheme not in CSL_IDENTIFIERS}
    fields = dict(further.extra.get("fields", {})) | others
    return dict(further.extra) | ({"fields": fields} if fields else {})


def _own_dates(source: Source, further: Reference) -> dict[str, Date]:
    kept = {name: date for name, date in further.dates.items() if name not in DATES}
    for name in DATES:
        date, spelt = getattr(source, name), further.dates.get(name)
        if spelt and historical_of(spelt) == date:
            kept[name] = spelt
        elif date:
            kept[name] = date_of(date)
    return kept


def date_of(date: HistoricalDate) -> Date:
    """Return a historical date as the reference has it."""
    return Date.from_csl(date.csl())


def historical_of(date: Date) -> HistoricalDate | None:
    """Return a reference's date for the columns of a record; None where it is no date that they can hold."""
    try:
        if date.edtf:
            return historical.parse(date.edtf, as_written=date.literal[:200])
        return replace(found := historical.of_csl(date.to_csl()), as_written=found.as_written[:200])
    except (historical.WrongDate, ValueError, TypeError, OverflowError):
        return None


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
