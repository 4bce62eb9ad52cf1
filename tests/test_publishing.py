"""What is public, and how the database is asked for it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.events.models import Event, EventClaim
from archive.publishing import State, public_sources
from archive.quotations.models import Quotation
from archive.search.building import tell_planner
from archive.search.counting import Choice
from archive.search.labelling import labels_of
from archive.search.passages import Authorities, passages
from archive.search.profiles import EVENT
from sources.dates import HistoricalDate
from sources.models import Agent, Source
from sources.models.records import Basis
from tests import cast


def test_source_is_public_by_what_stands_on_it_its_parts_and_its_translations(trotsky: Agent) -> None:
    quoted, volume, original, drafted, claimed = (Source.objects.create(title=f"Book {n}") for n in range(5))
    cast.quotation("Words.", trotsky, quoted)
    cast.quotation("Unripe.", trotsky, drafted, state=State.DRAFT)
    part = Source.objects.create(title="A chapter", part_of=volume)
    translated = Source.objects.create(title="A chapter in Russian", translation_of=original, part_of=part)
    cast.quotation("Words again.", trotsky, translated)
    EventClaim.objects.create(
        event=cast.event({"en": "A meeting"}), date=HistoricalDate("1918"), source=claimed, basis=Basis.STATED
    )
    assert set(public_sources()) == {quoted, volume, original, part, translated, claimed}


@pytest.mark.sqlite
def test_source_is_asked_for_its_own_quotations_first(boots: Quotation) -> None:
    """For most sources the recursion over what belongs to them is not begun."""
    tell_planner()
    plan = public_sources().explain()
    assert 0 < plan.index("witness") < plan.index("RECURSIVE")


# What is not published is begun at, as there is mostly little: by the name `kept`, or where a state is one of several.
OF_STATE = re.compile(r"SEARCH (?!kept )\S+ .*_state_[0-9a-f]{8} ")
ROOMS = ("people", "sources", "events", "topics", "places", "editions", "quotations/facets")
INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = %s"


@pytest.fixture(params=["no numbers", "numbers of an archive with little published"])
def planner(request: pytest.FixtureRequest, boots: Quotation) -> None:
    """Let SQLite's planner know nothing, or think that few records are published and many have anything else."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM sqlite_stat1")
        for table in ("quotations_quotation", "events_event") if request.param != "no numbers" else ():
            cursor.execute(INDEXES, [table])
            for (name,) in cursor.fetchall():
                few = 1 if name.startswith((f"{table}_state_", "sqlite_autoindex")) else 1000
                cursor.execute("INSERT INTO sqlite_stat1 VALUES (%s, %s, %s)", [table, name, f"1000000 {few}"])
        cursor.execute("ANALYZE sqlite_schema")


@pytest.mark.sqlite
def test_no_page_begins_at_all_that_is_published(
    planner: None, visitor: Client, boots: Quotation, trotsky: Agent, my_life: Source, brest_litovsk: Event
) -> None:
    records = (boots, trotsky, my_life, brest_litovsk)
    pages = ["/", "/today/", "/people/", "/sources/", "/events/", "/quotations.atom"]
    pages += [record.get_absolute_url() for record in records]
    pages += [f"/api/v1/{room}/" for room in ROOMS]
    with CaptureQueriesContext(connection) as queries:
        assert {visitor.get(page).status_code for page in pages} == {200}
        list(passages([boots.pk], Authorities()))
        assert labels_of(EVENT, [Choice(brest_litovsk.pk, 1, False)], "en")
    asked = [sql for query in queries if (sql := query["sql"]).startswith("SELECT") and '."state" IN (' not in sql]
    plans = [plan for sql in asked for plan in plan_of(sql)]
    assert [plan for plan in plans if OF_STATE.search(plan)] == []
    assert any("quotations_quotation" in plan for plan in plans)


def plan_of(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        return [row[3] for row in cursor.cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()]


def test_what_is_published_is_counted(boots: Quotation, draft_quotation: Quotation, brest_litovsk: Event) -> None:
    every = Quotation.objects.all()
    assert every.published_count() == every.published().count() == 1
    assert every.filter(pk=draft_quotation.pk).published_count() == 0
    assert (every.none().published_count(), Event.objects.published_count()) == (0, 1)
