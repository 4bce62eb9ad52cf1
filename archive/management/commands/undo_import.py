"""`manage.py undo_import BATCH`: restore exactly what was before an import."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.importing import undo_import
from archive.management.imports import curator
from archive.revisions.restoring import CannotRestore
from archive.revisions.undoing import CannotUndo
from sources import permanent
from sources.applying import CannotApply
from sources.models import ImportBatch


class Command(BaseCommand):
    """Takes back one import, unless something has been built on it since."""

    help = "Take back an import: what it made goes, what it changed is as it was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("batch", help="The id of the import, as K7M2-9XQ4.")
        parser.add_argument("--by", help="The name of the curator who does it; the log tells it.")

    def handle(self, *, batch: str, by: str | None, **options: Any) -> None:
        try:
            found = ImportBatch.objects.get(pk=permanent.normalised(batch))
        except (permanent.WrongId, ImportBatch.DoesNotExist):
            raise CommandError(f"There is no import {batch}.") from None
        try:
            count = undo_import(found, curator(by))
        except (CannotApply, CannotRestore, CannotUndo) as error:
            raise CommandError(f"Nothing was undone: {error}.") from None
        self.stdout.write(f"{count} records are as they were before.")
