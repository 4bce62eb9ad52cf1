"""`manage.py dump_archive [FILE]`: write the whole archive as an archive file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.dumping import dump


class Command(BaseCommand):
    """Writes every record, drafts too; loading the file into an empty archive gives the same archive."""

    help = "Write the whole archive, drafts too, as an archive file: to FILE, or to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="Where to write; standard output if left out.")

    def handle(self, *, file: Path | None, **options: Any) -> None:
        if file is None:
            for text in dump():
                self.stdout.write(text, ending="")
            return
        try:
            with open(file, "w", encoding="utf-8", newline="\n") as out:
                out.writelines(dump())
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from None
