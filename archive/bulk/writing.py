"""Writing the whole archive: named by its day and its number in the log, from one snapshot of the database."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from archive.bulk.members import members
from archive.bulk.packing import packed
from archive.bulk.snapshot import snapshot
from archive.revisions import log

NEVER = datetime(1980, 1, 1, tzinfo=UTC)  # the earliest time that a zip file can tell


class WholeArchive:
    """Everything that is public, as it stood when this was made; gone through once, then closed."""

    def __init__(self, request: HttpRequest) -> None:
        self.held = ExitStack()
        self.held.enter_context(snapshot())
        self.sequence, at = log.last()
        self.at = max(at or NEVER, NEVER)
        self.day = self.at.date().isoformat()
        self.name = f"testimonia-{self.day}-{self.sequence}"
        self.request = request

    def __iter__(self) -> Iterator[bytes]:
        """Yield the zip file; it speaks English, whatever page is read meanwhile."""
        pieces = packed(members(self.request, self.sequence, self.day), self.name, self.at)
        while True:
            with translation.override(settings.LANGUAGE_CODE):
                piece = next(pieces, None)
            if piece is None:
                break
            yield piece
        self.close()

    def close(self) -> None:
        """Let the snapshot go."""
        self.held.close()
