"""What the tests of editions share."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from archive.editions import keeping
from archive.quotations.models import Quotation

Reworded = Callable[[str, datetime], None]


@pytest.fixture
def reworded(boots: Quotation, monkeypatch: pytest.MonkeyPatch) -> Reworded:
    """Give the published quotation other words at a time."""

    def reword(words: str, at: datetime) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(keeping.timezone, "now", lambda: at)
            boots.words = words
            boots.save()

    return reword


def year(number: int) -> datetime:
    """Return New Year's noon of a year to come, since editions of the cast are of today."""
    return datetime(number, 1, 1, 12, tzinfo=UTC)
