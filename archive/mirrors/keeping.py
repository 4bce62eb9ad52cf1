"""Keeping: at the end of each recording, whether the public sees each record that it reaches, and since when."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from archive.among import among
from archive.editions.depending import CHUNK
from archive.events.models import Event
from archive.mirrors.models import Presence
from archive.mirrors.reaching import reached
from archive.publishing import Publishable, public_agents, public_sources
from archive.quotations.models import Quotation
from archive.quotations.subjects import public_places, public_topics
from archive.revisions import log
from archive.revisions.appending import Key, lock
from archive.revisions.beginning import are_there, told_chunks
from archive.revisions.inserting import insert
from archive.revisions.models import Entry
from archive.states import SHAPES

# What the public sees of each type, as everywhere else.
PUBLIC: dict[str, Callable[[], QuerySet[Any]]] = {
    "agent": public_agents,
    "source": public_sources,
    "place": public_places,
    "topic": public_topics,
    "event": lambda: Event.objects.published(),
    "quotation": lambda: Quotation.objects.published(),
}


MOST_NOTED = 10_000  # records of one recording that are remembered, so as not to be noted again


def keep_presence(appended: list[range], entries: list[Entry] | None, **kwargs: Any) -> None:
    """Note what entries of the log change for the public, in their transaction, which has the log's lock.

    All that a recording reaches is noted under its last number. The memory does not grow with the
    number of its entries, nor the number of queries within a chunk of 500 records of a type.
    """
    at, noted = timezone.now(), set[Key]()
    for told in log.parts(appended, entries, "state"):
        for record_type, ids in reached(told, appended[0].start).items():
            keys = {(record_type, pk) for pk in ids} - noted
            keep(record_type, (pk for _type, pk in keys), appended[-1][-1], at)
            noted |= keys
        if len(noted) > MOST_NOTED:
            noted.clear()


def begin_presence(verbosity: int = 0, stdout: Any = None, **kwargs: Any) -> None:
    """After migrating: note all that is public in an archive where nothing is noted yet."""
    if not are_there(Presence, *(shape.model for shape in SHAPES.values())) or Presence.objects.exists():
        return
    with transaction.atomic():
        lock()
        number, at = log.sequence(), timezone.now()
        for record_type, public in PUBLIC.items():
            ids = public().order_by("pk").values_list("pk", flat=True).distinct().iterator(chunk_size=CHUNK)
            for some in told_chunks(ids, f"Public records ({record_type})", verbosity, stdout):
                keep(record_type, some, number, at)


def _public_among(record_type: str, ids: list[str]) -> set[str]:
    model = SHAPES[record_type].model
    if issubclass(model, Publishable):
        return model._default_manager.filter(among("pk", ids)).published_ids()
    return set(PUBLIC[record_type]().filter(among("pk", ids)).order_by().values_list("pk", flat=True))


def keep(record_type: str, ids: Iterable[str], sequence: int, at: datetime) -> None:
    """Note whether these records are public; one that never was is passed over."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        some = ordered[start : start + CHUNK]
        public = _public_among(record_type, some)
        noted = Presence.objects.filter(record_type=record_type)
        known = set(noted.filter(among("record_id", some)).values_list("record_id", flat=True))
        told = {"sequence": sequence, "at": at}
        new = sorted(public - known)
        insert([Presence(record_type=record_type, record_id=pk, is_public=True, **told) for pk in new])
        noted.filter(among("record_id", known & public)).update(is_public=True, **told)
        noted.filter(among("record_id", known - public)).update(is_public=False, **told)
