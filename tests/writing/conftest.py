"""Programs that write: each has the token of a curator."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from archive.writing.models import Token
from sources.models import Agent, Source

QUOTATIONS = "/api/v1/desk/quotations/"


def secret_of(account: User, **values: Any) -> str:
    """Make a token that may do everything its account may, unless told otherwise, and return its secret."""
    values = {"may_write": True, "may_publish": True, "expires_at": timezone.now() + timedelta(days=1)} | values
    token = Token(account=account, name="test", **values)
    secret = token.new_secret()
    token.save()
    return secret


class Program:
    """A client of the API with a token."""

    def __init__(self, secret: str) -> None:
        self.client, self.headers = Client(), {"Authorization": f"Bearer {secret}"}

    def ask(self, method: str, address: str, body: Any = None, **headers: Any) -> Any:
        """Send a request; names of headers are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
        sent = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
        return self.client.generic(method, address, headers=self.headers | named, **sent)

    def get(self, address: str, **headers: Any) -> Any:
        return self.ask("GET", address, **headers)

    def post(self, address: str, body: Any = None, **headers: Any) -> Any:
        return self.ask("POST", address, body, **headers)

    def change(self, address: str, method: str = "PATCH", body: Any = None, **headers: Any) -> Any:
        """Read a record and change it at once, from what was read."""
        record = "/".join(address.split("/")[:6]) + "/"
        return self.ask(method, address, body, If_Match=self.get(record).headers.get("ETag"), **headers)


def at(record: Any, room: str = "quotations") -> str:
    return f"/api/v1/desk/{room}/{record.shown_id}/"


@pytest.fixture
def contributor(alice: User) -> Program:
    return Program(secret_of(alice))


@pytest.fixture
def editor(bob: User) -> Program:
    return Program(secret_of(bob))


@pytest.fixture
def wanted(trotsky: Agent, article: Source, my_life: Source) -> dict[str, Any]:
    """What a program would create: a quotation with a chain of two witnesses and a speaker with his role."""
    return {
        "words": "Neither war nor peace.",
        "language": "en",
        "attestations": [
            {"source": article.shown_id, "kind": "quotes"},
            {"source": my_life.shown_id, "kind": "original", "quoted_in": 1, "locator": 366, "seen_on": "2026-11-01"},
        ],
        "attributions": [{"agent": trotsky.shown_id, "role": 1, "rests_on": [1, 2]}],
        "uttered": {"edtf": "1918-01-28", "calendar": "julian"},
    }


@pytest.fixture
def faults() -> Callable[[Any], dict[str, str]]:
    """Read the faults of an answer, by field."""

    def read(response: Any) -> dict[str, str]:
        assert response.status_code == 422, response.content
        return {fault["field"]: fault["detail"] for fault in response.json()["errors"]}

    return read
