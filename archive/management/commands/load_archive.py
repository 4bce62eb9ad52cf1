"""`manage.py load_archive FILE`: load an archive file, all of it or nothing."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.loading import CannotLoad, load


class Command(BaseCommand):
    """Loads records from an archive file; docs/archive-files.md describes the format."""

    help = "Load an archive file. Every problem is reported by its line; all of it is applied, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The archive file, YAML in UTF-8.")

    def handle(self, *, file: Path, verbosity: int, **options: Any) -> None:
        progress = self.progress if verbosity and sys.stderr.isatty() else lambda count: None
        try:
            loaded = load(file, progress)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except CannotLoad as error:
            for problem in error.problems:
                self.stderr.write(f"{file}: {problem}")
            raise CommandError(f"Nothing was loaded: {len(error.problems)} problems in {file}.") from None
        if verbosity:
            self.stdout.write(f"{loaded.new_count} records loaded, {loaded.known_count} already there.")

    def progress(self, count: int) -> None:
        self.stderr.write(f"\r{count} records read", ending="")
