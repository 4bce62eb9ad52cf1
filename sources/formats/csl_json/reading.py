"""Reads CSL-JSON: an array of items, one item, or one item a line."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, TextIO

from sources.complaints import Saying
from sources.formats.decoding import open_text, rewindable
from sources.formats.problems import LONGEST_ENTRY, Problem, UnreadableEntry, UnreadableFile
from sources.reference import CORNER, Reference

CHUNK = 1 << 18
OVERLAP = 1 << 10
TOO_LONG = Saying("not closed, or longer than 16 million characters")
BETWEEN = re.compile(r"[\s,\[\]]*+")
NEXT_ITEM = re.compile(r"\}\s*+,?\s*+(?=\{)")
RAW = 4000
ITEM = re.compile(r"\s*(?:\[\s*(?:\{|\]\s*$)|\{\s*\")")


class Buffer:
    """The part of the file that is being read, and the line that it begins at."""

    def __init__(self, text: TextIO) -> None:
        self.source = text
        self.text = text.read(CHUNK)
        self.position = 0
        self.line = 1
        self.counted = 0  # the position up to which the lines are counted

    def more(self) -> bool:
        """Drops what was read and adds as much again as is waiting; False at the end of the file."""
        self.advance(self.position)
        added = self.source.read(max(CHUNK, len(self.text)))
        self.text += added
        return bool(added)

    def advance(self, position: int) -> None:
        self.line_of(position)
        self.text, self.position, self.counted = self.text[position:], 0, 0

    def line_of(self, position: int) -> int:
        """The line of a position, which lies behind any that was asked for before."""
        self.line += self.text.count("\n", self.counted, position)
        self.counted = position
        return self.line


def recognises(head: str) -> bool:
    return bool(ITEM.match(head)) and ('"type"' in head or '"id"' in head or len(head) < 40)


def read(stream: BinaryIO, encoding: str | None = None) -> Iterator[Reference | UnreadableEntry | Problem]:
    """Yields a reference for each item; raises `UnreadableFile` if the file is no JSON at all."""
    buffer = Buffer(open_text(rewindable(stream), encoding))
    if buffer.text.lstrip()[:1] not in ("[", "{"):
        raise UnreadableFile(Saying("this is not CSL-JSON: it begins with neither [ nor {"))
    for line, item in items(buffer):
        if isinstance(item, UnreadableEntry):
            yield item
        elif isinstance(item, dict) and isinstance(item.get("items"), list) and "type" not in item:
            yield from (to_reference(line, inner) for inner in item["items"])
        else:
            yield to_reference(line, item)


def number(text: str) -> float | str:
    """A number that JSON can write again; 1e999 is kept as it stands."""
    value = float(text)
    return value if math.isfinite(value) else text


DECODER = json.JSONDecoder(parse_float=number, parse_constant=str)


def items(buffer: Buffer) -> Iterator[tuple[int, Any]]:
    while True:
        buffer.position = BETWEEN.match(buffer.text, buffer.position).end()
        if buffer.position >= len(buffer.text):
            if not buffer.more():
                return
            continue
        line = buffer.line_of(buffer.position)
        try:
            item, buffer.position = DECODER.raw_decode(buffer.text, buffer.position)
        except (ValueError, RecursionError) as fault:
            goes_on = is_cut(buffer, fault)
            is_long = goes_on and len(buffer.text) - buffer.position >= LONGEST_ENTRY
            if goes_on and not is_long and buffer.more():
                continue
            yield (
                line,
                skip(buffer, line, TOO_LONG if is_long else Saying("not JSON: %(reason)s", reason=reason_of(fault))),
            )
        else:
            yield line, item
            if buffer.position > CHUNK:
                buffer.advance(buffer.position)


def reason_of(fault: Exception) -> Saying | str:
    if isinstance(fault, json.JSONDecodeError):
        return fault.msg
    return Saying("nested too deeply") if isinstance(fault, RecursionError) else Saying("a number is too long")


def is_cut(buffer: Buffer, fault: Exception) -> bool:
    """True if the fault may be only that the item goes on in the part of the file that is not read yet."""
    if not isinstance(fault, json.JSONDecodeError):
        return False
    return "Unterminated" in fault.msg or fault.pos > len(buffer.text) - 16


def skip(buffer: Buffer, line: int, reason: Saying) -> UnreadableEntry:
    """Goes on behind a broken item, at what looks like the next one."""
    raw = buffer.text[buffer.position : buffer.position + RAW]
    found = NEXT_ITEM.search(buffer.text, buffer.position)
    raw = raw[: found.end() - buffer.position] if found else raw
    while not found:
        # What may be the beginning of the next item is kept.
        buffer.position = max(buffer.position, len(buffer.text) - OVERLAP)
        if not buffer.more():
            break
        found = NEXT_ITEM.search(buffer.text)
    buffer.position = found.end() if found else len(buffer.text)
    return UnreadableEntry(line, reason, raw)


def to_reference(line: int, item: Any) -> Reference | UnreadableEntry:
    if not isinstance(item, dict):
        return UnreadableEntry(line, Saying("not an item: a JSON object is expected"), json.dumps(item)[:RAW])
    try:
        return Reference.from_csl(without_made_id(item))
    except (TypeError, ValueError, KeyError, AttributeError) as fault:
        saying = Saying("not as CSL-JSON has it: %(reason)s", reason=str(fault))
        return UnreadableEntry(line, saying, json.dumps(item)[:RAW])


def without_made_id(item: dict[str, Any]) -> dict[str, Any]:
    """The item without the id that our writer had to give it."""
    custom = item.get("custom")
    corner = custom.get(CORNER) if isinstance(custom, dict) else None
    if not isinstance(corner, dict) or "keyless" not in corner:
        return item
    rest = {key: value for key, value in corner.items() if key != "keyless"}
    others = {key: value for key, value in custom.items() if key != CORNER} | ({CORNER: rest} if rest else {})
    kept = {key: value for key, value in item.items() if key not in ("id", "custom")}
    return kept | ({"custom": others} if others else {})
