"""Canonical JSON and the hash of an entry."""

import hashlib
import json
from datetime import UTC, datetime

import pytest

from archive.revisions.canonical import START, NotCanonical, canonical, entry_hash

SAID = {
    "sequence": 1,
    "record_type": "quotation",
    "record_id": "K7M29XQ4",
    "action": "created",
    "state": '{"words":"干渉"}',
    "by_key": 7,
    "by_name": "alice",
    "at": datetime(2026, 11, 7, 12, tzinfo=UTC),
    "why": "«так было»",
    "batch": "",
    "survivor": None,
    "previous": START,
}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": "1", "a": ["x", {}]}, '{"a":["x",{}],"b":"1"}'),
        ({"ja": "革命", "ru": "ё"}, '{"ja":"革命","ru":"ё"}'),
        ('\u0000\b\t\n\f\r"\\/\u007f\u2028', '"\\u0000\\b\\t\\n\\f\\r\\"\\\\/\u007f\u2028"'),
        (None, "null"),
        (True, "true"),
    ],
)
def test_canonical_json_is_that_of_rfc_8785(value: object, text: str) -> None:
    assert canonical(value) == text


@pytest.mark.parametrize("value", [1.5, {"a": float("nan")}, {1: "a"}, {"\U0001f4dc": "x"}, object()])
def test_canonical_json_refuses_what_no_state_holds(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


def test_hash_is_that_of_the_canonical_json_of_all_that_is_said() -> None:
    said = {
        "action": "created",
        "at": "2026-11-07T12:00:00.000000+00:00",
        "batch": "",
        "by": {"key": 7, "name": "alice"},
        "previous": START,
        "record": "K7M29XQ4",
        "sequence": 1,
        "state": {"words": "干渉"},
        "type": "quotation",
        "why": "«так было»",
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert entry_hash(**SAID) == hashlib.sha256(text.encode()).hexdigest()
    text = text.replace(',"type"', ',"survivor":"K7M29XQ5","type"')
    assert entry_hash(**SAID | {"survivor": "K7M29XQ5"}) == hashlib.sha256(text.encode()).hexdigest()


OTHER = {
    "sequence": 2,
    "record_type": "source",
    "record_id": "K7M29XQ5",
    "action": "changed",
    "state": "{}",
    "by_key": None,
    "by_name": "bob",
    "at": datetime(2026, 11, 7, 12, 0, 0, 1, tzinfo=UTC),
    "why": "",
    "batch": "K7M29XQ4",
    "survivor": "K7M29XQ5",
    "previous": "1" * 64,
}


@pytest.mark.parametrize("name", OTHER)
def test_hash_depends_on_everything(name: str) -> None:
    assert entry_hash(**SAID | {name: OTHER[name]}) != entry_hash(**SAID)
