"""What the tests of representations share: one record of each kind, and how to ask for it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from archive.editions.models import Edition
from archive.events.models import Event
from archive.quotations.models import Quotation
from sources.models import Agent, Source

Asking = Callable[..., HttpResponse]


@pytest.fixture
def one_of_each(boots: Quotation, my_life: Source, trotsky: Agent, brest_litovsk: Event) -> dict[str, Any]:
    """A record of each kind that has representations, by the kind."""
    edition = Edition.objects.get()
    return {"quotation": boots, "edition": edition, "source": my_life, "person": trotsky, "event": brest_litovsk}


@pytest.fixture
def asking(visitor: Client) -> Asking:
    """Ask for a record's page as a client that accepts something."""

    def ask(record: Any, accept: str, prefix: str = "", **headers: str) -> HttpResponse:
        return visitor.get(prefix + record.get_absolute_url(), headers={"Accept": accept} | headers)

    return ask
