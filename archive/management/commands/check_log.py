"""`manage.py check_log`: are log and editions whole, and do they tell what the tables hold?"""

import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.editions.checking import check_editions
from archive.revisions.checking import Finding, check, snapshot
from archive.revisions.models import Head

MOST_SHOWN = 1000


class Command(BaseCommand):
    """Says what is wrong, a line each, and ends with status 1 if anything is; docs/log.md says what it proves."""

    help = (
        "Check that no entry of the log and no edition was altered or removed, that the log's last states are those of "
        "the tables, and the latest editions what readers see."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", default="", help="A hash noted elsewhere, which an entry must have.")

    def handle(self, *, head: str, verbosity: int, **options: Any) -> None:
        count = 0
        for count, finding in enumerate(self.findings(head, bool(verbosity)), start=1):
            if count <= MOST_SHOWN:
                self.stderr.write(str(finding))
        if count:
            raise CommandError(f"The log and the tables disagree in {count} places. docs/log.md says what to do.")
        if verbosity:
            end = Head.objects.first() or Head()
            self.stdout.write(f"The log is whole: {end.sequence} entries, head {end.hash}.")

    def findings(self, head: str, speaks: bool) -> Iterator[Finding]:
        """Yield all that is wrong at one moment."""
        progress = self.progress if speaks else lambda count: None
        with snapshot():
            yield from check(head, progress)
            yield from check_editions(progress)

    def progress(self, count: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{count} ", ending="\r")
