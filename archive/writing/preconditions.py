"""Preconditions: a write names the revision that it started from, as an entity tag (RFC 9110, RFC 6585)."""

import re
from typing import Any

from django.db import models

from archive.problems import Problem
from archive.revisions import log
from archive.revisions.differing import differences
from archive.revisions.models import Entry
from archive.states import State
from archive.writing.representing import represented, split

TAG = re.compile(r'(W/)?"([\x21\x23-\x7e]*)"')


def tag_of(revision: int) -> str:
    """Return the entity tag of a record's revision."""
    return f'"{revision}"'


def tags_in(header: str) -> list[str]:
    """Return the strong tags of an If-Match header, without their quotation marks."""
    return [tag for weak, tag in TAG.findall(header) if not weak]


def is_known(request: Any, revision: int) -> bool:
    """Whether the client has this revision already, as If-None-Match says."""
    return str(revision) in [tag for _weak, tag in TAG.findall(request.headers.get("If-None-Match", ""))]


def expect(request: Any, record: models.Model) -> None:
    """Let a write go on only from the present revision: raises a Problem, 428 without one, 412 for a stale one.

    Nobody else writes from here on until the transaction ends.
    """
    header = request.headers.get("If-Match", "")
    if header.strip() in ("", "*"):
        raise Problem(428, 'Name the revision from which you started, as its ETag says: If-Match: "123".')
    numbers = [int(tag) for tag in tags_in(header) if tag.isascii() and tag.isdecimal() and len(tag) < 19]
    present = log.revision_of(record)
    try:
        log.expect(record, present if present in numbers else (numbers or [0])[0])
    except log.Stale as stale:
        raise _refusal(stale, request) from None


def _refusal(stale: log.Stale, request: Any) -> Problem:
    """Return the answer to a write that comes too late, with both versions and what differs between them."""
    now = stale.entry
    began = log.of_key(*stale.key).filter(sequence=stale.revision).first()
    present = now.shape.model._default_manager.filter(pk=stale.key[1]).first() if now else None
    return Problem(
        412,
        "Another has changed the record since the revision from which you started.",
        current=represented(present, now, request) if present is not None else None,
        started_from=_told(began) if began else None,
        changed=_names(began, now) if began and now and present is not None else [],
    )


def _told(entry: Entry) -> State:
    return {"revision": entry.sequence, "record": split(entry.parsed)[0]}


def _names(began: Entry, now: Entry) -> list[str]:
    return [difference.name for difference in differences(began.parsed, now.parsed)]
