"""Parsing what programs send: JSON of bounded length and depth, and merge patches."""

from collections.abc import Iterable, Iterator
from math import isfinite
from typing import Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from archive.problems import Problem

DEEPEST = 20


class BoundedJson(JSONParser):
    """JSON, which is refused where it is so deep that reading it would break."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            parsed = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError("The JSON is nested too deep.") from None
        levels = list(_levels(parsed))
        if levels[-1]:
            raise ParseError("The JSON is nested too deep.")
        if any(isinstance(one, float) and not isfinite(one) for level in levels for one in level):
            raise ParseError("The JSON holds a number that is too large.")
        return parsed


def _levels(value: Any) -> Iterator[list[Any]]:
    """Yield the values at each depth; what is left at the last is deeper than any record."""
    level = [value]
    for _depth in range(DEEPEST + 1):
        yield level
        level = [part for one in level for part in _parts(one)]


def _parts(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


class MergePatch(BoundedJson):
    """A merge patch (RFC 7386)."""

    media_type = "application/merge-patch+json"


def check_length(request: Any) -> None:
    """Raise a Problem for a body that is too long, before any of it is read."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise Problem(413, f"At most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes are taken.")
