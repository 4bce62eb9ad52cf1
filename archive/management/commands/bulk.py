"""`manage.py bulk`: write everything that is public into one file."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIRequest
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.bulk.writing import WholeArchive


class SiteRequest(WSGIRequest):
    """A request to a site that this command names, so that addresses are the site's."""

    def __init__(self, site: str) -> None:
        address = urlsplit(site)
        if address.scheme not in ("http", "https") or not address.netloc:
            raise CommandError(f"{site!r} is no address of a site; write https://archive.example.org.")
        told = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "wsgi.input": BytesIO(), "wsgi.url_scheme": address.scheme}
        super().__init__(told)
        self.host = address.netloc

    def get_host(self) -> str:
        return self.host


class Command(BaseCommand):
    """Writes the same file that /api/v1/bulk/ gives, under its own name unless another is given."""

    help = "Write everything that is public as one zip file: JSON Lines, CSV, TEI, linked data, hashes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("output", type=Path, nargs="?", default=Path("."), help="A file, or the folder for one.")
        parser.add_argument("--site", default="http://localhost:8000", help="The site's address: https://….")

    def handle(self, *, output: Path, site: str, **options: Any) -> None:
        whole = WholeArchive(SiteRequest(site))
        file = output / f"{whole.name}.zip" if output.is_dir() else output
        unfinished = file.with_name(f"{file.name}.{os.getpid()}.part")
        try:
            with open(unfinished, "wb") as out:
                out.writelines(whole)
            unfinished.replace(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from None
        finally:
            whole.close()
            unfinished.unlink(missing_ok=True)
        self.stdout.write(str(file))
