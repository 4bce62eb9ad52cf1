"""Describing: the changes in the words of OpenAPI."""

from typing import Any

from archive.api_paging import PARAMETERS as PAGES
from archive.mirrors.tombstones import Why
from archive.representing import ID_FORM

SINCE: dict[str, Any] = {
    "name": "since",
    "in": "query",
    "required": False,
    "description": "For mirrors: what changed since this `sequence` of an earlier answer (0 for everything), with "
    "tombstones of what is public no more.",
    "schema": {"type": "integer", "minimum": 0, "maximum": 10**15 - 1},
}
AFTER: dict[str, Any] = {
    "name": "after",
    "in": "query",
    "required": False,
    "description": "With `since`: the place among the changes that `next` of the answer before names.",
    "schema": {"type": "string", "pattern": r"^([0-9]{1,18}-[0-9]{1,18})?$"},
}
PARAMETERS = [SINCE, AFTER, PAGES[1]]
HEAD: dict[str, Any] = {
    "sequence": {
        "type": "integer",
        "description": "The number in the log of the last change of what the public reads.",
    },
    "type": {"type": "string", "enum": ["person", "source", "place", "topic", "event", "quotation"]},
    "id": {"type": "string", "pattern": ID_FORM},
}
TOMBSTONE: dict[str, Any] = {
    "type": "object",
    "required": ["at", "why", "because", "successor"],
    "properties": {
        "at": {"type": "string", "format": "date-time"},
        "why": {
            "type": "string",
            "enum": [str(why) for why in Why],
            "description": "`unused`: nothing that is published stands on it any more.",
        },
        "because": {"type": "string", "description": "What readers are told; empty where nothing is."},
        "successor": {
            "type": ["string", "null"],
            "description": "The id of the record that takes its place, or into which it was merged.",
        },
    },
}


def _change(deleted: bool, name: str, inner: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [*HEAD, "deleted", name],
        "properties": {**HEAD, "deleted": {"const": deleted}, name: inner},
    }


CHANGES: dict[str, Any] = {
    "type": "object",
    "required": ["since", "sequence", "next", "results"],
    "properties": {
        "since": {"type": "integer"},
        "sequence": {
            "type": "integer",
            "description": "What to ask `since` from when `next` is null: everything up to it was given.",
        },
        "next": {"type": ["string", "null"], "format": "uri"},
        "results": {
            "type": "array",
            "items": {
                "oneOf": [
                    _change(False, "record", {"type": "object", "description": "As the list of its type gives it."}),
                    _change(True, "tombstone", TOMBSTONE),
                ]
            },
        },
    },
}
