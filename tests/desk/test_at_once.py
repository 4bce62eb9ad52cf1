"""Two curators who press their buttons in the same moment: exactly one wins."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions import log
from archive.revisions.checking import check
from tests import cast
from tests.cast import curator, signed_in
from tests.desk.entering import address, entered, list_address, seen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def words() -> Quotation:
    return cast.quotation("Words.", cast.trotsky(), cast.article(), language="en", state=State.DRAFT)


@pytest.fixture
def both(words: Quotation) -> list[Client]:
    return [signed_in(curator(name, "editor")) for name in ("bob", "dora")]


def at_once(clients: list[Client], where: str, posts: list[dict[str, Any]]) -> list[int]:
    """Post from each client in the same moment, and return what each was answered, sorted."""
    start = Barrier(len(clients))

    def post(client: Client, posted: dict[str, Any]) -> int:
        try:
            start.wait()
            return client.post(where, posted).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        return sorted(pool.map(post, clients, posts))


def test_one_form_wins_and_the_other_loses_nothing(both: list[Client], words: Quotation) -> None:
    posts = [entered(client.get(address(words))) | {"note": f"Note {n}."} for n, client in enumerate(both)]
    before = log.sequence()

    assert at_once(both, address(words), posts) == [200, 302]

    assert log.sequence() == before + 1
    assert Quotation.objects.get(pk=words.pk).note in ("Note 0.", "Note 1.")
    assert not list(check())


def test_one_joining_wins(both: list[Client], words: Quotation) -> None:
    posts = [entered(client.get(address(words))) | {"note": f"Note {n}."} for n, client in enumerate(both)]
    Quotation.objects.filter(pk=words.pk).update(words_before="Before.")
    met = {"met_revision": log.revision_of(words)}

    assert at_once(both, address(words), [posted | met for posted in posts]) == [200, 302]

    assert Quotation.objects.get(pk=words.pk).words_before == "Before."


def test_one_deletion_or_publication_wins(both: list[Client], words: Quotation) -> None:
    chosen = {"_selected_action": [words.pk], "post": "yes", **seen()}
    before = log.sequence()

    at_once(both, list_address(Quotation), [chosen | {"action": name} for name in ("publish", "delete_selected")])

    assert log.sequence() == before + 1
    assert not list(check())
