"""`manage.py import_sources FILE`: plan an import of sources, and apply it if told to."""

from typing import Any, BinaryIO

from django.core.management.base import CommandParser

from archive.management.imports import ImportCommand
from sources.formats import format_named, readable_formats
from sources.importing import format_of, plan
from sources.models import ImportBatch


class Command(ImportCommand):
    """Imports a bibliography; docs/importing.md describes what becomes of its entries."""

    help = "Plan the import of a bibliography: what is new, known, doubtful, unreadable. --apply carries it out."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        names = [known.name for known in readable_formats()]
        parser.add_argument("--format", choices=names, help="The format; told from the content if left out.")

    def plan(self, stream: BinaryIO, batch: ImportBatch, options: dict[str, Any]) -> None:
        encoding, name = options["encoding"], options["format"]
        known, stream = (format_named(name), stream) if name else format_of(stream)
        plan(stream, known, batch, encoding, progress=self.progress)
