"""Importing: a plan applied, or taken back, as one batch of the revision log."""

from collections.abc import Callable
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.quotations import adding
from archive.revisions.appending import lock
from archive.revisions.recording import recording
from archive.revisions.undoing import undo_batch
from sources import applying
from sources.applying import Applied, CannotApply, opened
from sources.models import ImportBatch, ImportKind, ImportState


def apply_import(batch: ImportBatch, by: Any = None, progress: Callable[[int], None] = lambda count: None) -> Applied:
    """Do what was decided, in one transaction, as one batch of the log.

    Raises CannotApply or StalePlan, with nothing done.
    """
    module = adding if batch.kind == ImportKind.QUOTATIONS else applying
    try:
        with recording(by=by, why=_("import of %s") % batch.file_name, batch=batch.pk):
            lock()  # before anything is looked up again: nobody else writes a record until this ends
            return module.apply(batch, by, progress)
    except (DataError, IntegrityError) as error:
        raise CannotApply(_("the database refuses it, and nothing was imported: %s") % error) from error


def undo_import(batch: ImportBatch, by: Any = None) -> int:
    """Restore exactly what was before an import; returns how many records.

    Raises CannotApply where it is not applied, `CannotUndo` where its records have changed since or are needed.
    """
    with transaction.atomic():
        held = opened(batch, ImportState.APPLIED)
        count = undo_batch(held.pk, by=by, why=_("undoing the import of %s") % held.file_name)
        held.state, held.undone_at = ImportState.UNDONE, timezone.now()
        held.save()
    return count
