"""Make the search index anew from the database."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from archive.search.building import rebuild
from archive.search.layout import Busy


class Command(BaseCommand):
    """The old index serves until the new one is ready."""

    help = "Makes the search index anew from the database; the old one serves until the new one is ready."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-free", action="store_true", help="do nothing where another process is at it")

    def handle(self, *args: Any, **options: Any) -> None:
        self.verbosity, self.began = options["verbosity"], time.perf_counter()
        try:
            rebuild(self.tell, wait=not options["if_free"])
        except Busy:
            self.say("Another process is making the index.")

    def tell(self, done: int, count: int) -> None:
        """Say how far it has come."""
        seconds = time.perf_counter() - self.began
        self.say(f"{done} of {count} quotations, {done / seconds:.0f} a second")

    def say(self, text: str) -> None:
        if self.verbosity:
            self.stdout.write(text)
