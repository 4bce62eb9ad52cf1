"""Keeping headers: in the transaction of a change, and their times after it.

A header that changes waits for a new time. It gets it only when its change is committed: by the writer
right then, or by the first harvester who comes. So no record appears with a time before that of an
answer in which it was not yet, however long its transaction took, and who asks for all since their
last answer misses nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from archive.among import among
from archive.editions.models import Edition
from archive.harvesting.models import HarvestSet, Header
from archive.quotations.models import Quotation
from archive.revisions.beginning import are_there, told_chunks
from archive.revisions.inserting import insert

CHUNK = 500


def keep_headers(ids: Iterable[str], made: Iterable[Edition] = (), **kwargs: Any) -> None:
    """Bring the headers of quotations up to date, in the transaction of their change; 500 at a time in few queries.

    `made` are the editions that some of them, which the public reads, just got.
    """
    fresh = {edition.quotation_id: edition for edition in made}
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        _keep(ordered[start : start + CHUNK], fresh)
    transaction.on_commit(stamp, robust=True)


def begin_headers(verbosity: int = 0, stdout: Any = None, **kwargs: Any) -> None:
    """After migrating: make the headers of an archive that has editions but no headers."""
    if not are_there(Edition, Header, Quotation) or Header.objects.exists():
        return
    with transaction.atomic():
        ids = Edition.objects.order_by("quotation_id").values_list("quotation_id", flat=True).distinct()
        for some in told_chunks(ids.iterator(chunk_size=CHUNK), "Headers for harvesters", verbosity, stdout):
            keep_headers(some)


def stamp() -> None:
    """Give a time to what waits for one. It is read after what is committed was looked at, and never goes back."""
    waiting = Header.objects.filter(is_waiting=True).values_list("pk", flat=True)
    ids = list(waiting[:CHUNK])
    while ids:
        now, last = whole_seconds(timezone.now()), Header.objects.aggregate(last=Max("at"))["last"]
        at = max(now, last) if last else now
        Header.objects.filter(among("pk", ids), is_waiting=True).update(at=at, is_waiting=False)
        ids = list(waiting[:CHUNK]) if len(ids) == CHUNK else []


def whole_seconds(moment: datetime) -> datetime:
    """Return a time as harvesters write it."""
    return moment.replace(microsecond=0)


def _keep(ids: list[str], made: Mapping[str, Edition]) -> None:
    changed = list(_changed(ids, made))
    fresh = [header for header in changed if header.pk is None]
    known = [header for header in changed if header.pk]
    Header.objects.bulk_update(known, ["edition", "is_deleted", "is_waiting"])
    insert(fresh)
    living = [header for header in known if not header.is_deleted]
    _put_into_sets(fresh, living, {edition.pk: edition for edition in made.values()})


def _changed(ids: list[str], made: Mapping[str, Edition]) -> Iterator[Header]:
    """Yield the headers of what the public reads otherwise than before, or reads no more."""
    others = [pk for pk in ids if pk not in made]
    public = set(made)
    if others:
        public |= Quotation.objects.filter(among("pk", others)).published_ids()
    known = {header.quotation_id: header for header in Header.objects.filter(among("quotation_id", ids))}
    lasts = Edition.objects.latest_of_each(*others) if others else {}
    for pk in ids:
        edition, header = made.get(pk) or lasts.get(pk), known.get(pk) or Header(quotation_id=pk)
        if edition and (header.edition_id, header.is_deleted) != (edition.pk, pk not in public):
            header.edition, header.is_deleted, header.is_waiting = edition, pk not in public, True
            yield header


def _put_into_sets(fresh: list[Header], known: list[Header], made: Mapping[int, Edition]) -> None:
    """Put headers into the sets that their editions name, where they are not in just these; a deleted one stays."""
    headers, belonging = [*fresh, *known], HarvestSet.headers.through
    contents = made | Edition.objects.in_bulk([one.edition_id for one in headers if one.edition_id not in made])
    before = _specs_of_known(known)
    named = ((header.pk, set(specs_of(contents[header.edition_id].parsed))) for header in headers)
    specs = {pk: sorted(wanted) for pk, wanted in named if wanted != before.get(pk)}
    if not specs:
        return
    if before:
        belonging.objects.filter(header__in=specs.keys() & before.keys()).delete()
    keys = _keys_of({spec for wanted in specs.values() for spec in wanted})
    insert([belonging(header_id=pk, harvestset_id=keys[spec]) for pk, wanted in specs.items() for spec in wanted])


def _specs_of_known(headers: list[Header]) -> dict[int, set[str]]:
    """Return the sets that headers are in, by their keys."""
    found = defaultdict[int, set[str]](set)
    if headers:
        rows = HarvestSet.headers.through.objects.filter(among("header_id", [header.pk for header in headers]))
        for pk, spec in rows.values_list("header_id", "harvestset__spec"):
            found[pk].add(spec)
    return found


def _keys_of(specs: set[str]) -> dict[str, int]:
    """Return the keys of sets, which are made where they are not there yet."""
    sets = HarvestSet.objects.filter(spec__in=specs).values_list("spec", "pk")
    keys = dict(sets)
    if specs - keys.keys():
        missing = [HarvestSet(spec=spec) for spec in sorted(specs - keys.keys())]
        HarvestSet.objects.bulk_create(missing, ignore_conflicts=True)
        keys = dict(sets.all())
    return keys


def specs_of(content: dict[str, Any]) -> Iterator[str]:
    """Yield the sets that an edition's content names."""
    yield f"language:{content['language']}"
    for kind, rows in (("topic", "topics"), ("event", "events")):
        yield from (f"{kind}:{row['id']}" for row in content.get(rows, ()))
