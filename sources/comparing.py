"""Comparing references: what an entry of a file says otherwise than the archive does."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sources.formats import Format
from sources.reference import CORNER, Date, Json, Reference, text_of

Differences = dict[str, list[Json]]

# Ties that stand for records of their own, and what tells the rest of the corner in another way.
APART = {"keywords", "notes", "quotation", "related"}


def told(reference: Reference) -> dict[str, Json]:
    """Return what a reference says, field by field, by CSL's names; its id is not part of it."""
    csl = reference.to_csl()
    custom = csl.pop("custom", {})
    csl.pop("id", None)
    corner = custom.get(CORNER, {}) if isinstance(custom, Mapping) else {}
    csl |= {"keyword": list(reference.keywords)} if reference.keywords else {}
    csl |= {"note": list(reference.notes)} if reference.notes else {}
    for name, value in corner.items():
        if name in ("extra", "names"):
            csl |= {f"{name}: {part}" if name == "extra" else part: said for part, said in value.items()}
        elif name not in APART:
            csl[f"also: {name}"] = value
    return csl


def differences(old: Mapping[str, Json], new: Mapping[str, Json]) -> Differences:
    """Return old and new of each field that says otherwise; what the new one does not say is no difference."""
    return {name: [old.get(name), value] for name, value in new.items() if not alike(old.get(name), value)}


def alike(one: Json, other: Json) -> bool:
    """Return whether two values mean the same: "2" is 2, and a date is its parts."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        if "date-parts" in one and "date-parts" in other:
            return _date(one) == _date(other)
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return one == other or (text_of(one) == text_of(other) != "")


def _date(csl: Mapping[str, Json]) -> Date:
    return replace(Date.from_csl(csl), unmapped={})


def as_format_tells(known: Format, references: Sequence[Reference]) -> list[Reference]:
    """Return what is left of references when a format has written and read them; nothing if that cannot be told.

    A file in a format that holds less than the archive does not contradict it by what it leaves out.
    """
    if not references or not hasattr(known, "write"):
        return []
    text = "".join(piece for piece in known.write(references) if isinstance(piece, str))
    stream = io.BytesIO(text.encode("utf-8", "backslashreplace"))
    read = [item for item in known.read(stream, "utf-8") if isinstance(item, Reference)]
    return read if len(read) == len(references) else []
