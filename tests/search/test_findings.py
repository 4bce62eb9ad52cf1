"""One description of what readers may ask: the index and the database understand it alike."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.events.models import Event, Place
from archive.publishing import State
from archive.quotations.filters import QuotationFilter
from archive.quotations.models import Quotation, Standing
from archive.search import serving, tallying
from archive.search.counting import Choice
from archive.search.findings import Findings, let_go
from archive.search.layout import NoIndex
from archive.search.searching import counts_by_profile
from sources.dates import HistoricalDate
from tests import cast

EVERY = 1000  # choices of a facet
Shelf = dict[str, Quotation]
LISTS = ["/quotations/?{}", "/api/v1/quotations/?{}&page_size=100", "/quotations.csl.json?{}"]


def asked(query: str) -> Findings:
    return QuotationFilter(QueryDict(query), queryset=Quotation.objects.published()).qs


def questions(shelf: Shelf) -> Iterator[str]:
    """Yield questions of every kind, each by its query."""
    lenin = shelf["troops"].attributions.get().agent
    source = shelf["pond"].attestations.get().source
    event = Event.objects.get(labels__en="Decree on Peace")
    topic = shelf["peace_ru"].topics.get()
    yield from ("", "sort=newest", "sort=said", "sort=last+said", "sort=speaker")
    yield from (f"speaker={lenin.shown_id}", f"speaker={lenin.pk}&standing=disputed", f"source={source.pk}")
    yield from (f"event={event.pk}&sort=said", f"topic={topic.pk}", f"place={shelf['sail'].place_id}", "place=00000000")
    yield from ("language=ru&language=ja", "language=JA-Latn", "standing=misattributed", "decade=1910&decade=1865")
    yield from ("from_year=1917&to_year=1917", "from_year=1830&to_year=1832&dated=certainly+said", "to_year=1300")
    yield from ("from_year=1917&dated=possibly+about&to_year=1917", "to_year=1950&dated=certainly+about")
    yield from ("q=мира&sort=said", "q=革命", "q=軍", 'q="of+the+people"', "q=libert*", "q=-мир+язык*", "q=we+OR+парус")
    yield from (
        "q=speaker:レーニン&sort=said",
        "q=year:1917&sort=said",
        "q=lang:ja+-平和&sort=said",
        "q=мир&language=ja",
    )


@pytest.fixture
def odd(shelf: Shelf) -> Shelf:
    """The shelf with dates, claims and places of every kind."""
    sail, pond, river = shelf["sail"], shelf["pond"], shelf["river"]
    sail.uttered, sail.place = HistoricalDate("1832?"), Place.objects.create(labels={"en": "Kronstadt"})
    pond.uttered, river.uttered = None, HistoricalDate("../1212")
    for quotation in (sail, pond, river):
        quotation.save()
    shelf["brother"].attributions.create(
        agent=sail.attributions.get().agent, position=2, standing=Standing.MISATTRIBUTED, reason="A slip."
    )
    cast.link(pond, cast.event({"en": "Hidden"}, HistoricalDate("1300"), State.DRAFT))
    cast.link(shelf["heaven"], cast.event({"en": "Undated"}))
    return shelf


def test_index_and_database_find_the_same(odd: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for = list(questions(odd))
    of_index = {query: list(asked(query).every()) for query in asked_for}
    assert serving.snapshot().columns.count == len(odd)
    monkeypatch.setattr(serving, "snapshot", missing)
    of_database = {query: list(asked(query).every()) for query in asked_for}
    ranked = {query for query in asked_for if query.startswith("q=") and "sort=" not in query}
    for query in asked_for:
        order = sorted if query in ranked else list
        assert order(of_database[query]) == order(of_index[query]), query
    assert sum(map(bool, of_index.values())) > len(asked_for) * 3 / 4


def test_index_and_database_count_the_same(odd: Shelf) -> None:
    cast.link(odd["brother"], cast.event({"en": "A siege"}))
    asked_for = [query for query in questions(odd) if "sort=" not in query]
    of_index = {query: counted(query) for query in asked_for}
    for query in asked_for:
        assert told(tallying.choices(asked(query).question, EVERY)) == of_index[query], query


def counted(query: str) -> dict[str, list[tuple[str, int, bool]]]:
    answer = asked(query).answer
    return told(answer.facets.choices(counts_by_profile(answer.snapshot, answer.matched), EVERY))


def told(choices: dict[str, list[Choice]]) -> dict[str, list[tuple[str, int, bool]]]:
    return {facet: [(one.value, one.count, one.is_chosen) for one in every] for facet, every in choices.items()}


def test_database_counts_in_a_constant_number_of_questions(
    odd: Shelf, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr(serving, "snapshot", missing)
    with django_assert_max_num_queries(10):
        assert asked("").choices["language"]


def missing() -> None:
    raise NoIndex("being made")


def test_count_slices_and_all_of_it_agree(odd: Shelf) -> None:
    found = asked("sort=said")
    whole = [quotation.pk for quotation in found.iterator(chunk_size=7)]
    assert len(whole) == found.count() == len(odd)
    assert [one.pk for one in [*found[:10], *found[10:]]] == whole
    assert found[3].pk == whole[3]


@pytest.mark.parametrize("has_index", [True, False])
def test_ids_lead_through_all_of_it(odd: Shelf, monkeypatch: pytest.MonkeyPatch, has_index: bool) -> None:
    if not has_index:
        monkeypatch.setattr(serving, "snapshot", missing)
    found, ids = asked("language=ru&language=ja&q=-язык"), [""]
    while some := found.after(ids[-1], 7):
        ids += [quotation.pk for quotation in some]
    assert ids[1:] == sorted(found.every())


@pytest.mark.parametrize("query", ["q=мир&sort=said", "language=ja&sort=said"])
def test_page_api_and_export_give_the_same_in_the_same_order(visitor: Client, odd: Shelf, query: str) -> None:
    page, api, export = (visitor.get(address.format(query)) for address in LISTS)
    shown = [quotation.shown_id for quotation in page.context["page"]]
    assert shown == [found["id"] for found in api.json()["results"]]
    told = "".join(piece.decode() for piece in export.streaming_content)
    assert sorted(shown, key=told.index) == shown


def test_newest_come_first_for_a_feed(odd: Shelf) -> None:
    wishes = QuotationFilter(QueryDict("language=ru&sort=said"), queryset=Quotation.objects.published())
    newest = wishes.newest()[:3]
    assert newest == sorted(newest, key=lambda one: (one.state_at, one.pk), reverse=True)
    assert len(newest) == 3


def test_what_was_found_is_let_go_with_the_request(odd: Shelf) -> None:
    found = asked("language=ru")
    count = found.count()
    let_go()
    assert "answer" not in vars(found)
    assert found.count() == count


def test_old_addresses_of_the_search_lead_to_the_list(visitor: Client) -> None:
    assert visitor.get("/ja/search/?q=a&language=ja").headers["Location"] == "/ja/quotations/?q=a&language=ja"


def test_every_count_is_that_after_the_click(odd: Shelf) -> None:
    claim = odd["brother"].attributions.get(position=2)
    other = odd["brother"].attributions.get(position=1)
    cast.link(odd["brother"], cast.event({"en": "A siege"}))
    pairs = [f"speaker={one.agent_id}&standing={claim.standing}" for one in (claim, other)]
    for query in ("", "q=мир", "decade=1910&language=ru", *pairs):
        wishes = QuotationFilter(QueryDict(query), queryset=Quotation.objects.published())
        for facet, choices in wishes.qs.answer.choices.items():
            for choice in choices:
                chosen = {value for value in wishes.cleaned_values(facet) if value != choice.value} | {choice.value}
                clicked = asked(wishes.query_with(facet, *chosen))
                alone = asked(wishes.query_with(facet, choice.value))
                assert choice.count == alone.count() <= clicked.count(), (query, facet, choice.value)


@pytest.mark.sqlite
def test_links_to_events_are_not_looked_for_in_pairs(boots: Quotation) -> None:
    """Of a list of quotations and one of events SQLite asks for every pair, of which a large archive has billions."""
    with CaptureQueriesContext(connection) as queries:
        assert [choice.count for choice in tallying.choices(asked("").question)["event"]] == [1]
        assert asked("decade=1910").count() == 1
    with connection.cursor() as cursor:
        plans = [cursor.cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}").fetchall() for query in queries]
    steps = [step for plan in plans for *_numbers, step in plan]
    assert any("quotations_eventlink" in step for step in steps)
    assert not [
        step for step in steps if "quotation_id=? AND event_id=?" in step or "event_id=? AND quotation_id=?" in step
    ]
