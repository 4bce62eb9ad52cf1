"""A Chromium without a head, and an archive for it to read."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from archive.events.models import Event
from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests import cast

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# What a browser may not do in a test: sandboxes need privileges, and calling home needs a network.
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; the tests are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    # Playwright keeps an event loop in this thread, which makes Django wary of its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


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
