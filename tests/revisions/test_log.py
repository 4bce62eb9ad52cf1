"""Reading the log, and refusing writes that are out of date."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from archive.quotations.models import Quotation, Topic
from archive.revisions import log
from archive.revisions.appending import Circumstances, _chained
from archive.revisions.canonical import canonical
from archive.revisions.models import Entry, Head, Unchangeable
from archive.revisions.recording import recording
from archive.states import SHAPES, state_of
from sources.models import Agent

pytestmark = pytest.mark.django_db
NOW = datetime(1917, 11, 7, tzinfo=UTC)


def test_empty_log_stands_at_zero() -> None:
    assert (log.sequence(), list(log.since(0))) == (0, [])


def test_sequence_is_one_small_query(boots: Quotation, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        number = log.sequence()

    assert number == Entry.objects.count()


def test_since_gives_what_came_after_in_order(boots: Quotation) -> None:
    assert [entry.sequence for entry in log.since(3, limit=2)] == [4, 5]


def test_revision_is_the_last_entry_of_a_record(boots: Quotation) -> None:
    assert log.revision_of(boots) == log.sequence()
    assert log.revision_of(Topic()) == 0
    assert log.revisions_of("quotation", [boots.pk, "00000000"]) == {boots.pk: log.sequence()}


def test_entry_knows_the_one_before_it_of_its_record(trotsky: Agent) -> None:
    trotsky.note = "seen"
    Topic.objects.create(labels={"en": "peace"})
    trotsky.save()
    last = log.of(trotsky).last()

    assert last.previous_of_record().sequence == last.sequence - 2
    assert log.of(trotsky).first().previous_of_record() is None


def test_history_tells_each_step_in_constant_queries(trotsky: Agent, alice: User, django_assert_num_queries) -> None:
    for note in ("one", "two", "three"):
        with recording(by=alice, why=note):
            Agent.objects.update(note=note)

    with django_assert_num_queries(1):
        steps = log.history("agent", trotsky.pk)
        told = [(step.entry.by.username, [found.name for found in step.differences]) for step in steps[:3]]

    assert told == [("alice", ["note"])] * 3
    assert steps[-1].before is None


def test_history_of_a_thousand_revisions_tells_each_step(trotsky: Agent) -> None:
    states = (canonical({"note": str(number)}) for number in range(1000))
    changes = ((trotsky.pk, "changed", state, None) for state in states)
    Entry.objects.bulk_create(_chained(Head.objects.get(), SHAPES["agent"], changes, Circumstances(), None, NOW))

    steps = log.history("agent", trotsky.pk)
    differences = [step.differences for step in steps]

    assert (len(steps), differences[0][0].new) == (1001, "999")


def test_state_at_tells_what_a_record_was(trotsky: Agent) -> None:
    before, state = log.sequence(), state_of(Agent.objects.get())
    trotsky.delete()

    assert log.state_at(trotsky.__class__(pk=log.since(before)[0].record_id), before) == state
    assert log.state_at(Agent(pk=log.since(before)[0].record_id), before + 1) is None


def test_write_on_a_stale_revision_is_refused(trotsky: Agent, bob: User) -> None:
    opened = log.revision_of(trotsky)
    with recording(by=bob):
        Agent.objects.update(note="bob was here")

    with pytest.raises(log.Stale) as caught, recording():
        log.expect(trotsky, opened)

    assert caught.value.entry.by == bob
    assert "is at revision" in str(caught.value)


def test_write_on_the_present_revision_goes_on(trotsky: Agent) -> None:
    with recording():
        log.expect(trotsky, log.revision_of(trotsky))


def test_deleted_records_are_listed(boots: Quotation) -> None:
    boots.delete()

    assert [str(entry) for entry in log.deleted("quotation")] == [str(Entry.objects.last())]


def test_entries_cannot_be_changed_or_deleted(trotsky: Agent) -> None:
    entry = Entry.objects.last()

    for write in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(why="forged")):
        with pytest.raises(Unchangeable):
            write()


def test_head_is_written_with_the_last_entry(trotsky: Agent) -> None:
    last = Entry.objects.last()

    assert str(Head.objects.get()) == f"{last.sequence} {last.hash}"
