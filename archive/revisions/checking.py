"""Checking the log: that nothing in it was altered or removed, and that it tells what the tables hold.

The chain proves only that the entries are those that led to the head's hash. Who can write the
whole log and its head can forge both; a head noted elsewhere finds that out.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext as _

from archive.revisions.appending import CHUNK
from archive.revisions.canonical import START, NotCanonical, canonical
from archive.revisions.models import Entry, Head
from archive.states import SHAPES, Shape, state_of, with_children
from sources import permanent
from sources.fields import date_columns

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Finding:
    """Something that is not as it must be: where, and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@contextmanager
def snapshot() -> Iterator[None]:
    """See one moment of the database throughout, without keeping anybody from writing."""
    if connection.in_atomic_block:
        yield
        return
    mode = getattr(connection, "transaction_mode", None)
    try:
        if connection.vendor == "sqlite":
            connection.transaction_mode = "DEFERRED"
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode


def check(head: str = "", progress: Progress = lambda count: None) -> Iterator[Finding]:
    """Yield everything that is wrong with the log, or between it and the tables.

    `head` is a hash noted elsewhere, which must be that of an entry of this log. `progress` is told
    how many entries and records were looked at. Holds a chunk of them at a time.
    """
    with snapshot():
        yield from _check_chain(head, progress)
        for shape in SHAPES.values():
            yield from _check_last_states(shape, progress)
            yield from _check_unknown(shape)


def _check_chain(noted: str, progress: Progress) -> Iterator[Finding]:
    """Follow the chain from the first entry to the head."""
    last, previous, found = 0, START, not noted or noted == START
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=CHUNK):
        yield from _check_place(entry, last, previous)
        yield from _check_entry(entry)
        last, previous = entry.sequence, entry.hash
        found = found or entry.hash == noted
        if last % CHUNK == 0:
            progress(last)
    head = Head.objects.first() or Head()
    if (head.sequence, head.hash) != (last, previous):
        yield Finding(
            _("head"),
            _("the log ends at entry %(last)s, but its head says %(head)s, or another hash")
            % {"last": last, "head": head.sequence},
        )
    if not found:
        yield Finding(_("head"), _("no entry has the hash %s") % noted)


def _check_place(entry: Entry, last: int, previous: str) -> Iterator[Finding]:
    where = _("entry %s") % entry.sequence
    if entry.sequence != last + 1:
        yield Finding(where, _("entries are missing before it: the one before is %s") % last)
    if entry.previous_hash != previous:
        yield Finding(where, _("it does not follow from the entry before it"))


def _check_entry(entry: Entry) -> Iterator[Finding]:
    """Look at what one entry says."""
    where = _("entry %s") % entry.sequence
    if entry.computed_hash() != entry.hash:
        yield Finding(where, _("it does not say what it said when it was written"))
    if entry.by_id is not None and entry.by_id != entry.by_key:
        yield Finding(where, _("it points to an account that did not write it"))
    if entry.record_type not in SHAPES:
        yield Finding(where, _("there is no type of record “%s”") % entry.record_type)
    if not _is_canonical(entry.state):
        yield Finding(where, _("its state is not canonical JSON"))


def _is_canonical(text: str) -> bool:
    try:
        return canonical(json.loads(text)) == text
    except (ValueError, NotCanonical, RecursionError):
        return False


def _check_last_states(shape: Shape, progress: Progress) -> Iterator[Finding]:
    """Compare the last entry of each record with its rows."""
    lasts = Entry.objects.filter(record_type=shape.name).order_by("record_id")
    lasts = lasts.values_list("record_id").annotate(last=Max("sequence")).iterator(chunk_size=CHUNK)
    count = 0
    for chunk in in_chunks(lasts):
        entries = Entry.objects.filter(sequence__in=[last for _pk, last in chunk]).only("action", "state", "record_id")
        records = _records(shape, [pk for pk, _last in chunk])
        for entry in entries:
            record = records.get(entry.record_id)
            found = list(_compare(shape, entry, _state_text(record) if record is not None else None))
            yield from found
            if record is not None and not found and not _is_computed(shape, record):
                said = _("what is computed from it for searching and sorting is out of date: save it again")
                yield Finding(_where(shape, entry.record_id), said)
        count += len(chunk)
        progress(count)


def _records(shape: Shape, ids: list[str]) -> dict[str, models.Model]:
    records = with_children(shape, shape.model._default_manager.filter(pk__in=ids))
    return {record.pk: record for record in records}


def _state_text(record: models.Model) -> str:
    """Return the canonical state of a record, or a word on why its rows cannot be told: no log holds that."""
    try:
        return canonical(state_of(record))
    except ValueError as error:
        return f"unreadable: {error}"


def _is_computed(shape: Shape, record: models.Model) -> bool:
    """Whether the columns that a record and its rows compute of themselves are as they would be now."""
    rows = [record, *(row for child in shape.children for row in getattr(record, child.name).all())]
    return all(_has_its_days(row) and _is_complete(row) for row in rows)


def _has_its_days(row: Any) -> bool:
    """Whether the day numbers of a row's dates are those of the dates; a date that cannot be read is found elsewhere."""
    for column in date_columns(type(row)):
        try:
            date = getattr(row, column.name)
        except ValueError:
            continue
        days = getattr(row, f"{column.name}_earliest"), getattr(row, f"{column.name}_latest")
        if days != ((date.earliest, date.latest) if date else (None, None)):
            return False
    return True


def _is_complete(row: Any) -> bool:
    """Whether a row's forms for searching are those that it fills in; the instance is of no use afterwards."""
    if not hasattr(row, "complete"):
        return True
    before = {name: getattr(row, name) for name in ("folded", "sort_key") if hasattr(row, name)}
    row.complete()
    return all(getattr(row, name) == value for name, value in before.items())


def _compare(shape: Shape, entry: Entry, state: str | None) -> Iterator[Finding]:
    where = _where(shape, entry.record_id)
    if entry.leaves_record and state is None:
        yield Finding(where, _("it is gone, but the log (entry %s) still has it") % entry.pk)
    elif not entry.leaves_record and state is not None:
        yield Finding(where, _("it is there, but the log (entry %s) says that it is gone") % entry.pk)
    elif state is not None and state != entry.state:
        yield Finding(where, _("it is not as the log (entry %s) has it") % entry.pk)


def _check_unknown(shape: Shape) -> Iterator[Finding]:
    """Find the records that the log has never heard of."""
    entries = Entry.objects.filter(record_type=shape.name, record_id=OuterRef("pk"))
    for pk in shape.model._base_manager.filter(~Exists(entries)).values_list("pk", flat=True).order_by("pk").iterator():
        yield Finding(_where(shape, pk), _("the log has no entry of it"))


def _where(shape: Shape, pk: str) -> str:
    return f"{shape.name} {permanent.shown(pk)}"


def in_chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield rows by lists of some hundred."""
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
