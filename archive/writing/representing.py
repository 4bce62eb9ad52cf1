"""How the API shows a record to its curators: its whole state, its revision, and where it stands with the public."""

from typing import Any

from django.db import models

from archive.publishing import Publishable
from archive.revisions.models import Entry
from archive.revisions.restoring import STANDING
from archive.states import State, shape_of
from sources import permanent

ROOMS = {
    "agent": "people",
    "source": "sources",
    "place": "places",
    "topic": "topics",
    "event": "events",
    "quotation": "quotations",
}


def split(state: State) -> tuple[State, State]:
    """Return what curators write of a state, and its standing with the public, which is passed on step by step."""
    record = {name: value for name, value in state.items() if name not in STANDING}
    return record, {name: value for name, value in state.items() if name in STANDING}


def represented(record: models.Model, last: Entry, request: Any) -> State:
    """Return a record as its last entry has it; nothing in it changes without a new revision."""
    written, standing = split(last.parsed)
    shown = {
        "id": permanent.shown(record.pk),
        "type": shape_of(record).name,
        "revision": last.sequence,
        "changed": {"by": last.by_name, "at": last.at.isoformat(), "why": last.why},
    }
    if isinstance(record, Publishable):
        shown["standing"] = {"state": "draft", "withdrawn_because": "", "successor": None} | standing
    return shown | {"record": written}
