"""Pages of lists that the database finds."""

import pytest
from django.db.models import Count, Q
from pytest_django import DjangoAssertNumQueries

from archive.paging import ListPaginator, counted
from archive.quotations.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics() -> list[Topic]:
    made = Topic.objects.bulk_create([Topic(labels={"en": f"Topic {number}"}) for number in range(5)])
    return sorted(made, key=lambda topic: topic.pk)


def test_records_are_counted_in_the_walk_that_finds_them(
    topics: list[Topic], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        part, count = counted(Topic.objects.order_by("pk"), 2, 2)
        assert (list(part), count) == (topics[2:4], 5)


@pytest.mark.parametrize(("start", "most", "shown"), [(0, 2, 2), (4, 2, 1), (6, 2, 0)])
def test_all_are_counted_wherever_the_part_begins(topics: list[Topic], start: int, most: int, shown: int) -> None:
    part, count = counted(Topic.objects.order_by("pk"), start, most)
    assert (len(part), count) == (shown, 5)


def test_what_is_found_more_than_once_counts_once(topics: list[Topic]) -> None:
    for topic in topics[:2]:
        topic.quotations.create(words="Words.", language="en")
        topic.quotations.create(words="More words.", language="en")
    named = Topic.objects.filter(Q(quotations__language="en")).distinct().order_by("pk")
    part, count = counted(named, 0, 5)
    assert (list(part), count) == (topics[:2], 2)


def test_list_in_the_order_of_a_count_is_counted_apart(
    topics: list[Topic], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """SQLite would go through all that is hidden for each record, in the window that counts the others."""
    by_count = Topic.objects.annotate(quotation_count=Count("quotations")).order_by("-quotation_count", "pk")
    with django_assert_num_queries(3) as queries:
        part, count = counted(by_count, 0, 2)
        assert (list(part), count) == (topics[:2], 5)
    assert not [query for query in queries if "OVER" in query["sql"]]


@pytest.mark.parametrize(
    ("asked", "number"),
    [("2", 2), ("3", 3), ("9", 3), ("0", 3), ("-1", 3), ("x", 1), (None, 1), ("9" * 30, 3), ("２", 2)],
)
def test_number_that_makes_no_sense_gives_the_nearest_page(topics: list[Topic], asked: str, number: int) -> None:
    page = ListPaginator(Topic.objects.order_by("pk"), 2).get_page(asked)
    assert (page.number, list(page), page.paginator.count) == (number, topics[number * 2 - 2 : number * 2], 5)
