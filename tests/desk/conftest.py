"""The curators: Alice contributes, Bob edits, Charlie administers."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import translation

from archive.events.models import Event
from archive.publishing import State
from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests import cast


def curator(name: str, group: str) -> User:
    """Make a curator of a group."""
    user = User.objects.create_user(name, password="a long password", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Forget the language of the page that a test before has asked for."""
    with translation.override("en"):
        yield


@pytest.fixture
def alice(db: None) -> User:
    return curator("alice", "contributor")


@pytest.fixture
def bob(db: None) -> User:
    return curator("bob", "editor")


@pytest.fixture
def charlie(db: None) -> User:
    return curator("charlie", "administrator")


@pytest.fixture
def contributor(alice: User) -> Client:
    return signed_in(alice)


@pytest.fixture
def editor(bob: User) -> Client:
    return signed_in(bob)


@pytest.fixture
def administrator(charlie: User) -> Client:
    return signed_in(charlie)


@pytest.fixture
def own_draft(alice: User, trotsky: Agent, article: Source) -> Quotation:
    """A draft that Alice made."""
    return cast.quotation("Ripening words.", trotsky, article, language="en", state=State.DRAFT, created_by=alice)


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
