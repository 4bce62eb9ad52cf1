"""What the tests of harvesting share: a harvester who reads answers, and a clock that they set."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from archive.harvesting import answering, keeping, views
from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests import cast

OAI = "{http://www.openarchives.org/OAI/2.0/}"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
Ask = Callable[..., etree._Element]


class Clock:
    """The time of day, which passes only when told."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def passes(self, seconds: int = 1) -> str:
        """Let time pass; returns the new time as harvesters write it."""
        self.at += timedelta(seconds=seconds)
        return f"{self.at:%Y-%m-%dT%H:%M:%SZ}"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in (keeping, views):
        monkeypatch.setattr(module, "timezone", clock)
    return clock


@pytest.fixture
def ask(visitor: Client) -> Ask:
    """Ask for a verb with arguments; `from_` is “from”."""

    def asked(verb: str, **arguments: str) -> etree._Element:
        given = {name.rstrip("_"): value for name, value in arguments.items()}
        answer = visitor.get("/oai", {"verb": verb, **given})
        assert answer.status_code == 200 and answer["Content-Type"] == "text/xml; charset=utf-8"
        return etree.fromstring(answer.content)

    return asked


def texts(answer: etree._Element, name: str) -> list[str]:
    """Return what all the elements of a name say."""
    return [found.text or "" for found in answer.iter(f"{OAI}{name}")]


def ids(answer: etree._Element) -> list[str]:
    """Return the permanent ids of all the records of an answer, those that are deleted with a minus."""
    headers = answer.iter(f"{OAI}header")
    return [("-" if head.get("status") else "") + head[0].text.rpartition("/")[2] for head in headers]


def error_codes(answer: etree._Element) -> list[str]:
    return [found.get("code") for found in answer.iter(f"{OAI}error")]


def pages(ask: Ask, verb: str = "ListRecords", **arguments: Any) -> Iterator[etree._Element]:
    """Yield each page of a list."""
    answer = ask(verb, **{"metadataPrefix": "oai_dc", **arguments})
    yield answer
    while tokens := [token for token in texts(answer, "resumptionToken") if token]:
        answer = ask(verb, resumptionToken=tokens[0])
        yield answer


@pytest.fixture
def three(trotsky: Agent, article: Source) -> list[Quotation]:
    """Three published quotations, in the order of their publication."""
    return [cast.quotation(f"Words {number}.", trotsky, article, language="en") for number in range(3)]


@pytest.fixture
def by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages hold a single record."""
    monkeypatch.setattr(answering, "PAGE_SIZES", dict.fromkeys(answering.PAGE_SIZES, 1))
