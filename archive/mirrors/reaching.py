"""Reaching: the records of which the public may read something else after some records changed.

Too many are no harm but for being sent again; `keeping` asks of each whether the public sees it.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from archive.among import among
from archive.editions.depending import CHUNK, affected, with_those_below
from archive.events.models import Event, EventClaim, Place
from archive.publishing import State
from archive.revisions.appending import Key
from archive.revisions.log import Said
from archive.revisions.models import GONE, Action, Entry
from archive.states import BY_MODEL, SHAPES, Shape
from sources.models import Contribution, Source

PUBLISHABLE = ("quotation", "event")
# Of what a public record of a type names: the types of which something else is read when it comes or goes.
NAMED: dict[str, set[str]] = {
    "quotation": {"agent", "source", "place", "topic"},
    "event": {"agent", "source", "place", "event"},
    "source": {"agent", "source"},
    "place": {"place"},
    "agent": set(),
    "topic": set(),
}
Keys = dict[str, set[str]]


def reached(entries: list[Entry] | list[Said], first: int) -> Keys:
    """Return by type the ids of the records that entries reach: their own, what these name, and what names these.

    `first` is the number from which on nothing was public yet when the entries were written.
    """
    found, changed = defaultdict(set), defaultdict(set)
    for entry in entries:
        if entry.action != Action.CREATED or entry.record_type in PUBLISHABLE:
            changed[entry.record_type].add(entry.record_id)
    for record_type, record_id in _named(entries, first):
        found[record_type].add(record_id)
    _upwards(found)
    found["quotation"] |= affected((entry.record_type, entry.record_id, entry.action) for entry in entries)
    found["source"] |= _sources_on(changed)
    found["event"] |= _events_on(changed)
    for record_type, ids in changed.items():
        found[record_type] |= ids
    return found


def _named(entries: list[Entry] | list[Said], first: int) -> set[Key]:
    """Return what the changed records name now or named before, as far as the public reads them.

    What a quotation names in the same words as before is left out: it shows only how many there are of such.
    """
    now, before = defaultdict(set), defaultdict(set)
    changed: Keys = defaultdict(set)
    for entry in entries:
        if entry.action != Action.CREATED:
            changed[entry.record_type].add(entry.record_id)
        if entry.action != Action.CREATED or entry.record_type in PUBLISHABLE:
            now[entry.record_type, entry.record_id] = _named_by(entry)
    for entry in _befores(entries, changed, first):
        before[entry.record_type, entry.record_id] = _named_by(entry)
    pairs = (named ^ before[key] if key[0] == "quotation" else named | before[key] for key, named in now.items())
    return {key for key, _where in set().union(*pairs)}


def _befores(entries: list[Entry] | list[Said], changed: Keys, first: int) -> Iterator[Entry]:
    """Yield the entries that changed records had before a number; those that are at hand are not read again."""
    known = [entry.before for entry in entries if entry.before and entry.before.pk < first]
    yield from known
    for record_type, ids in changed.items():
        if others := ids - {entry.record_id for entry in known if entry.record_type == record_type}:
            yield from Entry.objects.of(record_type, *others).filter(sequence__lt=first).last_of_each()


def _named_by(entry: Entry | Said) -> set[tuple[Key, str]]:
    """Return what an entry's record names, each with the name of the field, or with all that the row says."""
    state = json.loads(entry.state) if entry.action not in GONE else {}
    if entry.record_type in PUBLISHABLE and state.get("state") != State.PUBLISHED:
        return set()
    found = referred(SHAPES[entry.record_type], state)
    return {(key, where) for key, where in found if key[0] in NAMED[entry.record_type]}


def referred(shape: Shape, state: dict[str, Any], row: str = "") -> Iterator[tuple[Key, str]]:
    """Yield the records that a state names, each with the name of the field, or with the row that it is in."""
    for field in (*shape.fields, *shape.many):
        target = BY_MODEL.get(field.related_model) if field.is_relation else None
        if target and field.name in state:
            named = state[field.name]
            for shown in named if isinstance(named, list) else [named]:
                yield (target.name, shown.replace("-", "")), row or field.name
    for child in shape.children:
        for told in state.get(child.name, ()):
            yield from referred(child, told, str(told))


def _upwards(found: Keys) -> None:
    """Add what stands above the sources and places: what they are parts or translations of, and who made it."""
    fresh = found["source"]
    while fresh:
        above = values(Source.objects, "pk", fresh, "part_of_id") | values(
            Source.objects, "pk", fresh, "translation_of_id"
        )
        fresh = above - found["source"]
        found["source"] |= fresh
    found["agent"] |= values(Contribution.objects, "source", found["source"], "agent_id")
    found["place"] |= values(Place.objects, "pk", found["place"], "part_of_id")


def _sources_on(changed: Keys) -> set[str]:
    """Return the sources whose description names a changed person or source."""
    made = values(Contribution.objects, "agent", changed["agent"], "source_id")
    return with_those_below(made | changed["source"])


def _events_on(changed: Keys) -> set[str]:
    """Return the events that name a changed person, source, place or larger event."""
    claims = EventClaim.objects
    return set().union(
        *(values(claims, name, changed[name], "event_id") for name in ("agent", "source", "place")),
        values(Event.objects, "part_of", changed["event"], "pk"),
    )


def values(records: Any, column: str, ids: Iterable[str], wanted: str) -> set[Any]:
    """Return a column of the records whose other column has one of some ids, at most 500 of these at a time."""
    found, ordered = set(), sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        rows: QuerySet[Any] = records.filter(among(column, ordered[start : start + CHUNK]))
        found |= set(rows.order_by().values_list(wanted, flat=True))
    return found - {None}
