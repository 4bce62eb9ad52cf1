"""`manage.py export FORMAT`: write sources or quotations in a format of the shelf."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.exporting import references_of_quotations, references_of_sources
from archive.publishing import public_sources
from archive.quotations.models import Quotation
from archive.quotations.reading import cited
from sources.formats import format_named, writable_formats
from sources.formats.problems import Problem
from sources.models import Source
from sources.reference import Reference


class Command(BaseCommand):
    """Writes what is public, or with --everything the drafts too, as a stream of any length."""

    help = "Write the public sources, or quotations, in a bibliographic format."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("format", choices=[known.name for known in writable_formats()], help="The format to write.")
        parser.add_argument("--output", type=Path, help="Where to write; standard output if left out.")
        parser.add_argument("--quotations", action="store_true", help="Write quotations instead of sources.")
        parser.add_argument("--everything", action="store_true", help="Write also what is not public.")
        parser.add_argument("--site", default="", help="The site's address, for those of quotations: https://….")

    def handle(self, *, output: Path | None, **options: Any) -> None:
        pieces = self.pieces(options)
        if output is None:
            for piece in pieces:
                self.stdout.write(piece, ending="")
            return
        try:
            with open(output, "w", encoding="utf-8", errors="backslashreplace", newline="") as out:
                out.writelines(pieces)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from None

    def pieces(self, options: dict[str, Any]) -> Iterator[str]:
        """Yield the text of the file; what the format cannot keep is told on standard error."""
        for piece in format_named(options["format"]).write(self.references(options)):
            if isinstance(piece, Problem):
                self.stderr.write(": ".join(filter(None, (piece.id, piece.field, piece.reason))))
            else:
                yield piece

    def references(self, options: dict[str, Any]) -> Iterator[Reference]:
        if options["quotations"]:
            quotations = Quotation.objects.all() if options["everything"] else Quotation.objects.published()
            site = options["site"].rstrip("/")
            return references_of_quotations(cited(quotations).order_by("pk"), lambda one: f"{site}/q/{one.shown_id}")
        sources = Source.objects.all() if options["everything"] else public_sources()
        return references_of_sources(sources.order_by("pk"))
