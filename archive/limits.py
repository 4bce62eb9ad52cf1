"""Limits: how often one client may ask the API, counted for all processes of a machine, and told in every answer.

The header fields are those of the IETF's draft "RateLimit header fields for HTTP"; a refusal is a
problem of the type that it registers.
"""

import ipaddress
import logging
import random
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from archive.environment import Rate
from archive.problems import is_of_api, plain_problem

logger = logging.getLogger(__name__)

EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded"
WHOLE = ("/api/v1/bulk", "/archive.tei.xml")  # what gives everything at once
SHARE_SWEPT = 0.01  # of the new windows, after which all that are over are forgotten
NETWORK = 64  # bits of an IPv6 address that are one client's
TABLE = "CREATE TABLE IF NOT EXISTS asked (client TEXT PRIMARY KEY, until INTEGER NOT NULL, count INTEGER NOT NULL)"
COUNT = """
INSERT INTO asked (client, until, count) VALUES (:client, :now + :seconds, 1)
ON CONFLICT (client) DO UPDATE SET
    count = CASE WHEN until > :now THEN count + 1 ELSE 1 END,
    until = CASE WHEN until > :now THEN until ELSE excluded.until END
RETURNING count, until
"""


@dataclass(frozen=True)
class Policy:
    """A limit: its name, and how many requests it allows in how many seconds."""

    name: str
    rate: Rate

    def __str__(self) -> str:
        return f'"{self.name}";q={self.rate.quota};w={self.rate.seconds}'


@dataclass(frozen=True)
class Spent:
    """What a client has used of a limit."""

    policy: Policy
    count: int
    seconds_left: int

    @property
    def is_too_much(self) -> bool:
        return self.count > self.policy.rate.quota

    def mark(self, response: HttpResponse) -> HttpResponse:
        """Tell in an answer what is allowed and what is left."""
        left = max(0, self.policy.rate.quota - self.count)
        response.headers["RateLimit-Policy"] = str(self.policy)
        response.headers["RateLimit"] = f'"{self.policy.name}";r={left};t={self.seconds_left}'
        return response

    def refusal(self) -> HttpResponse:
        """Refuse the request, and say when to ask again."""
        detail = f"This is more than {self.policy.rate}; ask again in {self.seconds_left} seconds."
        told: dict[str, Any] = {"type": EXCEEDED, "violated-policies": [self.policy.name]}
        response = plain_problem(429, detail, **told)
        response.headers["Retry-After"] = str(self.seconds_left)
        return response


class LimitsMiddleware:
    """Counts what each client asks of the API, and refuses what is too much."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        policy = policy_of(request)
        if policy is None or not policy.rate.quota:
            return self.get_response(request)
        spent = spend(policy, client_of(request))
        return spent.mark(spent.refusal() if spent.is_too_much else self.get_response(request))


def policy_of(request: HttpRequest) -> Policy | None:
    """Return the limit under which a request falls; None for pages, which are for people."""
    if request.path_info.startswith(WHOLE) and request.method == "GET":
        return Policy("bulk", settings.BULK_RATE)
    return Policy("api", settings.API_RATE) if is_of_api(request) else None


def client_of(request: HttpRequest) -> str:
    """Return the network address that asks: behind a proxy the one that the proxy has seen itself.

    What a client writes into `X-Forwarded-For` stands to the left of that.
    """
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", seen).rsplit(",", 1)[-1].strip()
    try:
        address = ipaddress.ip_address(seen)
    except ValueError:
        return seen[:64]
    if address.version == 6 and not address.ipv4_mapped:
        return str(ipaddress.ip_network((address, NETWORK), strict=False))
    return str(address.ipv4_mapped or address) if address.version == 6 else str(address)


def spend(policy: Policy, client: str) -> Spent:
    """Count one more request; where that cannot be counted, the client is not made to pay for it."""
    now = int(time.time())
    asked = {"client": _hidden(f"{policy.name} {client}"), "now": now, "seconds": policy.rate.seconds}
    try:
        count, until = _counted(asked)
    except (sqlite3.Error, OSError) as error:
        logger.warning("requests cannot be counted: %s", error)
        count, until = 1, now + policy.rate.seconds
    return Spent(policy, count, max(1, until - now))


def _hidden(client: str) -> str:
    """Return what stands for a client: addresses of readers are not kept."""
    return salted_hmac("archive.limits", client).hexdigest()[:32]


def _counted(asked: dict[str, Any]) -> tuple[int, int]:
    connection = _connection(Path(settings.DATA_DIR) / "limits.sqlite3")
    ((count, until),) = connection.execute(COUNT, asked).fetchall()
    if count == 1 and random.random() < SHARE_SWEPT:  # noqa: S311
        connection.execute("DELETE FROM asked WHERE until <= ?", [asked["now"]])
    return count, until


_own = threading.local()


def _connection(file: Path) -> sqlite3.Connection:
    """Return this thread's connection; what it keeps may be lost with the machine, so nothing waits for the disk."""
    if getattr(_own, "file", None) != file:
        forget()
        connection = sqlite3.connect(file, timeout=2, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(TABLE)
        _own.file, _own.connection = file, connection
    return _own.connection


def forget() -> None:
    """Close this thread's connection."""
    if getattr(_own, "file", None):
        _own.connection.close()
        _own.file = None
