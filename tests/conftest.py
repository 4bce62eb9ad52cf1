"""What every test may ask for: the cast, and a visitor who reads."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

from archive.events.models import Event
from archive.kept_pages import PAGES
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions.recording import recording
from archive.search import serving
from sources.models import Agent, Source
from tests import cast

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# What a browser may not do in a test: sandboxes need privileges, and calling home needs a network.
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--asking-database", action="store_true", help="run only the tests that ask a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a second database, leave out what would be the same again: tests that ask none."""
    if config.getoption("--asking-database"):
        config.hook.pytest_deselected(items=[item for item in items if not asks_database(item)])
        items[:] = filter(asks_database, items)


def asks_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
    return bool(item.get_closest_marker("django_db") or fixtures & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module, since two of Playwright's event loops cannot be in one process; none, and it is skipped.

    The loop makes Django wary of its database meanwhile.
    """
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Begin each test in English, whatever page the one before it read."""
    with translation.override("en"):
        yield


@pytest.fixture
def visitor() -> Client:
    """A reader who has not signed in."""
    return Client()


@pytest.fixture
def alice(db: None) -> User:
    """A contributor."""
    return cast.curator("alice", "contributor")


@pytest.fixture
def bob(db: None) -> User:
    """An editor."""
    return cast.curator("bob", "editor")


@pytest.fixture
def charlie(db: None) -> User:
    """An administrator."""
    return cast.curator("charlie", "administrator")


@pytest.fixture
def trotsky(db: None) -> Agent:
    with recording():
        return cast.trotsky()


@pytest.fixture
def my_life(trotsky: Agent) -> Source:
    with recording():
        return cast.my_life(trotsky)


@pytest.fixture
def article(db: None) -> Source:
    with recording():
        return cast.article()


@pytest.fixture
def brest_litovsk(article: Source) -> Event:
    with recording():
        return cast.brest_litovsk(article)


@pytest.fixture
def boots(trotsky: Agent, my_life: Source, article: Source, brest_litovsk: Event) -> Quotation:
    """Trotsky on the general's boots: a published quotation with a chain of two witnesses."""
    with recording():
        quotation = cast.quotation(cast.BOOTS, trotsky, article, my_life, translated_from="ru")
        cast.link(quotation, brest_litovsk)
    return quotation


@pytest.fixture
def draft_quotation(trotsky: Agent, article: Source) -> Quotation:
    """A quotation that no visitor may see."""
    with recording():
        return cast.quotation("Unripe words.", trotsky, article, language="en", state=State.DRAFT)


@pytest.fixture
def own_draft(alice: User, trotsky: Agent, article: Source) -> Quotation:
    """A draft that Alice made."""
    return cast.quotation("Ripening words.", trotsky, article, language="en", state=State.DRAFT, created_by=alice)


@pytest.fixture(autouse=True)
def index_folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Let each test begin without an index, since the archive that it was made of is gone."""
    settings.DATA_DIR = tmp_path
    serving.forget()
    PAGES.forget()
    yield tmp_path / "index"
    serving.forget()
