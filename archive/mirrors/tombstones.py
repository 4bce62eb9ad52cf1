"""Tombstones: what the public is told of records that it saw and sees no more, many at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from archive.editions.models import MOST_STEPS, Redirection
from archive.mirrors.models import Presence
from archive.publishing import Publishable, State
from archive.revisions.models import Action, Entry
from archive.states import SHAPES


class Why(StrEnum):
    """Why a record is not public any more."""

    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    DELETED = "deleted"
    UNUSED = "unused"  # nothing that is published stands on it


@dataclass(frozen=True)
class Tombstone:
    """Why a record is gone, in the curators' words for readers, and the id of the public one in its place."""

    why: Why
    because: str = ""
    successor: str = ""


def tombstones(record_type: str, ids: Iterable[str]) -> dict[str, Tombstone]:
    """Return the tombstones of these records; the number of queries does not grow with theirs."""
    wanted = set(ids)
    model = SHAPES[record_type].model
    there = set(model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True))
    found = {pk: Tombstone(Why.UNUSED if pk in there else Why.DELETED) for pk in wanted}
    if issubclass(model, Publishable):
        found |= _withdrawn(record_type, wanted)
    found |= {pk: Tombstone(Why.MERGED, successor=survivor) for pk, survivor in _survivors(record_type, wanted).items()}
    return _only_public_successors(record_type, found)


def _withdrawn(record_type: str, ids: set[str]) -> dict[str, Tombstone]:
    """Return what was said when each was withdrawn last: the log knows, whatever became of the record since."""
    entries = Entry.objects.of(record_type, *ids).filter(action=Action.WITHDRAWN).last_of_each()
    found = {}
    for entry in entries:
        state = entry.parsed
        if state.get("state") == State.WITHDRAWN:
            successor = state.get("successor", "").replace("-", "")
            found[entry.record_id] = Tombstone(Why.WITHDRAWN, state.get("withdrawn_because", ""), successor)
    return found


def _survivors(record_type: str, ids: set[str]) -> dict[str, str]:
    """Return, for each record that was merged, the one into which it was merged in the end."""
    found: dict[str, str] = {}
    fresh = ids
    for _step in range(MOST_STEPS):
        rows = Redirection.objects.filter(record_type=record_type, old_id__in=fresh).values_list("old_id", "new_id")
        steps = dict(rows)
        if not steps:
            break
        found = {old: steps.get(new, new) for old, new in found.items()} | {
            old: new for old, new in steps.items() if old in ids and old not in found
        }
        fresh = set(steps.values())
    return found


def _only_public_successors(record_type: str, found: dict[str, Tombstone]) -> dict[str, Tombstone]:
    named = {stone.successor for stone in found.values()} - {""}
    seen = Presence.objects.filter(record_type=record_type, is_public=True, record_id__in=named)
    public = set(seen.values_list("record_id", flat=True)) if named else set()
    return {
        pk: stone if stone.successor in public else Tombstone(stone.why, stone.because) for pk, stone in found.items()
    }
