"""The log's beginning in an archive that has records already: they get their first entries.

What stands on the log begins after it in the same way, each in one transaction; only a chunk of records
is held at a time.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import OutputWrapper
from django.db import connection, models, reset_queries, transaction

from archive.revisions.appending import CHUNK, Circumstances, append_many, lock
from archive.revisions.checking import in_chunks
from archive.revisions.models import Entry, Head
from archive.revisions.recording import undisturbed
from archive.revisions.watching import watched_models, watched_shapes

WHY = "here before the log began"
TELL_EVERY = 10_000


def begin_log(verbosity: int = 0, stdout: Any = None, **kwargs: Any) -> None:
    """After migrating: enter every record that an archive without a log has; does nothing where there is one.

    Who stands on the log is not told: they begin for themselves, by what is there.
    """
    if not are_there(*watched_models(), Entry, Head) or Entry.objects.exists():
        return
    with transaction.atomic(), undisturbed():
        lock()
        for shape in watched_shapes():
            ids = shape.model._base_manager.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=CHUNK)
            for some in told_chunks(ids, f"Log of records ({shape.name})", verbosity, stdout):
                append_many({(shape.name, pk): "" for pk in some}, Circumstances(why=WHY))


def are_there(*tables: type[models.Model]) -> bool:
    """Whether the database has the tables of these models yet."""
    return {model._meta.db_table for model in tables} <= set(connection.introspection.table_names())


def told_chunks(ids: Iterable[str], what: str, verbosity: int, stdout: Any) -> Iterator[list[str]]:
    """Yield ids by lists of some hundred, and say now and then how far it is; DEBUG keeps no queries of theirs."""
    count, out = 0, stdout or OutputWrapper(sys.stdout)
    for some in in_chunks(ids):
        yield some
        reset_queries()
        count += len(some)
        if verbosity and count % TELL_EVERY == 0:
            out.write(f"  {what}: {count} ...")
            out.flush()  # where it goes to no terminal, this would come only at the end
    if verbosity and count:
        out.write(f"  {what}: {count}")
