"""Bringing records back to what they were."""

import pytest
from django.contrib.auth.models import User

from archive.publishing import State
from archive.quotations.models import Attribution, Quotation, Topic
from archive.revisions import log
from archive.revisions.recording import recording
from archive.revisions.restoring import CannotRestore, restore
from archive.states import state_of
from sources.models import Agent, AgentName, AgentRole, Source
from tests import cast
from tests.revisions.conftest import findings

pytestmark = pytest.mark.django_db


def present(model: type) -> dict:
    return state_of(model.objects.get())


def test_record_becomes_what_it_was_child_rows_and_all(boots: Quotation, alice: User) -> None:
    boots.attributions.get().rests_on.set(boots.attestations.all())
    boots.topics.add(Topic.objects.create(labels={"en": "peace"}))
    entry, state = log.of(boots).last(), present(Quotation)
    with recording():
        Quotation.objects.update(words="other words", uttered_as_written="")
        boots.attestations.filter(position=2).delete()
        boots.attributions.get().rests_on.clear()
        boots.topics.clear()
        boots.event_links.all().delete()

    restore(entry, by=alice, why="the words were right")

    last = log.of(boots).last()
    assert present(Quotation) == state
    assert (last.action, last.by, last.why, last.parsed) == ("restored", alice, "the words were right", state)
    assert findings() == []


def test_who_made_a_record_and_when_stays(boots: Quotation, alice: User, bob: User) -> None:
    Quotation.objects.update(created_by=bob)
    made = Quotation.objects.get().created_at
    entry = log.of(boots).last()
    Quotation.objects.update(words="other words")

    restore(entry, by=alice)

    restored = Quotation.objects.get()
    assert (restored.created_by, restored.created_at, restored.changed_by) == (bob, made, alice)


def test_deleted_record_comes_back_as_a_draft(boots: Quotation, alice: User) -> None:
    state = present(Quotation)
    boots.delete()

    restore(next(log.deleted("quotation")), by=alice)

    assert present(Quotation) == {name: value for name, value in state.items() if name != "state"}
    assert Quotation.objects.get().created_by == alice
    assert findings() == []


def test_deleted_record_comes_back_published_where_that_is_wanted(boots: Quotation, alice: User) -> None:
    state = present(Quotation)
    boots.delete()

    restore(next(log.deleted("quotation")), by=alice, with_standing=True)

    restored = Quotation.objects.get()
    assert (state_of(restored), restored.state_by) == (state, alice)


def test_restoring_words_does_not_publish_them(draft_quotation: Quotation) -> None:
    draft_quotation.pass_to(State.PUBLISHED)
    entry = log.of(draft_quotation).last()
    draft_quotation.pass_to(State.WITHDRAWN)
    Quotation.objects.update(words="worse words")

    restored = restore(entry)

    assert (restored.words, restored.state) == ("Unripe words.", State.WITHDRAWN)


def test_public_record_is_not_brought_back_to_what_lacked_its_speaker(trotsky: Agent, article: Source) -> None:
    with recording():
        early = Quotation.objects.create(words="Early words.", language="en")
    entry = log.of(early).get()
    with recording():
        early.attributions.create(agent=trotsky)
        early.attestations.create(source=article)
        early.pass_to(State.PUBLISHED)

    with pytest.raises(CannotRestore):
        restore(entry)

    assert early.attributions.exists()
    assert findings() == []


def test_speaker_keeps_the_role_when_roles_are_restored(boots: Quotation, trotsky: Agent) -> None:
    entry, state = log.of(trotsky).last(), present(Quotation)
    role = AgentRole.objects.get()
    with recording():
        AgentRole.objects.update(position=2)
        AgentRole.objects.create(agent=trotsky, titles={"en": "Chairman of the Petrograd Soviet"})

    restore(entry)

    assert (AgentRole.objects.get(), Attribution.objects.get().role) == (role, role)
    assert present(Quotation) == state
    assert findings() == []


def test_role_that_goes_leaves_its_quotations(boots: Quotation, trotsky: Agent) -> None:
    AgentRole.objects.all().delete()
    entry = log.of(trotsky).last()
    role = AgentRole.objects.create(agent=trotsky, titles={"en": "Chairman"})
    Attribution.objects.update(role=role)

    restore(entry)

    assert not AgentRole.objects.exists()
    assert "role" not in present(Quotation)["attributions"][0]
    assert findings() == []


def test_names_that_changed_places_come_back(trotsky: Agent) -> None:
    entry, state = log.of(trotsky).last(), present(Agent)
    with recording():
        AgentName.objects.filter(position=1).update(position=9, language="de")
        AgentName.objects.filter(position=2).update(position=1, language="ja")

    restore(entry)

    assert present(Agent) == state
    assert findings() == []


def test_record_that_names_one_that_is_gone_cannot_be_restored(my_life: Source, trotsky: Agent) -> None:
    part = Source.objects.create(title="Глава", part_of=my_life)
    entry = log.of(part).last()
    Source.objects.filter(pk=part.pk).update(part_of=None)
    my_life.delete()
    before = log.sequence()

    with pytest.raises(CannotRestore, match="part_of: there is no source"):
        restore(entry)

    assert log.sequence() == before
    assert findings() == []


def test_record_that_would_become_a_part_of_itself_cannot_be_restored(my_life: Source) -> None:
    part = Source.objects.create(title="Глава", part_of=my_life)
    entry = log.of(part).last()
    part.part_of = None
    part.save()
    my_life.part_of = part
    my_life.save()

    with pytest.raises(CannotRestore, match="part or translation of itself"):
        restore(entry)


def test_state_that_the_database_refuses_cannot_be_restored(trotsky: Agent) -> None:
    entry = log.of(trotsky).last()
    trotsky.identifiers.all().delete()
    cast.agent({"en": "Lev Sedov"}).identifiers.create(scheme="wikidata", value="Q33391")

    with pytest.raises(CannotRestore):
        restore(entry)

    assert findings() == []
