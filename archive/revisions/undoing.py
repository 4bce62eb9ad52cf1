"""Undoing a batch: everything that it did to records, as if it had not been."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, Min, OuterRef, ProtectedError

from archive.revisions.appending import lock
from archive.revisions.models import Action, Entry
from archive.revisions.recording import recording
from archive.revisions.restoring import check_references, put_back
from archive.states import SHAPES, Shape
from sources.matching import slices


class CannotUndo(Exception):
    """A batch cannot be undone: `entries` were written since by others, `records` need what it made."""

    def __init__(self, batch: str, entries: Iterable[Entry] = (), records: Iterable[models.Model] = ()) -> None:
        self.batch, self.entries, self.records = batch, list(entries), list(records)
        super().__init__(f"batch {batch} cannot be undone: {[*map(str, self.entries), *map(repr, self.records)]}")


def undo_batch(batch: str, by: Any = None, why: str = "") -> int:
    """Bring every record of a batch back to what it was before; returns how many records.

    What the batch created goes; the rest is restored as it was, its standing with the public too. Raises
    CannotUndo, with nothing done, where a record has changed since or something outside of
    the batch needs one that it created; CannotRestore where a former state cannot be again.
    """
    with recording(by=by, why=why) as recorder:
        lock()  # what is found to be unchanged must stay so until it is restored
        entries = Entry.objects.filter(batch=batch)
        if since := _changed_since(batch):
            raise CannotUndo(batch, entries=since)
        firsts = entries.order_by().values("record_type", "record_id").annotate(first=Min("sequence"))
        begun = Entry.objects.filter(sequence__in=firsts.values("first")).defer("state")
        former = [_before(first) for first in begun.iterator()]
        for first, before in former:
            recorder.touch_keys(first.record_type, [first.record_id], Action.RESTORED if before else "")
        _put_back([before for _first, before in former if before], by)
        _remove(batch, [first for first, before in former if not before])
    return len(former)


def _changed_since(batch: str) -> list[Entry]:
    """Return the last entries of others on records that the batch wrote before them and that are not as it left them.

    A record that was changed and brought back, as by undoing what came later, is as the batch left it.
    """
    wrote = Entry.objects.filter(
        batch=batch,
        record_type=OuterRef("record_type"),
        record_id=OuterRef("record_id"),
        sequence__lt=OuterRef("sequence"),
    )
    lasts = Entry.objects.exclude(batch=batch).filter(Exists(wrote)).last_of_each().order_by("sequence")
    return [last for last in lasts.iterator() if not _is_as_left(last, batch)]


def _is_as_left(last: Entry, batch: str) -> bool:
    """Whether a record is again what a batch made of it."""
    left = Entry.objects.of(last.record_type, last.record_id).filter(batch=batch).order_by("-sequence").first()
    return left is not None and (left.leaves_record, left.state) == (last.leaves_record, last.state)


def _before(first: Entry) -> tuple[Entry, Entry | None]:
    """Return the first entry of a record in the batch, and what it was before, if it was there."""
    # What was created had nothing before it: thousands of imported records need not be asked one by one.
    before = None if first.action == Action.CREATED else first.previous_of_record()
    return first, before if before and before.leaves_record else None


def _put_back(befores: list[Entry], by: Any) -> None:
    """Restore records, first those that others refer to; what is gone comes after what may hold its rows now."""
    gone = {before.sequence for before in befores if before.record() is None}
    rank = {name: number for number, name in enumerate(SHAPES)}
    for before in sorted(befores, key=lambda entry: (rank[entry.record_type], entry.sequence in gone, entry.sequence)):
        put_back(before, by)
    check_references(befores)


def _remove(batch: str, firsts: list[Entry]) -> None:
    """Delete records, first those that refer to others."""
    for shape in reversed(SHAPES.values()):
        ids = {first.record_id for first in firsts if first.record_type == shape.name}
        _remove_of(batch, shape, ids)


def _remove_of(batch: str, shape: Shape, ids: set[str]) -> None:
    """Delete records of one type from the leaves up, since a part keeps its whole from being deleted."""
    while ids:
        leaves = ids - _named_by_others(shape, ids) or ids
        for part in slices(leaves):
            _delete(batch, shape, part)
        ids -= leaves


def _delete(batch: str, shape: Shape, ids: list[str]) -> None:
    try:
        with transaction.atomic():
            shape.model._default_manager.filter(pk__in=ids).delete()
    except ProtectedError as error:
        raise CannotUndo(batch, records=sorted(error.protected_objects, key=repr)) from None


def _named_by_others(shape: Shape, ids: set[str]) -> set[str]:
    named: set[str] = set()
    for column in shape.model._meta.concrete_fields:
        if column.related_model is shape.model:
            for part in slices(ids):
                rows = shape.model._default_manager.filter(pk__in=part, **{f"{column.name}__isnull": False})
                named |= set(rows.values_list(column.attname, flat=True))
    return named & ids
