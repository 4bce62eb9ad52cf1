"""Recordings: one entry for each record that changed, in the transaction of the change."""

import gc
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from archive.publishing import State
from archive.quotations.models import Quotation, Topic
from archive.revisions import log
from archive.revisions import recording as recording_module
from archive.revisions.appending import new_batch
from archive.revisions.models import Action, Entry
from archive.revisions.recording import recorded, recording, undisturbed
from archive.states import state_of
from sources.models import Agent
from tests.revisions.conftest import Interrupted, actions, findings, interrupted

pytestmark = pytest.mark.django_db


def test_record_and_its_child_rows_make_one_entry(alice: User) -> None:
    with recording(by=alice, why="first entry"):
        lenin = Agent.objects.create()
        lenin.names.create(language="ru", literal="Ленин")
        lenin.names.create(position=2, language="ja", literal="ウラジーミル・レーニン")

    entry = Entry.objects.get()
    assert (entry.sequence, entry.action, entry.why) == (1, "created", "first entry")
    assert (entry.by, entry.by_name) == (alice, "alice")
    assert entry.parsed == state_of(Agent.objects.get())


def test_saving_outside_of_a_recording_is_recorded_at_once() -> None:
    topic = Topic.objects.create(labels={"en": "peace"})
    topic.labels = {"en": "peace", "ru": "мир"}
    topic.save()

    assert actions() == ["created", "changed"]


def test_unchanged_save_adds_nothing(boots: Quotation) -> None:
    before = log.sequence()

    boots.save()
    boots.attributions.get().save()

    assert log.sequence() == before


def test_record_that_comes_and_goes_within_a_recording_leaves_no_trace() -> None:
    with recording():
        Topic.objects.create(labels={"en": "war"}).delete()

    assert actions() == []


def test_error_leaves_neither_change_nor_entry(trotsky: Agent) -> None:
    before = log.sequence()

    with pytest.raises(Interrupted):
        interrupted(lambda: Agent.objects.update(note="1 / 0"))

    trotsky.refresh_from_db()
    assert (log.sequence(), trotsky.note) == (before, "")


def test_what_a_savepoint_takes_back_is_not_recorded(trotsky: Agent) -> None:
    before = log.sequence()

    with recording():
        sid = transaction.savepoint()
        trotsky.note = "taken back"
        trotsky.save()
        transaction.savepoint_rollback(sid)

    assert log.sequence() == before


def test_sequence_has_no_gap_after_a_rollback() -> None:
    Topic.objects.create(labels={"en": "peace"})
    with pytest.raises(Interrupted):
        interrupted(lambda: Topic.objects.create(labels={"en": "war"}))
    Topic.objects.create(labels={"en": "land"})

    assert list(Entry.objects.values_list("sequence", flat=True)) == [1, 2]
    assert findings() == []


def test_recording_within_a_recording_joins_it_or_speaks_for_itself(alice: User, trotsky: Agent) -> None:
    with recording(by=alice, why="outer"):
        trotsky.note = "one"
        trotsky.save()
        with recording():
            Topic.objects.create(labels={"en": "joined"})
        with recording(why="inner"):
            Topic.objects.create(labels={"en": "of its own"})

    said = list(Entry.objects.order_by("-sequence").values_list("why", "by_name")[:3])
    assert said == [("outer", "alice"), ("outer", "alice"), ("inner", "alice")]


def test_publishing_and_withdrawing_are_named(draft_quotation: Quotation, alice: User) -> None:
    draft_quotation.pass_to(State.PUBLISHED, alice)
    draft_quotation.pass_to(State.WITHDRAWN, alice)
    draft_quotation.pass_to(State.DRAFT, alice)

    assert actions()[-3:] == ["published", "withdrawn", "changed"]


def test_deletion_keeps_the_last_state(boots: Quotation) -> None:
    state = state_of(Quotation.objects.get())

    boots.delete()

    entry = Entry.objects.last()
    assert (entry.action, entry.parsed, entry.record()) == ("deleted", state, None)
    assert not entry.leaves_record


def test_action_is_told_for_a_single_record_too(boots: Quotation) -> None:
    with recording() as recorder:
        recorder.touch(boots, Action.MERGED)
        boots.delete()

    assert actions()[-1] == "merged"
    assert findings() == []


def test_record_that_comes_again_is_restored() -> None:
    topic = Topic.objects.create(labels={"en": "peace"})
    Topic.objects.all().delete()
    Topic(pk=topic.pk, labels={"en": "peace"}).save()

    assert actions() == ["created", "deleted", "restored"]


def test_visitors_have_no_name_and_accounts_that_go_leave_theirs(alice: User) -> None:
    with recording(by=AnonymousUser()):
        Topic.objects.create(labels={"en": "peace"})
    with recording(by=lambda: alice):
        Topic.objects.create(labels={"en": "war"})
    alice.delete()

    assert list(Entry.objects.values_list("by", "by_name")) == [(None, ""), (None, "alice")]
    assert findings() == []


def test_recording_a_thousand_records_asks_as_often_for_each_chunk(django_assert_num_queries) -> None:
    with recording(batch=new_batch()) as recorder:
        Topic.objects.bulk_create(Topic(labels={"en": f"topic {number}"}) for number in range(500))
        with django_assert_num_queries(13, exact=False):
            assert recorder.append() == 500

    assert log.sequence() == 500


def test_long_recording_is_not_disturbed_by_collecting_garbage(trotsky: Agent, monkeypatch: Any) -> None:
    """While those who stand on the log work, what was there before is left alone; afterwards it is as always."""
    monkeypatch.setattr(recording_module, "CHUNK", 0)
    before, frozen = gc.get_threshold(), []

    def note(**kwargs: Any) -> None:
        frozen.append(gc.get_freeze_count())

    recorded.connect(note)
    try:
        trotsky.names.update(literal="Lev Trotsky")
    finally:
        recorded.disconnect(note)
    assert frozen[-1] > 0
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == before


def test_what_a_web_worker_froze_stays_frozen() -> None:
    gc.freeze()
    try:
        before = gc.get_freeze_count()
        with undisturbed():
            assert gc.get_freeze_count() == before
        assert gc.get_freeze_count() == before
    finally:
        gc.unfreeze()
