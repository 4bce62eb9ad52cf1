"""What the environment says: each setting read once, with an error that names it."""

import contextlib
import os
import re
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from sources.labels import valid_tag

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


def flag(name: str, default: bool) -> bool:
    """Return a yes-or-no setting; raises ImproperlyConfigured for any other word."""
    word = os.environ.get(name, "1" if default else "0").strip().lower()
    if word not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {word!r}; write 1 or 0.")
    return word in TRUE


def words(name: str) -> list[str]:
    """Return a setting that lists words, separated by commas or spaces."""
    return os.environ.get(name, "").replace(",", " ").split()


def number(name: str, default: int, lowest: int, highest: int) -> int:
    """Return a setting that is a whole number within bounds."""
    word = os.environ.get(name, str(default))
    if not (word.isascii() and word.isdigit() and len(word) < 12 and lowest <= int(word) <= highest):
        raise ImproperlyConfigured(f"{name} is {word!r}; write a number from {lowest} to {highest}, as {default}.")
    return int(word)


def origins(name: str) -> list[str]:
    """Return a setting that lists origins, each with its scheme."""
    found = words(name)
    for origin in found:
        if not origin.startswith(("https://", "http://")):
            raise ImproperlyConfigured(f"{name} has {origin!r}; write its scheme too, as https://{origin}.")
    return found


@dataclass(frozen=True)
class Rate:
    """How many requests in how many seconds; a quota of 0 is no limit."""

    quota: int
    seconds: int

    def __str__(self) -> str:
        named = {seconds: unit for unit, seconds in UNITS.items()}
        unit = named[self.seconds]
        return f"{self.quota} requests {'an' if unit == 'hour' else 'a'} {unit}"


def rate(name: str, default: str) -> Rate:
    """Return a setting that is a rate, as 600/minute; 0 is no limit."""
    word = os.environ.get(name, default).strip().lower()
    quota, _slash, unit = word.partition("/")
    if word == "0":
        return Rate(0, 1)
    if not (quota.isascii() and quota.isdecimal() and len(quota) < 10 and unit in UNITS):
        raise ImproperlyConfigured(f"{name} is {word!r}; write a rate, as {default}, or 0 for no limit.")
    return Rate(int(quota), UNITS[unit])


def admin_email() -> str:
    """Return `ADMIN_EMAIL`, whom the programs of libraries tell their people to write to; "" where it is not set."""
    address = os.environ.get("ADMIN_EMAIL", "").strip()
    with_name, _at, domain = address.partition("@")
    if address and (not with_name or not re.fullmatch(r"[^@.]+(\.[^@.]+)+", domain) or len(address.split()) > 1):
        raise ImproperlyConfigured(f"ADMIN_EMAIL is {address!r}; write an address, as archive@example.org.")
    return address


def language(name: str, default: str) -> str:
    """Return a setting that is a language, as BCP 47 writes it."""
    tag = os.environ.get(name, "").strip() or default
    if not valid_tag(tag):
        raise ImproperlyConfigured(f"{name} is {tag!r}; write a language tag, as ja, ru or en-GB.")
    return tag


def data_folder(default: Path) -> Path:
    """Return the one folder of everything that must be backed up, and make it if that can be done."""
    folder = Path(os.environ.get("DATA_DIR") or default).expanduser().resolve()
    with contextlib.suppress(OSError):  # a command that needs the folder says so more clearly
        folder.mkdir(parents=True, exist_ok=True)
    return folder


# Workers give arrays of a search back to the C library, which keeps 16 MB of them: asking the system for their pages
# each time would take longer than reckoning with them, and with 8 MB it does. One arena, since threads wait for each
# other in Python anyway.
MEMORY = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": str(32 * 2**20),
    "MALLOC_TRIM_THRESHOLD_": str(16 * 2**20),
}


def server(host: str, port: int, workers: int) -> list[str]:
    """Return the command that serves the archive."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    threads = min(8, 2 * (os.cpu_count() or 1) + 1)  # each holds a connection to the database
    command += ["--workers", str(workers), "--blocking-threads", str(threads), "--backpressure", "64"]
    command += ["--respawn-failed-workers", "--respawn-interval", "0.5"]  # one that dies takes no other with it
    return [*command, "--log-level", "warning", "--workers-kill-timeout", "5", "archive.wsgi:application"]


def database(data: Path) -> dict[str, object]:
    """Return Django's settings of the database that `DATABASE_URL` names, by default SQLite in `data`."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{data / 'archive.sqlite3'}"
    try:
        config = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except (ValueError, KeyError) as error:  # the parser's own error is a ValueError
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read ({_reason(error)}). {_EXAMPLE}") from None
    if config["ENGINE"].endswith("sqlite3"):
        return _sqlite(config)
    if config["ENGINE"].endswith("postgresql"):
        return dict(config)
    raise ImproperlyConfigured(f"DATABASE_URL names a database that is not supported. {_EXAMPLE}")


_EXAMPLE = "Write for instance postgres://user:password@host:5432/name, or leave it out for SQLite."


def _reason(error: Exception) -> str:
    return str(error).split("\n")[0].split(". ")[0].rstrip(".")


def _sqlite(config: dict[str, object]) -> dict[str, object]:
    """Write-ahead logging lets readers go on while a curator saves; IMMEDIATE makes writers queue.

    Each thread has a connection, and each connection a cache of its own, so that is small; the system caches the file.
    """
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-2000;"
    return config | {"OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}}


def secret_key(debug: bool) -> str:
    """Return `SECRET_KEY`; without one only a debugging site starts, with a key of its own each time."""
    key = os.environ.get("SECRET_KEY", "")
    if key or not debug:
        return _long_enough(key)
    return secrets.token_urlsafe(50)


def _long_enough(key: str) -> str:
    if len(key) < 50 or len(set(key)) < 5:
        raise ImproperlyConfigured(
            "with DEBUG off, SECRET_KEY must be set, to 50 random characters or more; make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return key


def hosts(debug: bool) -> list[str]:
    """Return `ALLOWED_HOSTS`; a site that does not debug must name them."""
    names = words("ALLOWED_HOSTS")
    if not names and not debug:
        raise ImproperlyConfigured("with DEBUG off, ALLOWED_HOSTS must name the site's hosts, as archive.example.org.")
    return names or ["localhost", "127.0.0.1", "[::1]"]
