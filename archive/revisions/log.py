"""Reading the log: where it stands, what came since, what a record was; and refusing what is out of date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import models

from archive.revisions.appending import CHUNK, Key, lock
from archive.revisions.differing import Difference, differences
from archive.revisions.models import Entry, EntryQuerySet, Head
from archive.states import State, shape_of
from sources import permanent


class Stale(Exception):
    """A record has moved on since the revision from which a write started; `entry` is its last one now."""

    def __init__(self, key: Key, revision: int, entry: Entry | None) -> None:
        self.key, self.revision, self.entry = key, revision, entry
        now = entry.sequence if entry else 0
        super().__init__(f"{key[0]} {permanent.shown(key[1])} is at revision {now}, not {revision}")


@dataclass(frozen=True)
class Step:
    """An entry of a record's history beside the one before it."""

    entry: Entry
    before: Entry | None

    @property
    def differences(self) -> list[Difference]:
        """What this entry changed, field by field."""
        old = self.before.parsed if self.before and self.before.leaves_record else {}
        return differences(old, self.entry.parsed if self.entry.leaves_record else {})


def key_of(record: models.Model) -> Key:
    """Return how the log names a record."""
    return shape_of(record).name, record.pk


def sequence() -> int:
    """Return the number of the last entry, 0 for an empty log; one query of one row."""
    return Head.objects.values_list("sequence", flat=True).first() or 0


def last() -> tuple[int, datetime | None]:
    """Return the number and the time of the last entry, 0 and None for an empty log; one query of one row."""
    return Entry.objects.order_by("-sequence").values_list("sequence", "at").first() or (0, None)


def since(number: int, limit: int | None = None) -> EntryQuerySet:
    """Return the entries after a number, in order, at most `limit` of them."""
    return Entry.objects.filter(sequence__gt=number).order_by("sequence")[:limit]


class Said(NamedTuple):
    """What those who stand on the log are told of an entry that is read again, without its state where it has none."""

    record_type: str
    record_id: str
    action: str
    state: str = ""
    before: None = None


def parts(appended: Iterable[range], entries: list[Entry] | None, *told: str) -> Iterator[list[Entry] | list[Said]]:
    """Yield the entries that have these numbers, at most 500 at a time; `told` is "state" where that is wanted.

    Those that were just written, which are at hand, are not read again.
    """
    names = ("record_type", "record_id", "action", *told)
    if entries is not None:
        yield entries
        return
    for numbers in appended:
        for start in range(numbers.start, numbers.stop, CHUNK):
            stop = min(start + CHUNK, numbers.stop)
            rows = Entry.objects.filter(sequence__gte=start, sequence__lt=stop).order_by("sequence")
            yield [Said(*row) for row in rows.values_list(*names)]


def of(record: models.Model) -> EntryQuerySet:
    """Return the entries of a record, in order."""
    return of_key(*key_of(record))


def of_key(record_type: str, record_id: str) -> EntryQuerySet:
    """Return the entries of a record by type and id, also of one that is gone."""
    return Entry.objects.of(record_type, record_id).order_by("sequence")


def history(record_type: str, record_id: str) -> list[Step]:
    """Return a record's entries, the last one first, each beside the one before; two queries."""
    entries = list(of_key(record_type, record_id).select_related("by"))
    return [Step(*pair) for pair in zip(reversed(entries), [*reversed(entries[:-1]), None], strict=True)]


def revision_of(record: models.Model) -> int:
    """Return the number of the record's last entry, 0 where it has none: what forms and ETags carry."""
    return of(record).order_by("-sequence").values_list("sequence", flat=True).first() or 0


def revisions_of(record_type: str, record_ids: list[str]) -> dict[str, int]:
    """Return the revision of each of these records, by id, in one query."""
    entries = Entry.objects.of(record_type, *record_ids).order_by()
    return dict(entries.values_list("record_id").annotate(models.Max("sequence")))


def state_at(record: models.Model, number: int) -> State | None:
    """Return what the record was when the log stood at a number; None where it was not there."""
    entry = of(record).filter(sequence__lte=number).order_by("-sequence").first()
    return entry.parsed if entry and entry.leaves_record else None


def expect(record: models.Model, revision: int) -> None:
    """Raise Stale unless the record's last entry has this number.

    Call it before the first write of a transaction: nobody else writes to the log until it ends.
    """
    lock()
    key = key_of(record)
    last = of_key(*key).order_by("-sequence").first()
    if (last.sequence if last else 0) != revision:
        raise Stale(key, revision, last)


def deleted(record_type: str) -> Iterator[Entry]:
    """Yield the last entry of each record of a type that is gone, the last one gone first."""
    lasts = Entry.objects.filter(record_type=record_type).last_of_each().order_by("-sequence")
    return (entry for entry in lasts.iterator() if not entry.leaves_record)
