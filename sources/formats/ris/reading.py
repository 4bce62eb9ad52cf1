"""Reads RIS, as strictly or as loosely as it was written."""

import re
from collections.abc import Iterator
from functools import partial
from string import ascii_uppercase, digits
from typing import BinaryIO

from sources.complaints import Saying
from sources.formats.decoding import open_text, rewindable
from sources.formats.problems import LONGEST_ENTRY, Problem, UnreadableEntry, UnreadableFile
from sources.formats.ris.mapping import Record, to_reference
from sources.reference import Reference

# The standard has two spaces before the hyphen and one after it; exports have one, three, tabs or none after it.
TAG = re.compile(r"[ \t]*([A-Z][A-Z0-9])[ \t]{1,4}-(?:[ \t]|$)(.*)")
TAGS = frozenset(first + second for first in ascii_uppercase for second in ascii_uppercase + digits)
START = re.compile(r"^[ \t]*TY[ \t]{1,4}-", re.MULTILINE)
LINE = 1 << 20
LONGEST_RAW = 4000


def recognises(head: str) -> bool:
    return bool(START.search(head))


def read(stream: BinaryIO, encoding: str | None = None) -> Iterator[Reference | UnreadableEntry | Problem]:
    """Yields a reference for each TY, whether or not an ER follows; raises `UnreadableFile` if there is none."""
    found = False
    for record in records(stream, encoding):
        if isinstance(record, UnreadableEntry):
            yield record
            continue
        found = True
        reference = to_reference(record)
        if not record.closed:
            yield Problem(record.line, Saying("the record has no end (ER)"), "ER", reference.id)
        yield reference
    if not found:
        raise UnreadableFile(Saying("this is not RIS: no line begins with “TY  -”"))


def records(stream: BinaryIO, encoding: str | None) -> Iterator[Record | UnreadableEntry]:
    record: Record | None = None
    stray: list[str] = []
    first = number = 0
    readline = partial(open_text(rewindable(stream), encoding).readline, LINE)
    for number, line in enumerate(iter(readline, ""), start=1):
        tag, value = tag_and_value(line)
        if tag == "TY":
            if record:
                yield whole(record)
            if stray:
                yield stray_tags(first, stray)
            record, stray = Record(number, [("TY", value)]), []
        elif tag == "ER" and record:
            record.closed = True
            yield whole(record)
            record = None
        elif record is None:
            first = first if stray else number
            stray += [line] if tag and tag != "ER" and len(stray) < LONGEST_RAW else []
        elif record.length < LONGEST_ENTRY:
            record.add_line(tag, value)
    if record:
        yield whole(record)
    if stray and number:
        yield stray_tags(first, stray)


def whole(record: Record) -> Record | UnreadableEntry:
    """The record, unless it is so long that it was not read to its end."""
    if record.length < LONGEST_ENTRY:
        return record
    raw = "".join(f"{tag}  - {value[:LONGEST_RAW]}\n" for tag, value in record.tags[:LONGEST_RAW])[:LONGEST_RAW]
    return UnreadableEntry(record.line, Saying("the record is longer than 16 million characters"), raw.rstrip())


def tag_and_value(line: str) -> tuple[str, str]:
    """The tag of a line, if it has one, and what it says."""
    if "\0" in line:
        line = line.replace("\0", "")
    if line[2:6] == "  - " and line[:2] in TAGS:
        return line[:2], line[6:].strip()
    found = TAG.match(line)
    return (found[1], found[2].strip()) if found else ("", line.strip())


def stray_tags(line: int, lines: list[str]) -> UnreadableEntry:
    saying = Saying("a record without its type: no TY before it")
    return UnreadableEntry(line, saying, "".join(lines)[:LONGEST_RAW].rstrip())
