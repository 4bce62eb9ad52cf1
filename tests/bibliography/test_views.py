"""What a visitor reads on the pages of sources."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.bibliography.views import with_counts
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.search.building import tell_planner
from sources.models import Agent, Source
from tests import cast


def test_page_shows_description_and_what_is_quoted(visitor: Client, my_life: Source, boots: Quotation) -> None:
    page = visitor.get(f"/s/{my_life.shown_id}").content.decode()
    for shown in ("Моя жизнь", "Leon Trotsky", "Гранит", "1930", "司法風", "Cite it"):
        assert shown in page


def test_download_is_csl_json(visitor: Client, my_life: Source, boots: Quotation) -> None:
    item = visitor.get(f"/s/{my_life.shown_id}.csl.json").json()[0]
    assert item["publisher-place"] == "Берлин"
    assert item["author"][0]["literal"] == "Лев Давидович Троцкий"


def test_source_on_which_nothing_published_stands_is_not_found(visitor: Client, my_life: Source) -> None:
    assert visitor.get(f"/s/{my_life.shown_id}").status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("text=жизнь", 1),
        ("text=trotsky", 1),
        ("type=webpage", 1),
        ("from_year=1930&to_year=1930", 1),
        ("language=ru", 1),
        ("", 2),
    ],
)
def test_list_is_filtered(visitor: Client, boots: Quotation, query: str, count: int) -> None:
    assert len(visitor.get(f"/sources/?{query}").context["page"]) == count


def test_list_has_what_is_quoted_most_first_and_counts_no_drafts(
    visitor: Client, trotsky: Agent, my_life: Source, article: Source
) -> None:
    """A quotation that is found twice in a source counts once."""
    part = Source.objects.create(title="A chapter", part_of=article)
    cast.quotation("Words.", trotsky, my_life, my_life, language="en")
    cast.quotation("Other words.", trotsky, my_life, language="en")
    for state in State:
        cast.quotation("Words again.", trotsky, part, part, language="en", state=state)
    found = visitor.get("/sources/?sort=quoted").context["page"]
    assert [(source.title, source.quotation_count) for source in found] == [
        (my_life.title, 2),
        (part.title, 1),
        (article.title, 0),
    ]
    told = visitor.get("/api/v1/sources/?sort=quoted").json()["results"]
    assert [one["quotation_count"] for one in told] == [2, 1, 0]


@pytest.mark.parametrize("address", ["/sources/?sort=quoted", "/api/v1/sources/?sort=quoted"])
def test_number_of_queries_does_not_grow_with_the_list(visitor: Client, boots: Quotation, address: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(address).status_code == 200
        return len(queries)

    cast.crowd(range(2))
    few = asked()
    cast.crowd(range(2, 5))
    assert asked() == few


@pytest.mark.sqlite
def test_quotations_of_a_source_are_counted_in_an_index_alone(boots: Quotation) -> None:
    tell_planner()
    assert "USING COVERING INDEX quotations_found (source_id=?)" in with_counts(Source.objects.all()).explain()
