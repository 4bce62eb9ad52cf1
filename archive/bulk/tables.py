"""Tables: records of the API as rows, a column for each thing that a person would sort by or count."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sources.formats.csv_table.writing import row

Record = Mapping[str, Any]
Column = Callable[[Record], Any]


def labels(told: Record | None) -> str:
    """Names by language, as `en: Murmansk; ru: Мурманск`."""
    return "; ".join(f"{language}: {text}" for language, text in sorted((told or {}).items()))


def edtf(date: Record | None) -> str:
    return date["edtf"] if date else ""


def joined(values: Iterable[Any]) -> str:
    return " | ".join(str(value) for value in values if value)


def plain(*names: str) -> dict[str, Column]:
    return {name: lambda record, name=name: record[name] for name in names}


def each(name: str, told: Column) -> Column:
    return lambda record: joined(told(one) for one in record[name])


TABLES: dict[str, dict[str, Column]] = {
    "quotations": {
        **plain("id", "url", "words", "text", "language", "mode"),
        "speakers": each("attributions", lambda claim: labels(claim["agent"]["names"])),
        "speaker_ids": each("attributions", lambda claim: claim["agent"]["id"]),
        "standings": each("attributions", lambda claim: claim["standing"]),
        "uttered": lambda record: edtf(record["uttered"]),
        "place": lambda record: labels(record["place"] and record["place"]["labels"]),
        "sources": each("attestations", lambda witness: witness["source"]["title"]),
        "source_ids": each("attestations", lambda witness: witness["source"]["id"]),
        "locators": each("attestations", lambda found: f"{found['locator_label']} {found['locator'] or '?'}"),
        "events": each("events", lambda link: f"{link['kind']}: {labels(link['labels'])}"),
        "topics": each("topics", lambda topic: labels(topic["labels"])),
        **plain("translation_of", "translated_from", "words_before", "words_after", "rights", "note", "citation"),
        **plain("published_at"),
        "edition": lambda record: record["edition"] and record["edition"]["number"],
        "edition_url": lambda record: record["edition"] and record["edition"]["url"],
        "edition_hash": lambda record: record["edition"] and record["edition"]["hash"],
    },
    "people": {
        **plain("id", "url", "kind", "language"),
        "names": each("names", lambda name: f"{name['language']}: {joined_name(name)}"),
        "known_as": lambda record: labels(record["known_as"]),
        "born": lambda record: edtf(record["born"]),
        "died": lambda record: edtf(record["died"]),
        "roles": each("roles", lambda role: f"{labels(role['titles'])} {edtf(role['held'])}".strip()),
        "identifiers": each("identifiers", lambda one: f"{one['scheme']}:{one['value']}"),
        **plain("note", "quotation_count"),
    },
    "sources": {
        **plain("id", "url", "cite_key", "type", "title", "language"),
        "contributors": each("contributions", lambda row: f"{row['role']}: {contributor(row)}"),
        **plain("part_of", "translation_of"),
        "issued": lambda record: edtf(record["issued"]),
        **plain("publisher", "publisher_place", "source_url"),
        "identifiers": each("identifiers", lambda one: f"{one['scheme']}:{one['value']}"),
        **plain("note", "quotation_count"),
    },
    "events": {
        **plain("id", "url"),
        "names": lambda record: labels(record["labels"]),
        "dates": each("claims", lambda claim: edtf(claim["date"])),
        "places": each("claims", lambda claim: labels(claim["place"]["labels"]) if claim["place"] else ""),
        "people": each("claims", lambda claim: labels(claim["agent"]["names"]) if claim["agent"] else ""),
        **plain("part_of", "note"),
    },
    "places": {
        **plain("id"),
        "names": lambda record: labels(record["labels"]),
        **plain("latitude", "longitude", "part_of", "quotation_count", "event_count"),
    },
    "topics": {**plain("id"), "names": lambda record: labels(record["labels"]), **plain("quotation_count")},
    "editions": plain("quotation", "number", "url", "hash", "at", "sequence"),
}


def joined_name(name: Record) -> str:
    """A name as one text: the literal, or its parts."""
    return name["literal"] or " ".join(filter(None, (name["given"], name["particle"], name["family"], name["suffix"])))


def contributor(row: Record) -> str:
    """Who contributed: the agent, or the name as printed."""
    return labels(row["agent"]["names"]) if row["agent"] else " ".join(map(str, (row["printed"] or {}).values()))


def table(name: str, records: Iterable[Record]) -> Iterator[str]:
    """Yield the header and a row for each record; cells that a spreadsheet would run are defused."""
    columns = TABLES[name]
    yield row(columns)
    for record in records:
        cells = (told(record) for told in columns.values())
        yield row("" if cell is None else str(cell) for cell in cells)
