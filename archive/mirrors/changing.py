"""Changing: what a mirror has to take in since it last asked: records as they are now, and tombstones of those gone.

Each record stands in the place of its last change, so a mirror reads it once however often it changed. A
record that changes while a mirror reads moves on to where it has not read yet: nothing is lost.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from archive.api_paging import address_of, link_header, size_of
from archive.mirrors.models import Presence
from archive.mirrors.tombstones import Tombstone, tombstones
from archive.problems import Problem
from archive.revisions import log
from sources import permanent

PLACE = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")
LARGEST = 2**63 - 1


def changes(request: Request, rooms: Mapping[str, Any]) -> Response:
    """Answer with a slice of what changed; `rooms` are the views of the API that show records, by type.

    Raises ValidationError that names what cannot be read, and Problem for a sequence that the log has
    not reached: the archive was then brought back from a backup.
    """
    since, size, place = _since(request), size_of(request), place_of(request)
    now = log.sequence()
    if since > now:
        raise Problem(409, f"The log stands at {now} only; this archive is not the one that was mirrored. Begin at 0.")
    rows = list(_slice(set(rooms), place or (since, LARGEST), now)[: size + 1])
    shown, more = rows[:size], rows[size:]
    following = address_of(request, after=f"{shown[-1].sequence}-{shown[-1].pk}") if more else None
    told = {"since": since, "sequence": now, "next": following, "results": _told(shown, rooms)}
    return Response(told, headers=link_header({"next": following} if following else {}))


def _slice(types: set[str], after: tuple[int, int], until: int) -> QuerySet[Presence]:
    sequence, pk = after
    later = Q(sequence__gt=sequence) | Q(sequence=sequence, pk__gt=pk)
    return Presence.objects.filter(later, record_type__in=types, sequence__lte=until).order_by("sequence", "pk")


def _since(request: Request) -> int:
    asked = request.query_params.get("since", "0")
    if not re.fullmatch(r"[0-9]{1,15}", asked, re.ASCII):
        raise ValidationError({"since": "Write the sequence number that the last answer gave, or 0 for everything."})
    return int(asked)


def place_of(request: Request) -> tuple[int, int] | None:
    """Return the place among the changes after which to go on; raises ValidationError."""
    asked = request.query_params.get("after", "")
    if not asked:
        return None
    found = PLACE.fullmatch(asked)
    if found is None or not asked.isascii():
        raise ValidationError({"after": "This is no place among changes; follow `next` of the answer before."})
    return int(found[1]), int(found[2])


def _told(rows: list[Presence], rooms: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows in their order, each with its record or its tombstone.

    One that is withdrawn while this is read is left out: it comes again, under a later number.
    """
    public, gone = defaultdict(list), defaultdict(list)
    for row in rows:
        (public if row.is_public else gone)[row.record_type].append(row.record_id)
    records = {kind: _records(rooms[kind], ids) for kind, ids in public.items()}
    stones = {kind: tombstones(kind, ids) for kind, ids in gone.items()}
    found = []
    for row in rows:
        if not row.is_public:
            stone = stones[row.record_type][row.record_id]
            found.append(_head(row, rooms) | {"deleted": True, "tombstone": _stone(row, stone)})
        elif row.record_id in records[row.record_type]:
            found.append(_head(row, rooms) | {"deleted": False, "record": records[row.record_type][row.record_id]})
    return found


def _head(row: Presence, rooms: Mapping[str, Any]) -> dict[str, Any]:
    return {"sequence": row.sequence, "type": rooms[row.record_type].kind, "id": permanent.shown(row.record_id)}


def _records(room: Any, ids: list[str]) -> dict[str, Any]:
    """Return records by id as a list of their room shows them."""
    found = list(room.get_queryset().filter(pk__in=ids))
    told = room.get_serializer(found, many=True).data
    return {record.pk: data for record, data in zip(found, told, strict=True)}


def _stone(row: Presence, stone: Tombstone) -> dict[str, Any]:
    successor = permanent.shown(stone.successor) if stone.successor else None
    return {"at": row.at.isoformat(), "why": str(stone.why), "because": stone.because, "successor": successor}
