"""`manage.py convert`, for whoever calls it from within Django; on the command line it runs without."""

from argparse import ArgumentParser, Namespace
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources.formats.calling import HELP, ConversionFailed, add_arguments, run


class Command(BaseCommand):
    help = HELP
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run(Namespace(**options), lambda piece: self.stdout.write(piece, ending=""), self.stderr.write)
        except ConversionFailed as fault:
            raise CommandError(str(fault)) from None
