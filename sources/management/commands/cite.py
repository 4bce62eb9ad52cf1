"""`manage.py cite ITEMS.json --style ID`: renders a CSL-JSON file in any citation style."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sources.styles.csl.errors import CitationError
from sources.styles.csl.filing import FORMATS, CiteRequest, write


class Command(BaseCommand):
    # Nothing of the archive is asked, so that nothing of it has to be checked first.
    requires_system_checks: list[str] = []
    help = "Render the items of a CSL-JSON file: one bibliography, or with --each one JSON object a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("items", type=Path, help="a CSL-JSON file")
        parser.add_argument("--style", required=True, help="the id of a style, such as apa")
        parser.add_argument("--locale", default="", help="a language tag, such as ru-RU; by default the style's own")
        parser.add_argument("--format", default="text", choices=FORMATS)
        parser.add_argument("--each", action="store_true", help="render each item by itself, as JSON lines")

    def handle(self, *args: object, **options: object) -> None:
        request = CiteRequest(options["items"], options["style"], options["locale"], options["format"], options["each"])
        try:
            for piece in write(request, self._progress):
                self.stdout.write(piece)
        except CitationError as error:
            raise CommandError(str(error)) from None

    def _progress(self, words: str) -> None:
        self.stderr.write(words)
