"""Undoing a batch."""

import pytest
from django.contrib.auth.models import User

from archive.dumping import dump
from archive.publishing import State
from archive.quotations.models import Quotation, Topic
from archive.revisions.appending import new_batch
from archive.revisions.models import Entry
from archive.revisions.recording import recording
from archive.revisions.undoing import CannotUndo, undo_batch
from sources.models import Agent, AgentName, Source
from tests import cast
from tests.revisions.conftest import findings

pytestmark = pytest.mark.django_db


def batch_of(*writes: object) -> str:
    """Write as one batch, and return its id."""
    batch = new_batch()
    with recording(batch=batch, why="corrections.yaml"):
        for write in writes:
            write()
    return batch


def test_batch_is_undone_to_the_byte(boots: Quotation, alice: User) -> None:
    before = list(dump())
    batch = batch_of(
        lambda: Quotation.objects.update(words="other", state=State.WITHDRAWN),
        lambda: cast.quotation("New words.", cast.agent({"en": "Churchill"}), cast.article()),
        lambda: AgentName.objects.filter(language="en").delete(),
        lambda: boots.event_links.all().delete(),
    )

    count = undo_batch(batch, by=alice, why="wrong file")

    assert list(dump()) == before
    assert count == Entry.objects.filter(batch=batch).count() == 5
    assert set(Entry.objects.filter(why="wrong file").values_list("action", "by_name")) == {
        ("restored", "alice"),
        ("deleted", "alice"),
    }
    assert findings() == []


def test_what_a_batch_deleted_comes_back_as_it_was(boots: Quotation, trotsky: Agent) -> None:
    before = list(dump())
    batch = batch_of(boots.delete, lambda: Source.objects.all().delete, lambda: Topic.objects.all().delete())

    undo_batch(batch)

    assert list(dump()) == before
    assert findings() == []


def test_wholes_and_parts_go_together() -> None:
    def write() -> None:
        whole = Source.objects.create(title="Собрание")
        part = Source.objects.create(title="Том", part_of=whole)
        Source.objects.create(title="Глава", part_of=part, translation_of=whole)

    undo_batch(batch_of(write))

    assert not Source.objects.exists()


def test_batch_that_others_wrote_over_is_refused_with_a_list(boots: Quotation, trotsky: Agent) -> None:
    batch = batch_of(lambda: Quotation.objects.update(note="seen"), lambda: Agent.objects.update(note="seen"))
    Agent.objects.update(note="and corrected")
    before = list(dump())

    with pytest.raises(CannotUndo) as caught:
        undo_batch(batch)

    assert [entry.record() for entry in caught.value.entries] == [trotsky]
    assert list(dump()) == before


def test_batches_on_one_record_are_undone_one_after_the_other(boots: Quotation) -> None:
    batches = [new_batch(), new_batch()]
    for batch in batches:
        with recording(batch=batch):
            Quotation.objects.update(note=batch)

    for batch in reversed(batches):
        undo_batch(batch)

    boots.refresh_from_db()
    assert boots.note == ""
    assert findings() == []


def test_batch_whose_records_others_need_is_refused_with_a_list(article: Source) -> None:
    batch = batch_of(lambda: cast.agent({"en": "Churchill"}))
    quotation = cast.quotation("New words.", Agent.objects.get(), article)

    with pytest.raises(CannotUndo) as caught:
        undo_batch(batch)

    assert caught.value.records == [quotation.attribution]
    assert findings() == []


def test_undoing_can_be_undone(boots: Quotation) -> None:
    batch = batch_of(lambda: Quotation.objects.update(note="seen"))
    after, again = list(dump()), new_batch()
    with recording(batch=again):
        undo_batch(batch)

    undo_batch(again)

    assert list(dump()) == after
