"""Canonical JSON, the one text of a value, and the hash of what a log entry says.

Text, lists, mappings and whole numbers are written as RFC 8785 (JSON Canonicalization Scheme) demands:
names sorted, no spaces, UTF-8. States hold nothing else; other numbers are refused.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

LEAVES = (str, int, type(None))
START = "0" * 64  # what stands for the previous hash before the first entry


class NotCanonical(ValueError):
    """A value that has no canonical JSON here."""


def canonical(value: Any) -> str:
    """Return the canonical JSON of a value; raises NotCanonical for what a state never holds."""
    if not _is_plain(value):
        raise NotCanonical("canonical JSON is made of text, whole numbers, lists and mappings of text")
    return _written(value)


ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _written(value: Any) -> str:
    return ENCODER.encode(value)


def _is_plain(value: Any) -> bool:
    waiting: list[Iterable[Any]] = [[value]]
    for parts in waiting:  # which grows by what is within
        for part in parts:
            if type(part) is str:  # nearly all are
                continue
            if isinstance(part, dict) and _has_plain_names(part):
                waiting.append(part.values())
            elif isinstance(part, list):
                waiting.append(part)
            elif not isinstance(part, LEAVES):
                return False
    return True


def _has_plain_names(mapping: dict[Any, Any]) -> bool:
    try:
        names = "".join(mapping)
    except TypeError:  # one that is no text
        return False
    # Beyond the basic plane, sorting by characters is not sorting by UTF-16 units, as the standard wants it.
    return names.isascii() or max(names) <= "\uffff"


def entry_hash(
    *,
    sequence: int,
    record_type: str,
    record_id: str,
    action: str,
    state: str,
    by_key: int | None,
    by_name: str,
    at: datetime,
    why: str,
    batch: str,
    survivor: str | None,
    previous: str,
) -> str:
    """Return the SHA-256 of an entry's canonical JSON; `state` is canonical JSON already and goes in as it is.

    What has no survivor says nothing of one, as all entries did before survivors were kept.
    """
    before = {
        "action": action,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "batch": batch,
        "by": {"key": by_key, "name": by_name},
        "previous": previous,
        "record": record_id,
        "sequence": sequence,
    }
    after = {"type": record_type, "why": why} | ({"survivor": survivor} if survivor is not None else {})
    text = f'{_written(before)[:-1]},"state":{state},{_written(after)[1:]}'
    return hashlib.sha256(text.encode()).hexdigest()
