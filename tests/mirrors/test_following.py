"""A mirror that follows the changes is the archive, and learns of nothing that was never public."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.desk.merging import Merge
from archive.events.models import Event
from archive.mirrors.keeping import begin_presence
from archive.mirrors.models import Presence
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions import log
from archive.revisions.recording import recording
from sources.models import Agent, Source
from tests import cast
from tests.mirrors.changing import ROOMS, Curators, Mirror, archive_of

pytestmark = pytest.mark.django_db


def asked(visitor: Client, query: str, status: int = 200) -> Any:
    response = visitor.get(f"/api/v1/{query}")
    assert response.status_code == status, response.content
    return response.json()


@pytest.mark.parametrize("seed", range(2))
def test_mirror_of_a_busy_archive_is_its_equal(visitor: Client, seed: int) -> None:
    curators, mirror = Curators(seed), Mirror(visitor)
    curators.add_person(), curators.add_source(), curators.add_place()
    once: set[tuple[str, str]] = set()
    for _ in range(8):
        done = [curators.work() for _ in range(4)]
        mirror.follow()
        now = archive_of(visitor)
        assert mirror.held == now, done
        once |= set(now)
    gone = {shown for _kind, shown in once} - {shown for _kind, shown in now}
    assert gone <= set(mirror.tombstones)


def test_mirrors_of_single_rooms_are_its_equal_too(visitor: Client, boots: Quotation) -> None:
    mirror = Mirror(visitor, tuple(ROOMS.values()))
    mirror.follow()
    boots.pass_to(State.WITHDRAWN)
    mirror.follow()
    assert mirror.held == archive_of(visitor)


def test_withdrawn_quotation_takes_its_people_and_sources_with_it(
    visitor: Client, boots: Quotation, trotsky: Agent, my_life: Source, brest_litovsk: Event
) -> None:
    since = log.sequence()
    boots.pass_to(State.WITHDRAWN, because="It was misread.")
    told = asked(visitor, f"changes/?since={since}")
    stones = {change["id"]: change["tombstone"] for change in told["results"] if change["deleted"]}
    assert stones[boots.shown_id]["why"] == "withdrawn"
    assert stones[boots.shown_id]["because"] == "It was misread."
    assert {stones[record.shown_id]["why"] for record in (trotsky, my_life)} == {"unused"}
    assert brest_litovsk.shown_id not in stones
    assert (told["since"], told["sequence"], told["next"]) == (since, log.sequence(), None)


def test_new_edition_is_told_with_its_quotation(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    since = log.sequence()
    with recording():
        name = trotsky.names.get(language="en")
        name.literal = "Lev Trotsky"
        name.save()
    told = {change["id"]: change for change in asked(visitor, f"changes/?since={since}")["results"]}
    edition = told[boots.shown_id]["record"]["edition"]
    assert (edition["number"], edition["sequence"]) == (2, told[boots.shown_id]["sequence"])


def test_merged_record_names_its_successor(visitor: Client, boots: Quotation, trotsky: Agent, article: Source) -> None:
    bronstein = cast.agent({"de": "Leo Trotzki"}, language="ru", born=trotsky.born, died=trotsky.died)
    said = cast.quotation("Other words.", bronstein, article, language="en")
    since, gone = log.sequence(), bronstein.shown_id
    merge = Merge(trotsky, bronstein)
    merge.apply({change.name: "theirs" for change in merge.combination.contested})
    told = {change["id"]: change for change in asked(visitor, f"changes/?since={since}")["results"]}
    assert told[gone]["tombstone"]["why"] == "merged"
    assert told[gone]["tombstone"]["successor"] == trotsky.shown_id
    assert told[said.shown_id]["record"]["attributions"][0]["agent"]["id"] == trotsky.shown_id


def test_nothing_is_told_of_drafts_nor_of_curators(
    visitor: Client, draft_quotation: Quotation, boots: Quotation
) -> None:
    curator = User.objects.create(username="Zzyzx")
    with recording(by=curator, why="Zzyzx"):
        draft_quotation.note = "Zzyzx"
        draft_quotation.save()
        boots.note = "Compared."
        boots.save()
    hidden = draft_quotation.shown_id
    draft_quotation.delete()
    page = visitor.get("/api/v1/changes/?since=0").content.decode()
    assert hidden not in page
    assert "Zzyzx" not in page and boots.shown_id in page


def test_draft_of_a_withdrawn_quotation_stays_gone(visitor: Client, boots: Quotation) -> None:
    boots.pass_to(State.WITHDRAWN, because="It was misread.")
    boots.pass_to(State.DRAFT)
    (change,) = (one for one in asked(visitor, "changes/?since=0")["results"] if one["id"] == boots.shown_id)
    assert (change["deleted"], change["tombstone"]["because"]) == (True, "It was misread.")


def test_what_was_public_before_anything_was_noted_is_noted_after_migrating(visitor: Client, boots: Quotation) -> None:
    Presence.objects.all().delete()
    begin_presence()
    mirror = Mirror(visitor)
    mirror.follow()
    assert mirror.held == archive_of(visitor) != {}
    begin_presence()
    assert Presence.objects.filter(record_id=boots.pk).count() == 1


def test_sequence_that_the_log_has_not_reached_is_a_conflict(visitor: Client, boots: Quotation) -> None:
    assert "Begin at 0" in asked(visitor, "changes/?since=999", status=409)["detail"]


@pytest.mark.parametrize("query", ["since=x", "since=-1", "after=1", "page_size=0"])
def test_what_cannot_be_read_is_named(visitor: Client, query: str) -> None:
    (fault,) = asked(visitor, f"changes/?{query}", status=400)["errors"]
    assert fault["field"] == query.partition("=")[0]


def test_number_of_queries_does_not_grow(
    visitor: Client, trotsky: Agent, article: Source, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    def publish(count: int) -> int:
        since = log.sequence()
        with recording():
            for number in range(count):
                cast.quotation(f"Words {since} {number}.", cast.agent({"en": "X"}), cast.my_life(trotsky))
                cast.quotation("Once.", cast.agent({"en": "Y"}), article).pass_to(State.WITHDRAWN)
        for quotation in Quotation.objects.filter(words="Once.", state=State.PUBLISHED):
            quotation.pass_to(State.WITHDRAWN)
        return since

    since = publish(1)
    with django_assert_max_num_queries(40) as few:
        asked(visitor, f"changes/?since={since}")
    since = publish(6)
    with django_assert_num_queries(len(few)):
        asked(visitor, f"changes/?since={since}&page_size=200")


def test_person_of_whom_it_spoke_and_who_now_said_it_is_told_anew(
    visitor: Client, boots: Quotation, article: Source
) -> None:
    """What the quotation names is the same as before, but not how."""
    hoffmann = cast.agent({"en": "Max Hoffmann"})
    boots.mentions.add(hoffmann)
    since = log.sequence()
    with recording():
        boots.mentions.clear()
        boots.attributions.update(agent=hoffmann)
    told = {change["id"]: change["record"] for change in asked(visitor, f"changes/?since={since}")["results"]}
    assert told[hoffmann.shown_id]["quotation_count"] == 1
    assert article.shown_id not in told
