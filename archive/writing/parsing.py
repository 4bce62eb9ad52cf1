"""Parsing what programs send: JSON of bounded length and depth, and merge patches."""

from typing import Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from archive.problems import Problem


class BoundedJson(JSONParser):
    """JSON, which is refused where it is so deep that reading it would break."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError("The JSON is nested too deep.") from None


class MergePatch(BoundedJson):
    """A merge patch (RFC 7386)."""

    media_type = "application/merge-patch+json"


def check_length(request: Any) -> None:
    """Raise a Problem for a body that is too long, before any of it is read."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise Problem(413, f"At most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes are taken.")
