"""`manage.py import_quotations FILE`: plan an import of quotations, and apply it if told to."""

from typing import Any, BinaryIO

from archive.management.imports import ImportCommand
from archive.quotations.planning import plan
from sources.models import ImportBatch


class Command(ImportCommand):
    """Imports quotations, as drafts, from CSV or JSON Lines; docs/importing.md describes the columns."""

    help = "Plan the import of quotations from CSV or JSON Lines. --apply makes drafts of them."

    def plan(self, stream: BinaryIO, batch: ImportBatch, options: dict[str, Any]) -> None:
        plan(stream, batch, options["encoding"], progress=self.progress)
