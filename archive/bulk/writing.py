"""Writing the whole archive: named by its day and its number in the log, from one snapshot of the database."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.http import HttpRequest

from archive.bulk.members import members
from archive.bulk.packing import packed
from archive.bulk.snapshot import FromSnapshot
from archive.revisions import log

NEVER = datetime(1980, 1, 1, tzinfo=UTC)  # the earliest time that a zip file can tell


class WholeArchive(FromSnapshot):
    """Everything that is public, as it stood when this was made."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self.sequence, at = log.last()
        self.at = max(at or NEVER, NEVER)
        self.day = self.at.date().isoformat()
        self.name = f"testimonia-{self.day}-{self.sequence}"
        self.request = request

    def pieces(self) -> Iterator[bytes]:
        """Yield the zip file."""
        return packed(members(self.request, self.sequence, self.day), self.name, self.at)
