"""The curators whose names stand in the log, and what every test of it asks."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from archive.revisions.checking import check
from archive.revisions.models import Entry
from archive.revisions.recording import recording


@pytest.fixture
def alice(db: None) -> User:
    """An editor."""
    return User.objects.create_superuser("alice")


@pytest.fixture
def bob(db: None) -> User:
    """Another editor."""
    return User.objects.create_superuser("bob")


def actions() -> list[str]:
    """Return what was done, in the order of the log."""
    return list(Entry.objects.order_by("sequence").values_list("action", flat=True))


def findings() -> list[str]:
    """Return everything that check_log would say."""
    return [str(finding) for finding in check()]


class Interrupted(Exception):
    """Something goes wrong after a write."""


def interrupted(write: Callable[[], object]) -> None:
    """Write within a recording that then fails."""
    with recording():
        write()
        raise Interrupted
