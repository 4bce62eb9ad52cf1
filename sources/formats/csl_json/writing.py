"""Writes CSL-JSON: nothing is lost; the quotation stands in `note` for others and in our corner of `custom` for us."""

import json
import re
from collections.abc import Iterable, Iterator

from sources.formats.keys import Keys
from sources.formats.problems import Problem
from sources.formats.quoting import quotation_note
from sources.reference import CORNER, Json, Reference

# A lone half of a character, and what XML forbids, cannot be written but as JSON escapes it.
UNWRITABLE = re.compile("[\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields an array of items, one piece for each reference."""
    keys, before = Keys(), "[\n"
    for reference in references:
        yield before + json_text(csl(reference, keys), indent=1)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def json_text(item: Json, indent: int | None = None) -> str:
    """JSON in UTF-8 that has every character of any script as itself, and no character that a file cannot have."""
    text = json.dumps(item, ensure_ascii=False, indent=indent)
    return UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def csl(reference: Reference, keys: Keys) -> dict[str, Json]:
    """
    The item as CSL-JSON, which has an `id`: one without a key is given one, and our corner says so.

    With a quotation, its words are added to `note`, and the notes are kept apart in our corner.
    """
    item, corner = reference.to_csl(), {}
    if not item.get("id"):
        item, corner = {"id": ""} | item | {"id": keys.key(reference)}, {"keyless": True}
    if reference.quotation:
        item["note"] = "\n\n".join(filter(None, (*reference.notes, quotation_note(reference.quotation))))
        corner["notes"] = list(reference.notes)
    return with_corner(item, corner) if corner else item


def with_corner(item: dict[str, Json], more: dict[str, Json]) -> dict[str, Json]:
    """The item with more in our corner; a `custom` that is no object of names has none."""
    custom = item.get("custom", {})
    if not isinstance(custom, dict):
        return item
    return item | {"custom": custom | {CORNER: custom.get(CORNER, {}) | more}}
