"""Keeping: at the end of each recording, the next edition of every quotation that the public now reads otherwise."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from archive.editions.depending import CHUNK, affected
from archive.editions.freezing import content_of, freezable
from archive.editions.models import Edition, hash_of
from archive.quotations.models import Quotation
from archive.revisions import log
from archive.revisions.appending import Appended, lock
from archive.revisions.canonical import canonical


def keep_editions(appended: Appended, **kwargs: Any) -> None:
    """Make the editions that entries of the log call for, in their transaction, which has the log's lock."""
    own = {pk: number for (kind, pk), (number, _action) in appended.items() if kind == "quotation"}
    keep(affected(appended), own, max(number for number, _action in appended.values()))


def begin_editions(**kwargs: Any) -> None:
    """After migrating: make the first editions of an archive that has none; does nothing where there is one."""
    tables = {Edition._meta.db_table, Quotation._meta.db_table}
    if not tables <= set(connection.introspection.table_names()) or Edition.objects.exists():
        return
    with transaction.atomic():
        lock()
        keep(Quotation.objects.published().values_list("pk", flat=True), {}, log.sequence())


def keep(ids: Iterable[str], own: dict[str, int], sequence: int) -> None:
    """Make the next edition of each quotation that differs from its last; `own` are their numbers in the log.

    The number of queries does not grow within a chunk of 500.
    """
    at = timezone.now()
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        Edition.objects.bulk_create(list(_next(ordered[start : start + CHUNK], own, sequence, at)))


def _next(ids: list[str], own: dict[str, int], sequence: int, at: datetime) -> Iterator[Edition]:
    lasts = Edition.objects.latest_of_each(*ids)
    for quotation in freezable(ids):
        content = canonical(content_of(quotation))
        digest, last = hash_of(content), lasts.get(quotation.pk)
        if last is None or last.hash != digest:
            yield Edition(
                quotation_id=quotation.pk,
                number=last.number + 1 if last else 1,
                content=content,
                hash=digest,
                at=at,
                sequence=own.get(quotation.pk, sequence),
            )
