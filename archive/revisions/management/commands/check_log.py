"""`manage.py check_log`: is the log whole, and does it tell what the tables hold?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.revisions.checking import check
from archive.revisions.models import Head

MOST_SHOWN = 1000


class Command(BaseCommand):
    """Says what is wrong, a line each, and ends with status 1 if anything is; docs/log.md says what it proves."""

    help = "Check that no entry of the log was altered or removed, and that its last states are those of the tables."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", default="", help="A hash noted elsewhere, which an entry must have.")

    def handle(self, *, head: str, verbosity: int, **options: Any) -> None:
        count = 0
        for count, finding in enumerate(check(head, self.progress if verbosity else lambda count: None), start=1):
            if count <= MOST_SHOWN:
                self.stderr.write(str(finding))
        if count:
            raise CommandError(f"The log and the tables disagree in {count} places.")
        if verbosity:
            end = Head.objects.first() or Head()
            self.stdout.write(f"The log is whole: {end.sequence} entries, head {end.hash}.")

    def progress(self, count: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{count} ", ending="\r")
