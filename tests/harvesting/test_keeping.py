"""Headers follow the editions, and get their times when others can see them."""

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from archive import environment
from archive.harvesting import keeping
from archive.harvesting.models import Header
from archive.publishing import State
from archive.quotations.models import Quotation
from tests.harvesting.conftest import Ask, ids


def test_writer_gives_the_time_after_the_commit(
    boots: Quotation, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        boots.words = "Other words."
        boots.save()
    assert not Header.objects.get().is_waiting


def test_harvester_who_comes_while_another_writes_is_asked_to_come_again(
    visitor: Client, boots: Quotation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked() -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(keeping, "stamp", locked)
    answer = visitor.get("/oai?verb=Identify")
    assert answer.status_code == 503 and int(answer["Retry-After"]) > 0


def test_change_that_is_committed_while_a_page_is_made_is_on_it(
    ask: Ask, three: list[Quotation], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first stamp comes before the change, which the page finds without a time."""
    ask("Identify")
    stamp, calls = keeping.stamp, iter((lambda: three[1].pass_to(State.WITHDRAWN),))
    monkeypatch.setattr(keeping, "stamp", lambda: next(calls, stamp)())
    found = ids(ask("ListRecords", metadataPrefix="oai_dc"))
    assert found == [three[0].shown_id, f"-{three[1].shown_id}", three[2].shown_id]


def test_archive_without_headers_gets_them_when_it_is_migrated(ask: Ask, three: list[Quotation]) -> None:
    three[1].pass_to(State.WITHDRAWN)
    Header.objects.all().delete()
    keeping.begin_headers()
    keeping.begin_headers()
    found = ids(ask("ListIdentifiers", metadataPrefix="oai_dc", set="language:en"))
    assert sorted(found) == sorted([three[0].shown_id, f"-{three[1].shown_id}", three[2].shown_id])


@pytest.mark.parametrize("address", ["me", "me@localhost", "@example.org", "me and you@example.org"])
def test_address_of_the_administrator_must_be_one(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_EMAIL", address)
    with pytest.raises(environment.ImproperlyConfigured, match="ADMIN_EMAIL"):
        environment.admin_email()
