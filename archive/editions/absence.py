"""Absence: why no public record is at an address: there never was one, it was merged, or it was withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from archive.editions.models import survivor_of
from archive.publishing import Publishable, State
from archive.revisions import log
from archive.revisions.models import Action
from archive.states import BY_MODEL
from sources import permanent
from sources.models import Record


class NoSuchRecord(Http404):
    """No public record has this id; `near` are those that a slip of the pen would explain."""

    def __init__(self, near: list[Record]) -> None:
        super().__init__("no such record")
        self.near = near


class Merged(Exception):
    """A record was merged into another, which is public or was so once; `old` is unsaved and has its id alone."""

    def __init__(self, old: Record, survivor: Record, is_public: bool) -> None:
        super().__init__(f"{old.shown_id} was merged into {survivor.shown_id}")
        self.old, self.survivor, self.is_public = old, survivor, is_public


@dataclass
class Gone(Exception):
    """A record was public and is so no more: since when, why, and which public one takes its place."""

    shown_id: str
    at: datetime | None
    because: str = ""
    successor: Record | None = None


def absence_of(records: QuerySet[Any], pk: str) -> NoSuchRecord | Merged | Gone:
    """Return why this id is not among the public records of its type."""
    survivor = survivor_of(BY_MODEL[records.model].name, pk)
    if not survivor:
        return tombstone_of(records, pk) or NoSuchRecord([])
    old, new = records.model(pk=pk), records.model(pk=survivor)
    if records.filter(pk=survivor).exists():
        return Merged(old, new, is_public=True)
    return Merged(old, new, is_public=False) if tombstone_of(records, survivor) else NoSuchRecord([])


def tombstone_of(records: QuerySet[Any], pk: str) -> Gone | None:
    """Return what readers are told of a record that is public no more; None for one that they never saw."""
    if not issubclass(records.model, Publishable):
        return None
    record = records.model._default_manager.filter(pk=pk).first()
    if record and record.state == State.WITHDRAWN:
        successor = _successor(records, record.successor_id)
        return Gone(record.shown_id, record.state_at, record.withdrawn_because, successor)
    return _of_log(records, pk)


def _of_log(records: QuerySet[Any], pk: str) -> Gone | None:
    """Return what the log knows of a record that was withdrawn, and is now deleted or a draft again."""
    entries = log.of_key(BY_MODEL[records.model].name, pk).order_by("-sequence")
    last, entry = entries.first(), entries.filter(action=Action.WITHDRAWN).first()
    if last and not last.leaves_record and last.parsed.get("state") == State.PUBLISHED:
        return Gone(permanent.shown(pk), last.at)
    if entry is None:
        return None
    successor = _successor(records, entry.parsed.get("successor", "").replace("-", ""))
    return Gone(permanent.shown(pk), entry.at, entry.parsed.get("withdrawn_because", ""), successor)


def _successor(records: QuerySet[Any], pk: str | None) -> Record | None:
    return records.filter(pk=pk).first() if pk else None


def tombstone_page(request: HttpRequest, gone: Gone) -> HttpResponse:
    """Answer that a record was here, with what readers are told of it."""
    return render(request, "410.html", {"gone": gone}, status=410)
