"""Keeping: at the end of each recording, the next edition of every quotation that the public now reads otherwise."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from archive.editions.depending import affected
from archive.editions.freezing import contents
from archive.editions.gathering import Shelf
from archive.editions.models import Edition, Redirection, hash_of
from archive.quotations.models import Quotation
from archive.revisions import log
from archive.revisions.appending import CHUNK, lock
from archive.revisions.beginning import are_there, told_chunks
from archive.revisions.canonical import canonical
from archive.revisions.checking import in_chunks
from archive.revisions.inserting import insert
from archive.revisions.models import Action, Entry
from archive.revisions.recording import undisturbed

# Sent in the same transaction, when the editions are there: `ids` are the quotations that may be read otherwise now,
# `made` the new editions of some of these.
kept = Signal()

Numbers = Callable[[list[str]], dict[str, int]]


def keep_editions(appended: list[range], entries: list[Entry] | None, **kwargs: Any) -> None:
    """Make the editions that entries of the log call for, in their transaction, which has the log's lock.

    Many entries are read again and taken by chunks, so that the memory does not grow with their number; a
    quotation that several chunks call for gets its edition by the first.
    """
    shelf = Shelf()
    own = partial(_own_numbers, appended) if entries is None else partial(_numbers_at_hand, entries)
    for part in log.parts(appended, entries):
        changes = [(entry.record_type, entry.record_id, entry.action) for entry in part]
        _end_redirections(changes)
        ids = affected(changes)
        keep(ids, own, appended[-1][-1], shelf)


def _end_redirections(changes: list[tuple[str, str, str]]) -> None:
    """Let no address of a record that was merged and has come back lead away from it."""
    back = [(record_type, pk) for record_type, pk, action in changes if action == Action.RESTORED]
    for record_type in {record_type for record_type, _pk in back}:
        ids = [pk for of_type, pk in back if of_type == record_type]
        Redirection.objects.filter(record_type=record_type, old_id__in=ids).delete()


def _numbers_at_hand(entries: list[Entry], ids: list[str]) -> dict[str, int]:
    """Return what `_own_numbers` would, without asking for what was just written."""
    return {entry.record_id: entry.sequence for entry in entries if entry.record_type == "quotation"}


def _own_numbers(appended: list[range], ids: list[str]) -> dict[str, int]:
    """Return the number of the last of these entries that is of the quotation itself, for each that has one."""
    entries = Entry.objects.of("quotation", *ids).filter(sequence__gte=appended[0].start).order_by("sequence")
    numbers = entries.values_list("record_id", "sequence")
    return {pk: number for pk, number in numbers if any(number in some for some in appended)}


def begin_editions(verbosity: int = 0, stdout: Any = None, **kwargs: Any) -> None:
    """After migrating: make the first editions of an archive that has none; does nothing where there is one."""
    if not are_there(Edition, Quotation) or Edition.objects.exists():
        return
    with transaction.atomic(), undisturbed():
        lock()
        number, shelf = log.sequence(), Shelf()
        published = Quotation.objects.published().order_by("pk").values_list("pk", flat=True)
        for some in told_chunks(published.iterator(chunk_size=CHUNK), "First editions", verbosity, stdout):
            keep(some, lambda _some: {}, number, shelf)


def keep(ids: Iterable[str], own: Numbers, sequence: int, shelf: Shelf) -> None:
    """Make the next edition of each quotation that differs from its last, and tell those who stand on editions.

    `own` finds the quotations' own numbers in the log. The number of queries does not grow within a chunk of 500.
    """
    at = timezone.now()
    for some in in_chunks(sorted(ids)):
        made = list(_next(some, own(some), sequence, at, shelf))
        insert(made)
        kept.send(Edition, ids=some, made=made)


def _next(ids: list[str], own: dict[str, int], sequence: int, at: datetime, shelf: Shelf) -> Iterator[Edition]:
    lasts = Edition.objects.latest_of_each(*ids)
    for pk, content in contents(ids, shelf):
        text, last = canonical(content), lasts.get(pk)
        digest = hash_of(text)
        if last is None or last.hash != digest:
            edition = Edition(
                quotation_id=pk,
                number=last.number + 1 if last else 1,
                content=text,
                hash=digest,
                at=at,
                sequence=own.get(pk, sequence),
            )
            edition.parsed = content
            yield edition
