"""What the commands that import have in common: reading, planning, deciding, applying, and saying what was done."""

import sys
from pathlib import Path
from typing import Any, BinaryIO

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.importing import apply_import
from sources.applying import CannotApply, StalePlan
from sources.formats import UnreadableFile
from sources.models import Decision, ImportBatch, ImportEntry, Status

# What --apply takes, and what is decided by it.
APPLIED = {
    "new": {Status.NEW: Decision.NEW},
    "known": {Status.KNOWN: Decision.UPDATE},
    "doubtful": {Status.DOUBTFUL: Decision.NEW},
}
APPLIED["all"] = APPLIED["new"] | APPLIED["known"] | APPLIED["doubtful"]
MOST_SHOWN = 200


class ImportCommand(BaseCommand):
    """A command that plans the import of a file, and applies it if it is told to."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The file to read.")
        parser.add_argument("--encoding", help="Its encoding, where it is not rightly detected (cp1251, shift_jis…).")
        parser.add_argument("--by", help="The name of the curator who imports; the log tells it.")
        group = parser.add_mutually_exclusive_group()
        group.add_argument("--plan-only", action="store_true", help="Only plan, which is what happens without --apply.")
        group.add_argument(
            "--apply",
            nargs="+",
            choices=sorted(APPLIED),
            default=[],
            help="Take new entries, update known ones with what differs, take doubtful ones as new, or all of these.",
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        by = curator(options["by"])
        batch = ImportBatch(file_name=file.name[:255], made_by=by)
        try:
            with open(file, "rb") as stream:
                self.plan(stream, batch, options)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except UnreadableFile as error:
            raise CommandError(f"{file}: {error}") from None
        lost = self.report(batch)
        if options["apply"]:
            self.apply(batch, by, options["apply"])
        if lost:
            raise CommandError(f"{lost} entries of {file} could not be read, or were refused.")

    def plan(self, stream: BinaryIO, batch: ImportBatch, options: dict[str, Any]) -> None:
        """Plan the import of a file into a batch."""
        raise NotImplementedError

    def report(self, batch: ImportBatch) -> int:
        """Tell what the plan says; returns how many entries are lost."""
        counts = batch.counts()
        total = ", ".join(f"{count} {status}" for status, count in counts.items())
        self.stdout.write(f"Import {batch.shown_id}: {sum(counts.values())} entries: {total}.")
        bad = batch.entries.exclude(status__in=[Status.NEW, Status.KNOWN])
        for entry in bad[:MOST_SHOWN]:
            self.stderr.write(said_of(entry))
        if bad.count() > MOST_SHOWN:
            self.stderr.write(f"… and {bad.count() - MOST_SHOWN} more: see the import at the desk.")
        return counts.get(Status.UNREADABLE, 0) + counts.get(Status.REFUSED, 0)

    def apply(self, batch: ImportBatch, by: Any, wanted: list[str]) -> None:
        """Decide as the command line says, and apply."""
        for name in wanted:
            for status, decision in APPLIED[name].items():
                batch.decide(status, decision)
        if Decision.UPDATE in [decision for name in wanted for decision in APPLIED[name].values()]:
            batch.entries.filter(status=Status.KNOWN, differences={}).update(decision=Decision.SKIP)
        try:
            done = apply_import(batch, by, self.progress)
        except CannotApply as error:
            raise CommandError(f"{error}.") from None
        except StalePlan as error:
            for entry in error.entries:
                self.stderr.write(said_of(entry))
            raise CommandError("Nothing was imported: the archive has changed since the plan was made.") from None
        self.stdout.write(
            f"{done.new_count} taken as new, {done.updated_count} updated, {done.left_out_count} left out. "
            f"To take it back: manage.py undo_import {batch.shown_id}"
        )

    def progress(self, count: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{count:,}", ending="")


def said_of(entry: ImportEntry) -> str:
    """Return an entry in a line: where, what, why."""
    where = f"line {entry.line}" if entry.line else f"entry {entry.position}"
    score = f" ({entry.score:.2f})" if entry.score else ""
    match = f" {entry.shown_match}" if entry.matched_id else ""
    return f"{where}: {entry.status}{match}{score}: {entry.reason}: {entry.title[:120]}"


def curator(name: str | None) -> Any:
    """Return the account of a name; raises CommandError where there is none."""
    if not name:
        return None
    found = get_user_model().objects.filter(username=name).first()
    if found is None:
        raise CommandError(f"There is no curator {name}.")
    return found
