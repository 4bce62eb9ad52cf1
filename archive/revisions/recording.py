"""Recordings: what is written within one becomes entries of the log at its end, in the same transaction."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import models, transaction
from django.dispatch import Signal

from archive.revisions.appending import CHUNK, Circumstances, Key, append_many, lock
from archive.revisions.canonical import canonical
from archive.revisions.models import Action, Entry
from archive.states import State, shape_of

# Sent at the end of a recording, in its transaction: `appended` are the numbers of its entries, as ranges in order,
# `entries` these themselves, or None where they are too many to be held.
recorded = Signal()
ALLOCATIONS = 3_000  # of objects, between two looks for garbage


@dataclass
class Recording:
    """The records that were touched so far, each with its action, or "" where that follows from the states."""

    circumstances: Circumstances = field(default_factory=Circumstances)
    touched: dict[Key, str] = field(default_factory=dict)
    known: dict[Key, str] = field(default_factory=dict)
    appended: list[range] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def touch(self, record: models.Model, action: str = "") -> None:
        """Note that a record changes, for writes that bypass the ORM or to say what is done to it."""
        self.touch_keys(shape_of(record).name, [record.pk], action)

    def touch_keys(self, record_type: str, ids: Iterable[str], action: str = "") -> None:
        """Note that these records of a type change."""
        for pk in ids:
            key = record_type, pk
            self.touched[key] = action or self.touched.get(key, "")
            self.known.pop(key, None)

    def merge(self, gone: models.Model, kept: models.Model) -> None:
        """Note that a record goes, since it is merged into another of its type, which the log is to keep in mind."""
        self.touch(gone, Action.MERGED)
        key = shape_of(gone).name, gone.pk
        self.circumstances = replace(self.circumstances, survivors=self.circumstances.survivors | {key: kept.pk})

    def know(self, record: models.Model, state: State) -> None:
        """Take a state for that of a record which was just created, instead of asking the database for it."""
        shape = shape_of(record)
        if shape.is_exact:
            self.known[shape.name, record.pk] = canonical(state)

    def append(self) -> int:
        """Append the entries of what was touched since the last time; returns their number."""
        touched, known = self.touched, self.known
        self.touched, self.known = {}, {}
        fresh = append_many(touched, self.circumstances, known, self.entries)
        if fresh and self.appended and self.appended[-1].stop == fresh.start:
            self.appended[-1] = range(self.appended[-1].start, fresh.stop)
        elif fresh:
            self.appended.append(fresh)
        return len(fresh)

    def close(self) -> None:
        """Append what is left, and tell those who stand on the log."""
        self.append()
        if self.appended:
            is_long = sum(map(len, self.appended)) > CHUNK
            with undisturbed() if is_long else nullcontext():
                recorded.send(Recording, appended=self.appended, entries=None if is_long else self.entries)


@contextmanager
def undisturbed() -> Iterator[None]:
    """While thousands of editions are made, look for garbage less often, and never in all that was there before.

    Where something is frozen already, by a web worker or around this, that is enough: to thaw is to thaw all.
    """
    often, *seldom = gc.get_threshold()
    is_frozen = gc.get_freeze_count() > 0
    if not is_frozen:
        gc.freeze()
    gc.set_threshold(max(often, ALLOCATIONS) if often else 0, *seldom)
    try:
        yield
    finally:
        gc.set_threshold(often, *seldom)
        if not is_frozen:
            gc.unfreeze()


_open: ContextVar[Recording | None] = ContextVar("open recording", default=None)


def open_recording() -> Recording | None:
    """Return the innermost recording that is open, if one is."""
    return _open.get()


@contextmanager
def recording(by: Any = None, why: str = "", batch: str = "", action: str = "") -> Iterator[Recording]:
    """Record what is written within: one transaction, at whose end each changed record gets one entry.

    `by` is an account (or a function that returns one), `why` a reason for people, `batch` an id from
    `new_batch()`, `action` overrides what follows from the states. Within an open recording, one that
    says nothing joins it; one that says something appends at its own end and takes the rest from
    around it. An error leaves neither changes nor entries.
    """
    said = {"by": by, "why": why, "batch": batch, "action": action}
    said = {name: value for name, value in said.items() if value not in (None, "")}
    around = open_recording()
    if around and not said:
        with transaction.atomic():
            yield around
        return
    circumstances = replace(around.circumstances if around else Circumstances(), **said)
    with transaction.atomic(), _opened(Recording(circumstances)) as opened:
        yield opened
        opened.close()


@contextmanager
def _opened(opened: Recording) -> Iterator[Recording]:
    token = _open.set(opened)
    try:
        yield opened
    finally:
        _open.reset(token)


@contextmanager
def watched_change() -> Iterator[None]:
    """Stand around a change of rows: locked before its first write, so that all writers lock in one order."""
    if open_recording():
        lock()
        yield
        return
    with recording():
        lock()
        yield
