"""`manage.py serve`: prepare what is missing, then serve the archive with granian."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive import environment, serving


class Command(BaseCommand):
    """Serves the archive at HOST:PORT until it is told to stop."""

    help = "Prepare database, first corpus and static files, and serve the archive at HOST:PORT."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=None)
        parser.add_argument("--prepare", action="store_true", help="Prepare everything, but do not serve.")

    def handle(self, *, host: str, port: int | None, prepare: bool, **options: Any) -> None:
        try:
            port = port or environment.number("PORT", 8000, 1, 65535)
            workers = environment.number("WORKERS", 1, 1, 64)
            self.prepare(host, port)
        except (serving.CannotServe, ImproperlyConfigured) as error:
            raise CommandError(f"Testimonia cannot start: {error}") from None
        if not prepare:
            self.serve(host, port, workers)

    def prepare(self, host: str, port: int) -> None:
        """Put everything in place, saying what takes time."""
        serving.check_styles(environment.words("CITATION_STYLES"))
        serving.check_data_folder(settings.DATA_DIR)
        serving.check_address(host, port)
        serving.migrate(self.say)
        serving.load_first_corpus(self.say)
        curator = serving.first_curator()
        serving.collect_static(self.say)
        if curator:
            self.say(
                f"The first curator is “{curator[0]}”, password {curator[1]} (shown this once; sign in at /admin/)."
            )

    def serve(self, host: str, port: int, workers: int) -> None:
        """Become the server: its process takes this one's place, and with it the signals."""
        shown = f"[{host}]" if ":" in host else host
        self.say(f"Testimonia is at http://{shown}:{port}/")
        arguments = environment.server(host, port, workers)
        surroundings = environment.MEMORY | os.environ | serving.local_environment(host)
        os.execve(sys.executable, arguments, surroundings)  # noqa: S606 - no shell is wanted

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
