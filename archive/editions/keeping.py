"""Keeping: at the end of each recording, the next edition of every quotation that the public now reads otherwise."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.dispatch import Signal
from django.utils import timezone

from archive.editions.depending import CHUNK, affected
from archive.editions.freezing import contents
from archive.editions.gathering import Shelf
from archive.editions.models import Edition, hash_of
from archive.quotations.models import Quotation
from archive.revisions import log
from archive.revisions.appending import lock
from archive.revisions.canonical import canonical
from archive.revisions.models import Entry

# Sent in the same transaction, when the editions are there: `ids` are the quotations that may be read otherwise now.
kept = Signal()


def keep_editions(appended: list[range], **kwargs: Any) -> None:
    """Make the editions that entries of the log call for, in their transaction, which has the log's lock.

    The entries are read again and taken by chunks, so that the memory does not grow with their number; a
    quotation that several chunks call for gets its edition by the first.
    """
    shelf = Shelf()
    for numbers in appended:
        for start in range(numbers.start, numbers.stop, CHUNK):
            entries = Entry.objects.filter(sequence__gte=start, sequence__lt=min(start + CHUNK, numbers.stop))
            ids = affected(entries)
            keep(ids, _own_numbers(ids, appended), appended[-1][-1], shelf)
            own = entries.filter(record_type="quotation").order_by().values_list("record_id", flat=True)
            kept.send(Edition, ids=ids.union(own))


def _own_numbers(ids: Iterable[str], appended: list[range]) -> dict[str, int]:
    """Return the number of the last of these entries that is of the quotation itself, for each that has one."""
    own: dict[str, int] = {}
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        entries = Entry.objects.of("quotation", *ordered[start : start + CHUNK])
        entries = entries.filter(sequence__gte=appended[0].start).order_by("sequence")
        for pk, number in entries.values_list("record_id", "sequence"):
            if any(number in numbers for numbers in appended):
                own[pk] = number
    return own


def begin_editions(**kwargs: Any) -> None:
    """After migrating: make the first editions of an archive that has none; does nothing where there is one."""
    tables = {Edition._meta.db_table, Quotation._meta.db_table}
    if not tables <= set(connection.introspection.table_names()) or Edition.objects.exists():
        return
    with transaction.atomic():
        lock()
        keep(Quotation.objects.published().values_list("pk", flat=True), {}, log.sequence(), Shelf())


def keep(ids: Iterable[str], own: dict[str, int], sequence: int, shelf: Shelf) -> None:
    """Make the next edition of each quotation that differs from its last; `own` are their numbers in the log.

    The number of queries does not grow within a chunk of 500.
    """
    at = timezone.now()
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        Edition.objects.bulk_create(list(_next(ordered[start : start + CHUNK], own, sequence, at, shelf)))


def _next(ids: list[str], own: dict[str, int], sequence: int, at: datetime, shelf: Shelf) -> Iterator[Edition]:
    lasts = Edition.objects.latest_of_each(*ids)
    for pk, content in contents(ids, shelf):
        text, last = canonical(content), lasts.get(pk)
        digest = hash_of(text)
        if last is None or last.hash != digest:
            yield Edition(
                quotation_id=pk,
                number=last.number + 1 if last else 1,
                content=text,
                hash=digest,
                at=at,
                sequence=own.get(pk, sequence),
            )
