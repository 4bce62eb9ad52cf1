"""Appending to the log: one writer at a time, in the transaction of the change itself."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from archive.publishing import State
from archive.revisions.canonical import canonical
from archive.revisions.inserting import insert
from archive.revisions.models import GONE, Action, Entry, Head
from archive.states import SHAPES, Shape, state_of, with_children
from sources import permanent

CHUNK = 500
ADVISORY_LOCK = 0x7465_7374_696D_6F6E  # "testimon"

# A record as the log names it: its type and its id.
Key = tuple[str, str]
NOTHING: Mapping[Key, str] = {}


@dataclass(frozen=True)
class Circumstances:
    """Who changes records, why, and in which batch; and what is done, where it does not follow from the states.

    `survivors` are the ids of the records into which others are merged.
    """

    by: Any = None
    why: str = ""
    batch: str = ""
    action: str = ""
    survivors: dict[Key, str] = field(default_factory=dict)


def new_batch() -> str:
    """Return a fresh id for what is done at one time and may be undone together."""
    return permanent.new_id()


def lock() -> None:
    """Let nobody else append until this transaction ends.

    PostgreSQL has a lock for it; on SQLite a transaction that writes is alone already.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("The log is locked within a transaction only.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])


def append_many(
    touched: Mapping[Key, str],
    circumstances: Circumstances,
    known: Mapping[Key, str] = NOTHING,
    fresh: list[Entry] | None = None,
) -> range:
    """Append an entry for each of these records that is not as the log last knew it; returns the entries' numbers.

    The keys come with an action, or "" where it follows from the states. The number of queries does
    not grow within a chunk of 500 records of a type. Must be called in a transaction. States that
    are `known` are taken as they are, all others read from the tables. The entries are added to
    `fresh`, until it has more than 500.
    """
    if not touched:
        return range(0)
    lock()
    head = Head.objects.first() or Head()
    first = head.sequence + 1
    by, at = _user(circumstances.by), timezone.now()
    for shape, ids in _chunks(touched):
        actions = {pk: touched[shape.name, pk] or circumstances.action for pk in ids}
        states = {pk: known[shape.name, pk] for pk in ids if (shape.name, pk) in known}
        changes = _changes(shape, actions, states)
        entries = list(_chained(head, shape, changes, circumstances, by, at))
        insert(entries)
        if fresh is not None and len(fresh) <= CHUNK:
            fresh += entries
    appended = range(first, head.sequence + 1)
    if appended:
        head.save()
    return appended


def _chunks(touched: Iterable[Key]) -> Iterator[tuple[Shape, list[str]]]:
    """Yield the ids by type, what others refer to first, never too many at once."""
    for shape in SHAPES.values():
        ids = (pk for name, pk in touched if name == shape.name)
        while chunk := list(islice(ids, CHUNK)):
            yield shape, chunk


Change = tuple[str, str, str, Entry | None]


def _changes(shape: Shape, actions: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Change]:
    """Yield id, action, state and the last entry of each record that is not as the log last knew it."""
    records = with_children(shape, shape.model._default_manager.filter(pk__in=actions.keys() - known.keys()))
    states = {**known, **{record.pk: canonical(state_of(record)) for record in records}}
    lasts = last_entries(shape.name, actions)
    for pk, asked in actions.items():
        last, state = lasts.get(pk), states.get(pk)
        if state is None:
            if last and last.leaves_record:
                yield pk, asked if asked == Action.MERGED else Action.DELETED, last.state, last
        elif not last or not last.leaves_record or last.state != state:
            yield pk, asked if asked and asked not in GONE else _what_was_done(last, state), state, last


def last_entries(record_type: str, ids: Iterable[str]) -> dict[str, Entry]:
    """Return the last entry of each record that has one, by its id."""
    entries = Entry.objects.of(record_type, *ids).last_of_each()
    return {entry.record_id: entry for entry in entries.only("record_id", "record_type", "action", "state")}


def _what_was_done(last: Entry | None, state: str) -> str:
    """Return the action that follows from the states before and after."""
    if last is None:
        return Action.CREATED
    if not last.leaves_record:
        return Action.RESTORED
    before, after = (json.loads(text).get("state", State.DRAFT) for text in (last.state, state))
    passages = {State.PUBLISHED: Action.PUBLISHED, State.WITHDRAWN: Action.WITHDRAWN}
    return passages.get(after, Action.CHANGED) if before != after else Action.CHANGED


def _chained(
    head: Head,
    shape: Shape,
    changes: Iterable[Change],
    circumstances: Circumstances,
    by: Any,
    at: datetime,
) -> Iterator[Entry]:
    """Yield the entries of the changes, each with the hash of the one before, moving the head along."""
    for pk, action, state, last in changes:
        entry = Entry(
            sequence=head.sequence + 1,
            record_type=shape.name,
            record_id=pk,
            action=action,
            state=state,
            by=by,
            by_key=by.pk if by else None,
            by_name=by.get_username() if by else "",
            at=at,
            why=circumstances.why,
            batch=circumstances.batch,
            survivor_id=circumstances.survivors.get((shape.name, pk)) if action == Action.MERGED else None,
            previous_hash=head.hash,
        )
        entry.before, entry.hash = last, entry.computed_hash()
        head.sequence, head.hash = entry.sequence, entry.hash
        yield entry


def _user(by: Any) -> Any:
    """Return the account that stands behind a request's user, or a function that gives one; None for visitors."""
    by = by() if callable(by) else by
    if by is None or not by.is_authenticated:
        return None
    return by if by.pk else None
