"""Pages of the API: by number in the order that is asked for, or by cursor in the order of ids, for deep reading."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from archive.paging import PAGE_SIZE, counted
from archive.revisions import log
from archive.search.findings import Findings

MOST = 200
LAST_PAGE = 10_000
CURSOR = r"([0-9A-HJKMNP-TV-Z]{8})?"  # a permanent id, as the primary key has it
PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "page",
        "description": "The number of the page. After the last one comes 404.",
        "schema": {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1},
    },
    {
        "name": "page_size",
        "description": "How many records a page has.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": PAGE_SIZE},
    },
    {
        "name": "cursor",
        "description": "For reading everything: empty for the first page, then as `next` has it. The order is that "
        "of ids, whatever `sort` says; nothing is lost or repeated while records change.",
        "schema": {"type": "string"},
    },
]


@dataclass(frozen=True)
class Asked:
    """Which page a program asks for: a number, or what stands after a cursor."""

    number: int
    size: int
    cursor: str | None


def cursor_form(view: Any) -> str:
    """Return the form of the cursors of a list."""
    return getattr(view, "cursor_form", CURSOR)


def asked_of(request: Request, form: str = CURSOR) -> Asked:
    """Return which page is asked for; raises ValidationError that names each parameter that cannot be read."""
    faults: dict[str, str] = {}
    number = _whole(request, "page", 1, LAST_PAGE, faults)
    size = _whole(request, "page_size", PAGE_SIZE, MOST, faults)
    cursor = request.query_params.get("cursor")
    if cursor is not None and not re.fullmatch(form, cursor):
        faults["cursor"] = "This is no cursor; leave it empty for the first page, and follow `next` from there."
    if faults:
        raise ValidationError(faults)
    return Asked(number, size, cursor)


def size_of(request: Request) -> int:
    """Return how many records a page is to have; raises ValidationError."""
    faults: dict[str, str] = {}
    size = _whole(request, "page_size", PAGE_SIZE, MOST, faults)
    if faults:
        raise ValidationError(faults)
    return size


def _whole(request: Request, name: str, default: int, most: int, faults: dict[str, str]) -> int:
    text = request.query_params.get(name)
    if text is None:
        return default
    if text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= most:
        return int(text)
    faults[name] = f"Write a whole number from 1 to {most}."
    return default


class ApiPages(BasePagination):
    """Answers with one page, how many records there are, and where the next page is, in the body and as links."""

    def paginate_queryset(self, queryset: QuerySet[Any] | Findings, request: Request, view: Any = None) -> list[Any]:
        self.request, self.asked = request, asked_of(request, cursor_form(view))
        self.sequence = log.sequence()
        self.links: dict[str, str] = {}
        self.count: int | None = None
        return self._numbered(queryset) if self.asked.cursor is None else self._after_cursor(queryset)

    def _numbered(self, queryset: QuerySet[Any] | Findings) -> list[Any]:
        number, size = self.asked.number, self.asked.size
        part, self.count = _part(queryset, (number - 1) * size, size)
        last = max(1, -(-self.count // size))
        if number > last:
            raise NotFound(f"There is no page {number}; the last one is {last}.")
        if number > 1:
            self.links |= {"first": address_of(self.request, page=1), "prev": address_of(self.request, page=number - 1)}
        if number < last:
            self.links["next"] = address_of(self.request, page=number + 1)
        return list(part)

    def _after_cursor(self, queryset: QuerySet[Any] | Findings) -> list[Any]:
        """Return what comes after the cursor, with one look ahead; only the first page tells how many there are."""
        cursor, size = self.asked.cursor, self.asked.size
        self.count = None if cursor else queryset.count()
        found = _following(queryset, cursor, size + 1)
        if cursor:
            self.links["first"] = address_of(self.request, cursor="")
        if len(found) > size:
            self.links["next"] = address_of(self.request, cursor=found[size - 1].pk)
        return found[:size]

    def get_paginated_response(self, data: Any) -> Response:
        told = {"count": self.count, "sequence": self.sequence}
        told |= {"next": self.links.get("next"), "previous": self.links.get("prev"), "results": data}
        return Response(told, headers=link_header(self.links))

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "sequence", "next", "previous", "results"],
            "properties": {
                "count": {
                    "type": ["integer", "null"],
                    "description": "How many records there are in all; null on a cursor's later pages.",
                },
                "sequence": {
                    "type": "integer",
                    "description": "Where the log stood when this was read: what a mirror asks `since` from.",
                },
                "next": address,
                "previous": address,
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        found = [{"in": "query", "required": False, **parameter} for parameter in PARAMETERS]
        return [*found[:-1], found[-1] | {"schema": {"type": "string", "pattern": f"^{cursor_form(view)}$"}}]


def _part(records: QuerySet[Any] | Findings, start: int, size: int) -> tuple[Iterable[Any], int]:
    """Return the records from a place on, and how many there are in all."""
    if isinstance(records, QuerySet):
        return counted(records, start, size)
    return records[start : start + size], records.count()


def _following(records: QuerySet[Any] | Findings, cursor: str | None, count: int) -> list[Any]:
    """Return the records that come after a cursor in the order of ids."""
    if isinstance(records, Findings):
        return records.after(cursor or "", count)
    after = records.filter(pk__gt=_key(records.model._meta.pk, cursor)) if cursor else records
    return list(after.order_by("pk")[:count])


def _key(column: Any, cursor: str) -> Any:
    """Return a cursor as a value of the primary key; raises ValidationError."""
    try:
        return column.get_prep_value(cursor)
    except ValueError:
        raise ValidationError({"cursor": "This is no cursor of this list."}) from None


def address_of(request: Request, **changed: Any) -> str:
    """Return the address of the same list, with something else asked of it."""
    asked = request.query_params.copy()
    for name, value in changed.items():
        asked[name] = str(value)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")


def link_header(links: dict[str, str]) -> dict[str, str]:
    """Return the Link header (RFC 8288) of addresses by their relations."""
    told = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in links.items())
    return {"Link": told} if told else {}
