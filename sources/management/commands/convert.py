"""`manage.py convert FILE --to FORMAT`: any format that can be read into any that can be written."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from sources.formats import UnknownFormat, UnreadableFile, format_named, readable_formats, writable_formats
from sources.formats.converting import Tally, convert, source_format


class Command(BaseCommand):
    help = "Converts a bibliography from one format to another; exits with 1 if an entry was lost."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the file to read; - for standard input")
        parser.add_argument("--from", dest="source", choices=[known.name for known in readable_formats()])
        parser.add_argument("--to", dest="target", required=True, choices=[known.name for known in writable_formats()])
        parser.add_argument("--output", help="the file to write; standard output without it")
        parser.add_argument("--encoding", help="of the file, where it is not rightly detected (cp1251, shift_jis…)")

    def handle(self, *args: Any, file: str, output: str | None, **options: Any) -> None:
        try:
            with sys.stdin.buffer if file == "-" else Path(file).open("rb") as stream:
                tally = self.convert(stream, output, options)
        except (OSError, UnreadableFile, UnknownFormat, UnicodeError) as fault:
            raise CommandError(f"{file}: {fault}") from None
        if tally.lost_count:
            raise CommandError(f"{tally.lost_count} of {tally.read_count + tally.lost_count} entries were lost")

    def convert(self, stream: BinaryIO, output: str | None, options: dict[str, Any]) -> Tally:
        source, stream = source_format(stream, options["source"])
        target = format_named(options["target"])
        tally, pieces = convert(stream, source, target, self.report, options["encoding"], self.progress)
        if output:
            save(Path(output), pieces)
        else:
            for piece in pieces:
                self.stdout.write(piece, ending="")
        return tally

    def report(self, line: str) -> None:
        self.stderr.write(line)

    def progress(self, count: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{count:,}", ending="")


def save(path: Path, pieces: Any) -> None:
    """Writes beside the file first, so that a failure leaves what was there before."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            out.writelines(pieces)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
