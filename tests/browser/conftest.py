"""An archive for a browser to read, and one who reads it."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, Request
from pytest_django.live_server_helper import LiveServer

from archive.events.models import Event
from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests import cast


@dataclass
class Reader:
    """One who reads the archive with a browser, and everything that went wrong meanwhile."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._look_at)

    def _look_at(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:")):
            self.complaints.append(f"asks a third party: {request.url}")

    def open(self, address: str) -> Page:
        self.page.goto(self.site + address)
        return self.page


@pytest.fixture
def archive(transactional_db: None, live_server: LiveServer) -> str:
    """The address of an archive with one of everything."""
    return live_server.url


@pytest.fixture
def addresses(archive: str, boots: Quotation, trotsky: Agent, my_life: Source, brest_litovsk: Event) -> list[str]:
    """One address of every kind of page, without its language."""
    original = cast.quotation("Генерал Гофман клал сапог на стол […].", trotsky, my_life, language="ru")
    Quotation.objects.filter(pk=boots.pk).update(translation_of=original)
    doubted = cast.quotation("Peace [now] [sic].", trotsky, language="en", mode="paraphrase", standing="disputed")
    records = (boots, doubted, brest_litovsk, trotsky, my_life)
    lists = ["/quotations/", "/people/", "/events/", "/sources/", "/quotations/?from_year=soon&standing=probable"]
    lists += [
        "/quotations/?q=軍+OR+war&language=ja&decade=1910",
        "/quotations/?q=nothing+of+this&language=ja",
        "/browse/",
        "/today/",
    ]
    return ["/", "/about/", "/nowhere", *lists, *(record.get_absolute_url() for record in records)]
