"""What the tests of the search may ask for: an index of their own, and a log that they write themselves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import models

from archive.quotations.models import Quotation
from archive.search import feed, serving
from archive.search.feed import Change
from tests.search import corpus


@pytest.fixture(autouse=True)
def index_folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Let each test begin without an index."""
    settings.DATA_DIR = tmp_path
    serving.forget()
    yield tmp_path / "index"
    serving.forget()


class Log:
    """A log that tests write by hand."""

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def note(self, *records: models.Model) -> None:
        """Note that records have changed."""
        for record in records:
            self.changes.append(Change(len(self.changes) + 1, record._meta.model_name or "", record.pk))

    def sequence(self) -> int:
        return len(self.changes)

    def since(self, number: int, limit: int) -> list[Change]:
        return self.changes[number : number + limit]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    """Let the index follow a log of this test's own."""
    log = Log()
    monkeypatch.setattr(feed, "sequence", log.sequence)
    monkeypatch.setattr(feed, "since", log.since)
    return log


@pytest.fixture
def shelf(db: None, log: Log) -> dict[str, Quotation]:
    """A shelf of known quotations, by a short name each."""
    return corpus.shelve()
