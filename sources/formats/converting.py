"""Turns a file of one format into a file of another, entry by entry, and says what was lost on the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from sources.formats import Format, format_named, sniff
from sources.formats.decoding import rewindable
from sources.formats.problems import Problem, UnreadableEntry, UnreadableFile
from sources.reference import Reference

HEAD = 1 << 16
STEP = 1000
RAW = 200


@dataclass(slots=True)
class Tally:
    """What became of the entries of a file."""

    read_count: int = 0
    lost_count: int = 0
    problem_count: int = 0


def source_format(stream: BinaryIO, name: str | None = None) -> tuple[Format, BinaryIO]:
    """
    The named format, or the one that the content looks like, and the stream from its beginning.

    Raises `UnknownFormat` for a name, `UnreadableFile` for content that is in no format that can be read.
    """
    stream = rewindable(stream)
    if name:
        return format_named(name), stream
    start = stream.tell()
    found = sniff(stream.read(HEAD))
    stream.seek(start)
    if found is None:
        raise UnreadableFile("the format cannot be told from the content; name it with --from")
    return found, stream


def convert(
    stream: BinaryIO,
    source: Format,
    target: Format,
    report: Callable[[str], None],
    encoding: str | None = None,
    progress: Callable[[int], None] = lambda count: None,
) -> tuple[Tally, Iterator[str]]:
    """
    A tally, which is complete when the pieces of text beside it have all been taken.

    `report` is called with a line for each entry that is lost and each thing that could not be kept; `progress` with
    the number of entries after every thousand.
    """
    tally = Tally()

    def references() -> Iterator[Reference]:
        for item in source.read(stream, encoding):
            if isinstance(item, Reference):
                tally.read_count += 1
                if tally.read_count % STEP == 0:
                    progress(tally.read_count)
                yield item
            else:
                note(item, tally, report)

    def pieces() -> Iterator[str]:
        for piece in target.write(references()):
            if isinstance(piece, str):
                yield piece
            else:
                note(piece, tally, report)

    return tally, pieces()


def note(item: Problem | UnreadableEntry, tally: Tally, report: Callable[[str], None]) -> None:
    if isinstance(item, UnreadableEntry):
        tally.lost_count += 1
        raw = " ".join(item.raw[:RAW].split())
        report(f"line {item.line}: lost: {item.reason}" + (f": {raw}" if raw else ""))
    else:
        tally.problem_count += 1
        said = ", ".join(filter(None, (f"line {item.line}" if item.line else "", item.id, item.field)))
        report(f"{said}: {item.reason}" if said else item.reason)
