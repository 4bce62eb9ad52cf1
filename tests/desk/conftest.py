"""The curators: Alice contributes, Bob edits, Charlie administers."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.events.models import Event
from archive.publishing import State
from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests import cast


@pytest.fixture
def contributor(alice: User) -> Client:
    return cast.signed_in(alice)


@pytest.fixture
def editor(bob: User) -> Client:
    return cast.signed_in(bob)


@pytest.fixture
def administrator(charlie: User) -> Client:
    return cast.signed_in(charlie)


@pytest.fixture
def curators(contributor: Client, editor: Client, administrator: Client, visitor: Client) -> dict[str, Client]:
    """Everybody by name, for tables."""
    return {"visitor": visitor, "contributor": contributor, "editor": editor, "administrator": administrator}


@pytest.fixture
def records(
    boots: Quotation, own_draft: Quotation, draft_quotation: Quotation, brest_litovsk: Event, alice: User
) -> dict[str, Any]:
    """Records by what they are, for tables."""
    submitted = cast.quotation(
        "Submitted words.", Agent.objects.get(), boots.witness.source, state=State.IN_REVIEW, created_by=alice
    )
    return {
        "published quotation": boots,
        "own draft": own_draft,
        "another's draft": draft_quotation,
        "own quotation in review": submitted,
        "published event": brest_litovsk,
        "own unused source": Source.objects.create(title="Unused", created_by=alice),
        "another's unused source": Source.objects.create(title="Elsewhere"),
        "public source": boots.witness.source,
        "public speaker": Agent.objects.get(),
    }
