"""Every way to write that the ORM has is seen, and leaves log and tables in step."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from archive.events.models import Event, EventClaim
from archive.quotations.models import Attestation, Attribution, EventLink, Quotation, Topic
from archive.revisions import log, watching
from archive.states import SHAPES
from sources.models import Agent, AgentName, AgentRole, Contribution, Row, RowQuerySet, Source
from tests import cast
from tests.revisions.conftest import Interrupted, findings, interrupted

pytestmark = pytest.mark.django_db


def add_topic(quotation: Quotation) -> None:
    quotation.topics.add(Topic.objects.create(labels={"en": "peace"}))


def lenin() -> Agent:
    return cast.agent({"ru": "Ленин"})


def take_name_to_another(quotation: Quotation) -> None:
    name = AgentName.objects.get(language="en")
    name.agent, name.position = lenin(), 2
    name.save()


def set_mentions_from_the_other_end(quotation: Quotation) -> None:
    lenin().mentioned_in.set([quotation])


def clear_mentions_from_the_other_end(quotation: Quotation) -> None:
    set_mentions_from_the_other_end(quotation)
    Agent.objects.latest("created_at").mentioned_in.clear()


def delete_mentioned_agent(quotation: Quotation) -> None:
    set_mentions_from_the_other_end(quotation)
    Agent.objects.filter(mentioned_in=quotation).delete()


def move_role(quotation: Quotation) -> None:
    AgentRole.objects.update(position=4)


def insert_role_before(quotation: Quotation) -> None:
    role = AgentRole.objects.get()
    role.position = 2
    role.save()


def bulk_update(quotation: Quotation) -> None:
    agents = list(Agent.objects.all())
    for agent in agents:
        agent.note = "seen"
    Agent.objects.bulk_update(agents, ["note"])


WRITES: list[tuple[str, Callable[[Quotation], object], type | None]] = [
    ("a save", lambda boots: Source.objects.first().save(), None),
    ("a save of one field", lambda boots: set_and_save(boots, "note", "seen", update_fields=["note"]), Quotation),
    ("a child row saved", lambda boots: set_and_save(boots.attestations.first(), "locator", "366"), Quotation),
    (
        "a child row created",
        lambda boots: cast.link(boots, Event.objects.get(), "context"),
        Quotation,
    ),
    ("a child row deleted", lambda boots: boots.attributions.get().delete(), Quotation),
    ("child rows deleted at once", lambda boots: EventLink.objects.all().delete(), Quotation),
    ("a child row that goes to another", take_name_to_another, Agent),
    ("child rows that go to another at once", lambda boots: Contribution.objects.update(source=cast.article()), Source),
    ("an update of many", lambda boots: Quotation.objects.update(note="seen"), Quotation),
    ("an update of many child rows", lambda boots: Attestation.objects.update(locator="12"), Quotation),
    ("a bulk update", bulk_update, Agent),
    ("a bulk creation", lambda boots: Topic.objects.bulk_create([Topic(labels={"en": "war"})]), Topic),
    ("a get or create", lambda boots: Topic.objects.get_or_create(labels={"en": "war"}), Topic),
    (
        "an update or create",
        lambda boots: Agent.objects.update_or_create({"note": "x"}),
        Agent,
    ),
    ("a relation added to", add_topic, Quotation),
    ("a relation set", lambda boots: boots.attributions.get().rests_on.set(boots.attestations.all()), Quotation),
    ("a relation set from the other end", set_mentions_from_the_other_end, Quotation),
    ("a relation cleared from the other end", clear_mentions_from_the_other_end, Quotation),
    ("what a relation leads to deleted", delete_mentioned_agent, Quotation),
    ("a speaker's role deleted", lambda boots: AgentRole.objects.get().delete(), Quotation),
    ("a speaker's roles in a new order", insert_role_before, Quotation),
    ("a speaker's roles in a new order at once", move_role, Quotation),
    ("a record deleted", lambda boots: boots.delete(), Quotation),
    ("records deleted at once", lambda boots: Quotation.objects.all().delete(), Quotation),
]


def set_and_save(row: Row, name: str, value: object, **kwargs: object) -> None:
    setattr(row, name, value)
    row.save(**kwargs)


@pytest.mark.parametrize(("write", "model"), [pytest.param(*rest, id=name) for name, *rest in WRITES])
def test_write_is_seen(boots: Quotation, write: Callable[[Quotation], object], model: type | None) -> None:
    before = log.sequence()

    write(boots)

    types = {entry.shape.model for entry in log.since(before)}
    assert model is None or model in types
    assert findings() == []


def test_fixture_that_is_loaded_is_seen(boots: Quotation, tmp_path) -> None:
    file = tmp_path / "quotations.json"
    call_command("dumpdata", "quotations", output=file, verbosity=0)
    Quotation.objects.all().delete()

    call_command("loaddata", file, verbosity=0)

    assert findings() == []
    assert Attribution.objects.count() == 1


def test_relation_cleared_tells_what_is_left(boots: Quotation) -> None:
    add_topic(boots)

    boots.topics.clear()

    assert "topics" not in log.state_at(boots, log.sequence())


@pytest.mark.django_db(transaction=True)
def test_save_and_its_entry_are_one_transaction(monkeypatch) -> None:
    def failing(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("archive.revisions.recording.append_many", failing)
    with pytest.raises(ZeroDivisionError):
        Topic.objects.create(labels={"en": "peace"})

    assert not Topic.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_deletion_and_its_entry_are_one_transaction(monkeypatch) -> None:
    topic = Topic.objects.create(labels={"en": "peace"})

    with pytest.raises(Interrupted):
        interrupted(topic.delete)

    assert Topic.objects.exists()
    assert findings() == []


def test_every_shape_is_watched_and_every_watched_row_writes_whole_changes() -> None:
    assert {apps.get_model(name) for name in settings.WATCHED_RECORDS} == {shape.model for shape in SHAPES.values()}
    for model in watching.watched_models():
        assert issubclass(model, Row)
        assert issubclass(model._default_manager._queryset_class, RowQuerySet)


def test_record_without_a_shape_cannot_be_watched(settings) -> None:
    settings.WATCHED_RECORDS = ["auth.User"]

    with pytest.raises(ImproperlyConfigured, match=r"auth\.User has no shape"):
        list(watching.watched_shapes())


def test_claim_that_changes_is_seen_in_its_event(brest_litovsk: Event) -> None:
    EventClaim.objects.filter(position=1).update(date_as_written="22 декабря")

    assert log.state_at(brest_litovsk, log.sequence())["claims"][0]["date"]["as_written"] == "22 декабря"
