"""Lists come in bounded pages, by number or by cursor, and with the fields that are wanted."""

from typing import Any

import pytest
from django.test import Client

from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions import log
from archive.revisions.recording import recording
from sources.models import Agent, Source
from tests import cast
from tests.api.test_reading import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def seven(trotsky: Agent, article: Source) -> list[Quotation]:
    with recording():
        return [cast.quotation(f"Word {number}.", trotsky, article, language="en") for number in range(7)]


def words(page: Any) -> list[str]:
    return [found["words"] for found in page["results"]]


def followed(visitor: Client, address: str, relation: str = "next") -> list[str]:
    """Read a list to its end by the links of its answers."""
    found, response = [], visitor.get(address)
    while True:
        found += words(response.json())
        links = response.headers.get("Link", "")
        if f'rel="{relation}"' not in links:
            return found
        (target,) = [link.partition(">")[0].lstrip(" <") for link in links.split(",") if f'rel="{relation}"' in link]
        assert target == response.json()["next"]
        response = visitor.get(target)


@pytest.mark.parametrize("start", ["page_size=3", "page_size=3&cursor="])
def test_links_lead_through_everything_once(visitor: Client, seven: list[Quotation], start: str) -> None:
    found = followed(visitor, f"/api/v1/quotations/?{start}")
    assert sorted(found) == sorted(quotation.words for quotation in seven)


def test_cursor_keeps_its_place_while_records_come_and_go(visitor: Client, seven: list[Quotation]) -> None:
    first, *others = sorted(seven, key=lambda quotation: quotation.pk)
    page = answer(visitor, "quotations/?page_size=3&cursor=")
    assert page["count"] == 7
    first.pass_to(State.WITHDRAWN)
    rest = followed(visitor, page["next"])
    assert rest == [quotation.words for quotation in others[2:]]
    assert visitor.get(page["next"]).json()["count"] is None


def test_page_says_where_the_log_stood(visitor: Client, seven: list[Quotation]) -> None:
    assert answer(visitor, "topics/")["sequence"] == log.sequence() > 0


def test_number_of_queries_does_not_grow_with_the_page(
    visitor: Client, seven: list[Quotation], django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    answer(visitor, "quotations/")  # brings the index up to date
    for start in ("", "&cursor="):
        with django_assert_max_num_queries(24) as few:
            answer(visitor, f"quotations/?page_size=2{start}")
        with django_assert_num_queries(len(few)):
            answer(visitor, f"quotations/?page_size=7{start}")


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("page=0", "page"),
        ("page=x", "page"),
        ("page=١", "page"),
        ("page_size=201", "page_size"),
        ("cursor=../", "cursor"),
        ("fields=words,secrets", "fields"),
        ("fields=", "fields"),
    ],
)
def test_what_cannot_be_read_is_named(visitor: Client, asked: str, field: str) -> None:
    (fault,) = answer(visitor, f"quotations/?{asked}", status=400)["errors"]
    assert fault["field"] == field and fault["detail"]


def test_cursor_of_another_list_is_refused(visitor: Client) -> None:
    assert answer(visitor, "editions/?cursor=K7M29XQ4", status=400)["errors"][0]["field"] == "cursor"


def test_only_wanted_fields_are_given(visitor: Client, boots: Quotation) -> None:
    (found,) = answer(visitor, "quotations/?fields=id,words")["results"]
    assert found == {"id": boots.shown_id, "words": boots.words}
    assert set(answer(visitor, f"quotations/{boots.shown_id}/?fields=language")) == {"language"}


def test_unknown_field_is_told_the_known_ones(visitor: Client) -> None:
    (fault,) = answer(visitor, "people/?fields=age", status=400)["errors"]
    assert "“age”" in fault["detail"] and "known_as" in fault["detail"]
