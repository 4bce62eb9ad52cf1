"""Where the log begins: with the first corpus, or with what an older archive has."""

from io import StringIO

import pytest
from django.core.management import call_command

from archive.editions.checking import check_editions
from archive.editions.models import Edition
from archive.harvesting.models import Header
from archive.loading import load
from archive.mirrors.models import Presence
from archive.quotations.models import Quotation
from archive.revisions import log
from archive.revisions.models import Entry, Head
from archive.serving import FIRST_CORPUS
from sources.models import Agent
from tests.revisions.conftest import findings

pytestmark = pytest.mark.django_db


def test_first_corpus_is_the_first_batch() -> None:
    loaded = load(FIRST_CORPUS)

    entries = Entry.objects.all()
    assert len(entries) == loaded.new_count
    assert len({entry.batch for entry in entries}) == 1
    assert {(entry.why, entry.by, entry.action) for entry in entries} == {("intervention.yaml", None, "created")}
    assert findings() == []


def test_loading_again_adds_nothing() -> None:
    load(FIRST_CORPUS)
    before = log.sequence()

    load(FIRST_CORPUS)

    assert log.sequence() == before


def test_archive_without_a_log_gets_one_and_what_stands_on_it_when_it_is_migrated(boots: Quotation) -> None:
    for model in (Header.sets.through, Header, Edition, Presence, Entry, Head):
        model._base_manager.all()._raw_delete("default")
    told = StringIO()

    call_command("migrate", verbosity=1, stdout=told)

    assert {entry.why for entry in log.since(0)} == {"here before the log began"}
    assert Header.objects.get().edition == Edition.objects.get()
    assert Presence.objects.filter(record_type="quotation", record_id=boots.pk, is_public=True).exists()
    assert [*findings(), *check_editions()] == []
    assert {"  Log of records (quotation): 1", "  First editions: 1"} <= set(told.getvalue().splitlines())


def test_archive_with_a_log_is_left_alone(trotsky: Agent) -> None:
    Agent._base_manager.update(note="past the log")
    before = log.sequence()

    call_command("migrate", verbosity=0, stdout=StringIO())

    assert log.sequence() == before
    assert len(findings()) == 1
