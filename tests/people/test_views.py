"""What a visitor reads on the pages of people."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.publishing import State, public_agents
from archive.quotations.models import Quotation
from archive.search.building import tell_planner
from sources.models import Agent, Source
from tests import cast


def test_page_shows_names_life_roles_and_identifiers(visitor: Client, trotsky: Agent, boots: Quotation) -> None:
    page = visitor.get(f"/p/{trotsky.shown_id}").content.decode()
    for shown in ("レフ・トロツキー", "Лев Давидович Троцкий", "26 October", "7 November", "Foreign Affairs", "Q33391"):
        assert shown in page


def test_page_shows_what_was_said_and_written(visitor: Client, trotsky: Agent, boots: Quotation) -> None:
    page = visitor.get(f"/p/{trotsky.shown_id}").content.decode()
    assert "司法風" in page
    assert "Моя жизнь" in page


def test_page_shows_where_somebody_is_spoken_of(visitor: Client, boots: Quotation) -> None:
    hoffmann = cast.agent({"en": "Max Hoffmann"})
    boots.mentions.add(hoffmann)
    assert "Spoken of in" in visitor.get(f"/p/{hoffmann.shown_id}").content.decode()


def test_somebody_on_whom_nothing_published_stands_is_not_found(visitor: Client, trotsky: Agent) -> None:
    assert visitor.get(f"/p/{trotsky.shown_id}").status_code == 404


@pytest.mark.parametrize("name", ["trotsky", "ТРОЦКИЙ", "トロツキー", "leon троцкий"])
def test_list_finds_a_name_in_any_script(visitor: Client, boots: Quotation, name: str) -> None:
    assert len(visitor.get("/people/", {"name": name}).context["page"]) == 1


def test_list_sorts_by_the_name_that_the_reader_sees(visitor: Client, boots: Quotation) -> None:
    boots.mentions.add(cast.agent({"en": "Aaron", "ru": "Яков"}))
    first = [visitor.get(f"{prefix}/people/").context["page"][0].name_in("en") for prefix in ("", "/ru")]
    assert first == ["Aaron", "Leon Trotsky"]


def test_list_sorts_people_by_family_name_and_by_reading(visitor: Client, article: Source) -> None:
    for given, family, reading in (("Alexander", "Vertinsky", "ヴェルチンスキー"), ("Vladimir", "Lenin", "レーニン")):
        agent = Agent.objects.create()
        agent.names.create(position=1, language="en", form="parts", family=family, given=given)
        agent.names.create(position=2, language="ja", literal=f"{given}・{reading}", sort_as=reading)
        cast.quotation("Words.", agent, article, language="en")
    shown = [person.name_in("en") for person in visitor.get("/people/").context["page"]]
    assert shown == ["Vladimir Lenin", "Alexander Vertinsky"]
    assert [person.name_in("en") for person in visitor.get("/ja/people/").context["page"]] == shown[::-1]


@pytest.mark.sqlite
def test_people_are_asked_whether_they_are_public_one_by_one(boots: Quotation) -> None:
    """Not each of them for every published quotation, which took a second for a thousand people."""
    tell_planner()
    plan = public_agents().explain()
    assert "quotations_quotation_state" not in plan and "events_event_state" not in plan


def test_list_has_who_is_quoted_most_first_and_counts_no_drafts(visitor: Client, article: Source) -> None:
    lenin, trotsky, drafted = (cast.agent({"en": name}) for name in ("Lenin", "Trotsky", "Aaron"))
    for agent, state in (
        (trotsky, State.PUBLISHED),
        (trotsky, State.PUBLISHED),
        (lenin, State.PUBLISHED),
        (lenin, State.DRAFT),
        (lenin, State.WITHDRAWN),
        (lenin, State.IN_REVIEW),
        (drafted, State.DRAFT),
    ):
        quotation = cast.quotation("Words.", agent, article, language="en", state=state)
    quotation.mentions.add(drafted)
    Quotation.objects.filter(attributions__agent=trotsky)[0].mentions.add(drafted)
    found = visitor.get("/people/?sort=quoted").context["page"]
    assert [(str(agent), agent.quotation_count) for agent in found] == [("Trotsky", 2), ("Lenin", 1), ("Aaron", 0)]
    told = visitor.get("/api/v1/people/?sort=quoted").json()["results"]
    assert [one["quotation_count"] for one in told] == [2, 1, 0]


def test_list_counts_quotations_only_for_those_it_shows(visitor: Client, boots: Quotation) -> None:
    with CaptureQueriesContext(connection) as asked:
        visitor.get("/people/")
    counting = [query["sql"] for query in asked if '"quotation_count"' in query["sql"]]
    assert len(counting) == 1
    assert '"sources_agent"."id" IN (' in counting[0]
