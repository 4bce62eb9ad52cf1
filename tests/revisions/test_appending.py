"""Appending one after the other: what several connections see of it."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction

from archive.quotations.models import Topic
from archive.revisions import appending, log
from archive.revisions.appending import append_many
from archive.revisions.models import Entry
from archive.revisions.recording import recording
from sources.models import Agent
from tests.revisions.conftest import findings

pytestmark = pytest.mark.django_db(transaction=True)
WAIT = 30  # seconds, at most


def in_thread(work: Callable[[], object]) -> threading.Thread:
    """Start work on a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_nobody_sees_an_entry_before_one_that_comes_earlier() -> None:
    """One writer waits with entry 1 uncommitted: the other's entry can only come after it is there."""
    appended, go_on, seen = threading.Event(), threading.Event(), []

    def slow() -> None:
        with transaction.atomic():
            Topic.objects.create(labels={"en": "slow"})
            appended.set()
            assert go_on.wait(WAIT)

    first = in_thread(slow)
    assert appended.wait(WAIT)
    second = in_thread(lambda: Topic.objects.create(labels={"en": "quick"}))
    second.join(0.3)
    seen.append((second.is_alive(), log.sequence(), Entry.objects.count()))
    go_on.set()
    first.join(WAIT)
    second.join(WAIT)

    assert seen == [(True, 0, 0)]
    assert [entry.parsed["labels"]["en"] for entry in log.since(0)] == ["slow", "quick"]
    assert findings() == []


def test_rollback_of_one_writer_leaves_no_gap_for_the_next() -> None:
    appended, go_on = threading.Event(), threading.Event()

    def failing() -> None:
        with transaction.atomic():
            Topic.objects.create(labels={"en": "taken back"})
            appended.set()
            assert go_on.wait(WAIT)
            transaction.set_rollback(True)

    first = in_thread(failing)
    assert appended.wait(WAIT)
    second = in_thread(lambda: Topic.objects.create(labels={"en": "stays"}))
    go_on.set()
    first.join(WAIT)
    second.join(WAIT)

    assert [(entry.sequence, entry.parsed["labels"]["en"]) for entry in log.since(0)] == [(1, "stays")]


def test_only_one_of_two_writers_on_the_same_revision_wins() -> None:
    topic = Topic.objects.create(labels={"en": "peace"})
    opened, outcomes = log.revision_of(topic), []
    start = threading.Barrier(8)

    def write(number: int) -> None:
        start.wait(WAIT)
        try:
            with recording(why=str(number)):
                log.expect(topic, opened)
                Topic.objects.filter(pk=topic.pk).update(labels={"en": f"peace {number}"})
            outcomes.append(number)
        except log.Stale:
            outcomes.append(None)

    for thread in [in_thread(lambda number=number: write(number)) for number in range(8)]:
        thread.join(WAIT)

    winner = Entry.objects.last()
    assert [outcome for outcome in outcomes if outcome is not None] == [int(winner.why)]
    assert (len(outcomes), log.sequence()) == (8, 2)


def test_fifty_writers_at_once_lose_nothing() -> None:
    """Fifty on PostgreSQL; on SQLite, which is for one machine, ten."""
    writers = 50 if connection.vendor == "postgresql" else 10
    shared = Agent.objects.create()
    start, before = threading.Barrier(writers), log.sequence()

    def write(number: int) -> None:
        start.wait(WAIT)
        with recording(why=f"topic {number}"):
            Topic.objects.create(labels={"en": str(number)})
        with recording(why=f"name {number}"):
            shared.names.create(position=number + 1, language="en", literal=str(number), use="variant")
        Topic.objects.filter(labels={"en": str(number)}).delete()

    for thread in [in_thread(lambda number=number: write(number)) for number in range(writers)]:
        thread.join(WAIT)

    assert log.sequence() - before == 3 * writers
    assert len(log.state_at(shared, log.sequence())["names"]) == writers
    assert findings() == []


def test_log_is_locked_in_transactions_only() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        appending.lock()


def test_nothing_touched_asks_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert not append_many({}, appending.Circumstances())
