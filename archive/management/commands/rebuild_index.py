"""Make the search index anew from the database."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from archive.search.building import READING, rebuild
from archive.search.layout import Busy

GENTLY = 10  # steps of priority below the server's


class Command(BaseCommand):
    """The old index serves until the new one is ready."""

    help = "Makes the search index anew from the database; the old one serves until the new one is ready."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-free", action="store_true", help="do nothing where another process is at it")
        parser.add_argument("--gently", action="store_true", help="let those who answer readers go first")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["gently"]:
            os.nice(GENTLY)
        self.count = 0
        self.verbosity, self.began, self.told_at = options["verbosity"], time.perf_counter(), 0.0
        self.worked = sum(os.times()[:4])  # of this process and those that it started
        try:
            rebuild(self.tell, wait=not options["if_free"])
        except Busy:
            self.say("Another process is making the index.")
        else:
            took, worked = time.perf_counter() - self.began, sum(os.times()[:4]) - self.worked
            self.say(f"Made an index of {self.count} in {took:.1f} seconds, with {worked:.1f} of processor time")

    def tell(self, what: str, done: int, count: int) -> None:
        """Say how far it has come, no more than once a second."""
        self.count = done if what == READING else self.count
        now = time.perf_counter()
        if now - self.told_at >= 1 or done == count:
            self.told_at = now
            rate = f", {done / (now - self.began):.0f} a second" if what == READING else ""
            self.say(f"{done} of {count} {what}{rate}")

    def say(self, text: str) -> None:
        if self.verbosity:
            self.stdout.write(text)
