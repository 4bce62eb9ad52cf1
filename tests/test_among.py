"""Rows among many ids."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.among import FEW, among
from archive.events.models import Event
from archive.quotations.models import Topic
from archive.revisions.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics() -> list[Topic]:
    return Topic.objects.bulk_create([Topic(labels={"en": f"Topic {number}"}) for number in range(FEW + 5)])


@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 4])
def test_rows_are_those_that_have_one_of_the_ids(topics: list[Topic], count: int) -> None:
    ids = [topic.pk for topic in topics[:count]]
    assert set(Topic.objects.filter(among("pk", ids))) == set(topics[:count])


def test_numbers_are_found_as_text_is(topics: list[Topic]) -> None:
    numbers = range(1, FEW + 3)
    assert Entry.objects.filter(among("sequence", numbers)).count() == len(numbers)


def test_column_may_lead_to_another_record(topics: list[Topic]) -> None:
    whole = cast.event({"en": "Whole"})
    part = Event.objects.create(labels={"en": "Part"}, part_of=whole)
    assert list(Event.objects.filter(among("part_of", [whole.pk, *(f"{n:08}" for n in range(FEW))]))) == [part]


def test_many_ids_are_one_value(topics: list[Topic]) -> None:
    with CaptureQueriesContext(connection) as queries:
        list(Topic.objects.filter(among("pk", (topic.pk for topic in topics))))
    assert queries[0]["sql"].count("'") == 2
