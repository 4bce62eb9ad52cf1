"""Rows: quotations as a table has them, in CSV or JSON Lines; docs/importing.md describes the columns."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, BinaryIO, TextIO

from django.utils.translation import gettext as _

from archive.quotations.models import LocatorLabel, Mode, Rights, Standing, WitnessKind
from sources import dates, marks
from sources.complaints import Complaint
from sources.formats import UnreadableEntry, UnreadableFile
from sources.formats.decoding import open_text, rewindable
from sources.labels import valid_tag
from sources.reference import CORNER
from sources.shelving import without_unkeepable
from sources.telling import told

LONGEST_CELL = 1_000_000
HEAD = 1 << 16
DELIMITERS = ",;\t"
# What our own exports and other people's tables call our columns.
ALIASES = {
    "quotation": "words",
    "text": "words",
    "words_language": "language",
    "speaker_wikidata": "speaker_id",
    "said": "date",
    "title": "source",
    "source_title": "source",
    "id": "cite_key",
    "source_key": "cite_key",
    "author": "source_author",
    "page": "locator",
    "keywords": "topics",
    "notes": "note",
}
# In our own exports the source's columns stand beside the quotation's: these are the ones that tell of both.
EXPORTED = ("words", "words_language", "speaker", "standing", "said", "calendar", "locator_label", "locator", "address")
EXPORTED_OF_SOURCE = {"title": "source", "id": "cite_key", "doi": "doi"}
QUOTED_ID = re.compile(r"-[0-9A-Z]{4}-[0-9A-Z]{4}\Z")
# A cell that a spreadsheet would run is written with an apostrophe before it, which is not part of it.
DEFUSED = re.compile(r"\A'(?=[=+\-@\t\r\n＝＋－＠])")


@dataclass(frozen=True)
class Row:
    """One quotation of a table: every value is text, "" where nothing is said."""

    words: str = ""
    language: str = ""
    mode: str = ""
    speaker: str = ""
    speaker_id: str = ""
    standing: str = ""
    reason: str = ""
    source: str = ""
    cite_key: str = ""
    source_id: str = ""
    doi: str = ""
    source_author: str = ""
    source_year: str = ""
    locator_label: str = ""
    locator: str = ""
    witness: str = ""
    quoted_in: str = ""
    event: str = ""
    date: str = ""
    calendar: str = ""
    place: str = ""
    topics: str = ""
    words_before: str = ""
    words_after: str = ""
    translated_from: str = ""
    rights: str = ""
    note: str = ""
    address: str = ""
    unknown: dict[str, str] = field(default_factory=dict, hash=False)


COLUMNS = tuple(column.name for column in fields(Row) if column.name != "unknown")
CHOICES = {
    "mode": Mode,
    "standing": Standing,
    "locator_label": LocatorLabel,
    "witness": WitnessKind,
    "rights": Rights,
    "calendar": dates.Calendar,
}


@dataclass(frozen=True)
class Read:
    """A row, and the line that it begins at."""

    line: int
    row: Row


def read(stream: BinaryIO, encoding: str | None = None) -> Iterator[Read | UnreadableEntry]:
    """Yield the rows of a CSV or JSON Lines file; raises UnreadableFile where it is neither, or has no words."""
    text = open_text(rewindable(stream), encoding)
    head = text.read(1)
    while head.isspace() or head == "\ufeff":
        head = text.read(1)
    yield from read_lines(head, text) if head == "{" else read_table(head, text)


def read_lines(head: str, text: TextIO) -> Iterator[Read | UnreadableEntry]:
    """Yield the rows of JSON Lines, of which the first character has been read already."""
    for number, line in enumerate(text, start=1):
        whole = head + line if number == 1 else line
        if whole.strip():
            yield from_json(number, whole)


def from_json(number: int, line: str) -> Read | UnreadableEntry:
    """Return the row of one line of JSON."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as fault:
        return UnreadableEntry(number, _("this is not JSON: %s") % fault, line[:LONGEST_CELL])
    if not isinstance(said, dict):
        return UnreadableEntry(number, _("a JSON object is expected on each line"), line[:LONGEST_CELL])
    return checked(number, row_of(_flat(said)), line)


def _flat(said: Mapping[str, Any]) -> dict[str, str]:
    """Return the columns of a JSON object, also of one that we exported as CSL-JSON with the words in our corner."""
    custom = said.get("custom")
    corner = custom.get(CORNER) if isinstance(custom, dict) else None
    quoted = corner.get("quotation") if isinstance(corner, dict) else None
    if isinstance(quoted, dict):
        bare = {name: said.get(name) for name in ("title", "id", "DOI")} | {"note": None}
        said = bare | {"words_language": quoted.get("language")} | quoted | {"language": None, "segments": None}
        said["speaker"] = _spoken(quoted.get("speaker"))
    return {name: _as_text(value) for name, value in said.items()}


def _spoken(name: Any) -> str:
    if not isinstance(name, dict):
        return _as_text(name)
    return _as_text(name.get("literal")) or ", ".join(filter(None, (name.get("family"), name.get("given"))))


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_as_text, value))
    return "" if value is None else str(value) if isinstance(value, str | int | float) else json.dumps(value)


def read_table(head: str, text: TextIO) -> Iterator[Read | UnreadableEntry]:
    """Yield the rows of CSV, of which the first character has been read already."""
    first = head + text.readline(HEAD)
    delimiter = max(DELIMITERS, key=first.count)
    names = next(csv.reader([first], delimiter=delimiter), [])
    known = [column_named(name) for name in names]
    if "words" not in known:
        raise UnreadableFile(_("there is no column “words”; columns are: %s") % ", ".join(COLUMNS))
    rows = csv.reader(text, delimiter=delimiter, strict=False)
    while True:
        line = rows.line_num + 2
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as fault:
            yield UnreadableEntry(line, _("this is not CSV: %s") % fault)
            continue
        if any(map(str.strip, cells)):
            yield from_cells(line, names, cells)


def from_cells(line: int, names: list[str], cells: list[str]) -> Read | UnreadableEntry:
    """Return the row of one line of a table."""
    raw = json.dumps(cells, ensure_ascii=False)
    if len(cells) > len(names):
        reason = _("there are %(cells)s cells, but %(columns)s columns")
        return UnreadableEntry(line, reason % {"cells": len(cells), "columns": len(names)}, raw)
    said = {name: DEFUSED.sub("", cell) for name, cell in zip(names, cells, strict=False)}
    return checked(line, row_of(said), raw)


def column_named(name: str) -> str:
    """Return the column that a heading means."""
    return ALIASES.get(plain_name(name), plain_name(name))


def plain_name(name: str) -> str:
    """Return a heading without case, spaces and hyphens."""
    return re.sub(r"[\s\-]+", "_", name.strip().lower())


def row_of(said: Mapping[str, str]) -> Row:
    """Return the row of named cells; a column of ours wins over another name for it."""
    clean = {name: without_unkeepable(cell).strip() for name, cell in said.items()}
    if "words_language" in map(plain_name, clean):
        return exported_row({plain_name(name): value for name, value in clean.items()})
    known: dict[str, str] = {}
    unknown: dict[str, str] = {}
    for name in sorted(clean, key=lambda name: plain_name(name) not in COLUMNS):
        column = column_named(name)
        if column in COLUMNS and not known.get(column):
            known[column] = clean[name]
        elif clean[name]:
            unknown[name] = clean[name]
    return Row(**known, unknown=unknown)


def exported_row(said: Mapping[str, str]) -> Row:
    """Return the row of a quotation that we exported, beside all that its source says."""
    of_source = {column: said.get(name, "") for name, column in EXPORTED_OF_SOURCE.items()}
    of_source["cite_key"] = QUOTED_ID.sub("", of_source["cite_key"])
    return Row(**{column_named(name): said.get(name, "") for name in EXPORTED} | of_source)


def checked(line: int, row: Row, raw: str) -> Read | UnreadableEntry:
    """Return the row with its line, or why it is no quotation."""
    faults = list(faults_of(row))
    return UnreadableEntry(line, "; ".join(faults), raw[:LONGEST_CELL]) if faults else Read(line, row)


def faults_of(row: Row) -> Iterator[str]:
    """Yield what is wrong with a row in itself."""
    if not row.words:
        yield _("there are no words")
    if not valid_tag(row.language):
        yield _("language: write a tag, for instance ja, ru or en-GB")
    for name, choices in CHOICES.items():
        known = [str(choice.value) for choice in choices]
        if getattr(row, name) and getattr(row, name) not in known:
            yield _("%(column)s: it is one of %(choices)s") % {"column": name, "choices": ", ".join(known)}
    if row.standing in (Standing.DISPUTED, Standing.MISATTRIBUTED) and not row.reason:
        yield _("reason: a disputed or mistaken attribution says why")
    try:
        marks.parse(row.words)
        if row.date:
            dates.parse(row.date, row.calendar or dates.Calendar.GREGORIAN)
    except Complaint as fault:
        yield told(fault)
    except ValueError as fault:
        yield str(fault)
