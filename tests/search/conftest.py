"""What the tests of the search may ask for: an index of their own, and a log that they write themselves."""

import pytest
from django.db import models

from archive.quotations.models import Quotation
from archive.revisions.recording import recording
from archive.search import feed
from archive.search.feed import Change
from tests.search import corpus


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
    with recording():
        return corpus.shelve()
