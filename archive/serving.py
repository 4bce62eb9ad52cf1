"""Bringing the archive up: what must be in place before the first reader comes."""

import hashlib
import os
import secrets
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from archive.quotations.models import Quotation
from sources.styles import UnknownStyle, style_named

FIRST_CORPUS = Path(__file__).resolve().parent / "corpus" / "intervention.yaml"


class CannotServe(Exception):
    """The archive cannot be served; the message is one clear line that says what to do."""


def check_data_folder(folder: Path) -> None:
    """Make the data folder; raises CannotServe when nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        reason = error.strerror or error
        raise CannotServe(f"the data folder {folder} cannot be written ({reason}); set DATA_DIR to another.") from None


def check_address(host: str, port: int) -> None:
    """Raise CannotServe when another program listens at the address, or it is not this machine's."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CannotServe(
            f"{host}:{port} cannot be used ({error.strerror}); set another, as: make serve PORT=8001"
        ) from None


def check_styles(names: Iterable[str]) -> None:
    """Raise CannotServe for a style that the CSL library does not have, with the nearest that it has."""
    for name in names:
        try:
            style_named(name)
        except UnknownStyle as error:
            raise CannotServe(f"CITATION_STYLES names {name!r}: {error}") from None


def migrate(say: Callable[[str], None]) -> None:
    """Bring the database's tables up to date; raises CannotServe when it cannot be reached.

    An archive that was there before is told each step, since with many quotations one may take minutes.
    """
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            say("Preparing the database ...")
            call_command("migrate", verbosity=1 if executor.loader.applied_migrations else 0, interactive=False)
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        raise CannotServe(f"the database cannot be reached ({reason}); look at DATABASE_URL.") from None


def load_first_corpus(say: Callable[[str], None]) -> None:
    """Give an empty archive the quotations that it was founded on."""
    if not Quotation.objects.exists():
        say("Loading the first corpus ...")
        call_command("load_archive", FIRST_CORPUS, verbosity=0)


def first_curator() -> tuple[str, str] | None:
    """Make the first curator if there is none; returns name and password, which is nowhere kept."""
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return None
    password = secrets.token_urlsafe(12)
    users.create_superuser("curator", password=password)
    return "curator", password


def collect_static(say: Callable[[str], None]) -> None:
    """Collect the static files again if any of them has changed since the last time."""
    stamp = settings.STATIC_ROOT / ".collected"
    now = _fingerprint()
    if not stamp.exists() or stamp.read_text() != now:
        say("Collecting static files ...")
        call_command("collectstatic", verbosity=0, interactive=False, clear=settings.STATIC_ROOT.exists())
        stamp.write_text(now)


def _fingerprint() -> str:
    """Return a digest of what the static files are made from: our own, and the locked packages' versions."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
    for file in _own_static_files():
        digest.update(f"{file.relative_to(settings.BASE_DIR)} {file.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def _own_static_files() -> Iterable[Path]:
    folders = [Path(folder) for folder in settings.STATICFILES_DIRS]
    return sorted(file for folder in folders for file in folder.rglob("*") if file.is_file())


def local_environment(host: str) -> dict[str, str]:
    """Return what a start on one's own machine needs when the environment names neither DEBUG nor SECRET_KEY.

    The site then does not debug, answers on this machine's names only, without HTTPS, and its
    secret key is made once and kept in the data folder.
    """
    if "DEBUG" in os.environ or "SECRET_KEY" in os.environ:
        return {}
    names = os.environ.get("ALLOWED_HOSTS") or f"{host} localhost 127.0.0.1 [::1] {socket.gethostname()}"
    return {
        "DEBUG": "0",
        "HTTPS": os.environ.get("HTTPS", "0"),
        "ALLOWED_HOSTS": names,
        "SECRET_KEY": _kept_key(),
    }


def _kept_key() -> str:
    file = settings.DATA_DIR / "secret_key"
    if not file.exists():
        with open(file, "x", opener=lambda path, flags: os.open(path, flags, 0o600)) as new:
            new.write(secrets.token_urlsafe(64))
    return file.read_text()
