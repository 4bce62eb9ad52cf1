"""Editions, places and topics in the API."""

import hashlib
from typing import Any

import pytest
from django.test import Client

from archive.editions.models import Redirection
from archive.events.models import Place
from archive.publishing import State
from archive.quotations.models import Quotation, Topic
from archive.revisions.recording import recording
from tests.api.test_reading import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(boots: Quotation) -> Quotation:
    """A quotation of two editions."""
    with recording():
        boots.note = "Compared again."
        boots.save()
    return boots


def test_editions_of_a_quotation_are_listed(visitor: Client, twice: Quotation) -> None:
    found = answer(visitor, f"quotations/{twice.shown_id}/editions/")
    assert [(edition["quotation"], edition["number"]) for edition in found["results"]] == [
        (twice.shown_id, 1),
        (twice.shown_id, 2),
    ]
    assert found["results"] == answer(visitor, "editions/")["results"]
    assert answer(visitor, "editions/?from_number=2")["count"] == 1


def test_quotation_names_its_latest_edition_and_all_of_them(visitor: Client, twice: Quotation) -> None:
    one = answer(visitor, f"quotations/{twice.shown_id}/")
    (listed,) = answer(visitor, "quotations/")["results"]
    *_older, latest = answer(visitor, one["editions_url"].partition("/api/v1/")[2])["results"]
    assert one["edition"] == listed["edition"] == latest
    assert latest["url"] == f"http://testserver/q/{twice.shown_id}/v2"
    assert visitor.get(f"/ja/q/{twice.shown_id}.json").json()["edition"] == latest


def test_edition_has_its_content_and_hash(visitor: Client, twice: Quotation) -> None:
    first = answer(visitor, f"quotations/{twice.shown_id}/editions/1/")
    assert first["content"]["words"] == twice.words and "note" not in first["content"]
    text = visitor.get(first["content_url"]).content
    assert hashlib.sha256(text).hexdigest() == first["hash"]
    assert visitor.get(first["api_url"]).json() == first
    answer(visitor, f"quotations/{twice.shown_id}/editions/3/", status=404)


def test_editions_of_withdrawn_and_merged_quotations(visitor: Client, twice: Quotation) -> None:
    Redirection.objects.create(record_type="quotation", old_id="00000000", new_id=twice.pk)
    assert answer(visitor, "quotations/0000-0000/editions/")["count"] == 0
    twice.pass_to(State.WITHDRAWN, because="Misread.")
    assert answer(visitor, f"quotations/{twice.shown_id}/editions/1/", status=410)["withdrawn_because"] == "Misread."
    assert answer(visitor, "editions/")["count"] == 0


def test_places_and_topics_are_those_of_what_is_published(
    visitor: Client, boots: Quotation, draft_quotation: Quotation
) -> None:
    russia, moscow, kyiv = (Place.objects.create(labels={"en": name}) for name in ("Russia", "Moscow", "Kyiv"))
    for place, quotation in ((moscow, boots), (kyiv, draft_quotation)):
        place.part_of = russia
        place.save()
        quotation.place = place
        quotation.topics.add(Topic.objects.create(labels={"en": f"{place} talks"}))
        quotation.save()
    places = {found["labels"]["en"]: found for found in answer(visitor, "places/")["results"]}
    assert set(places) == {"Brest-Litovsk", "Moscow", "Russia"}
    assert places["Moscow"]["part_of"] == russia.shown_id
    assert (places["Moscow"]["quotation_count"], places["Brest-Litovsk"]["event_count"]) == (1, 1)
    (topic,) = answer(visitor, "topics/")["results"]
    assert (topic["labels"], topic["quotation_count"]) == ({"en": "Moscow talks"}, 1)
    assert answer(visitor, "places/?name=mosc")["count"] == 1
    answer(visitor, f"places/{kyiv.shown_id}/", status=404)


@pytest.mark.parametrize("room", ["editions", "places", "topics"])
def test_number_of_queries_does_not_grow(
    visitor: Client, twice: Quotation, room: str, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    twice.topics.add(Topic.objects.create(labels={"en": "Topic"}))
    with django_assert_max_num_queries(6) as few:
        answer(visitor, f"{room}/")
    with recording():
        for number in range(5):
            twice.place = Place.objects.create(labels={"en": f"Place {number}"}, part_of=twice.place)
            twice.topics.add(Topic.objects.create(labels={"en": f"Topic {number}"}))
        twice.save()
    with django_assert_num_queries(len(few)):
        answer(visitor, f"{room}/")
