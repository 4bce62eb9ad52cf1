"""Writes CSL-JSON: nothing is lost; the quotation stands in `note` for others and in our corner of `custom` for us."""

import json
import re
from collections.abc import Iterable, Iterator

from sources.formats.problems import Problem
from sources.formats.quoting import quotation_note
from sources.reference import CORNER, Json, Reference

# A lone half of a character, and what XML forbids, cannot be written but as JSON escapes it.
UNWRITABLE = re.compile("[\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields an array of items, one piece for each reference."""
    before = "[\n"
    for reference in references:
        yield before + json_text(csl(reference), indent=1)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def json_text(item: Json, indent: int | None = None) -> str:
    """JSON in UTF-8 that has every character of any script as itself, and no character that a file cannot have."""
    text = json.dumps(item, ensure_ascii=False, indent=indent)
    return UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def csl(reference: Reference) -> dict[str, Json]:
    """The item as CSL-JSON; with a quotation, its words are added to `note`, and the notes are kept apart in ours."""
    item = reference.to_csl()
    if not reference.quotation:
        return item
    note = "\n\n".join(filter(None, (*reference.notes, quotation_note(reference.quotation))))
    corner = item["custom"][CORNER] | {"notes": list(reference.notes)}
    return item | {"note": note, "custom": item["custom"] | {CORNER: corner}}
