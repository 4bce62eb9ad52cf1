"""The reading API: published records, by the same filters as the pages."""

import re
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import validate

from archive.publishing import State
from archive.quotations.models import Quotation, Topic
from archive.revisions.recording import recording
from sources.models import Agent
from tests import cast

pytestmark = pytest.mark.django_db
ROOMS = ["quotations", "people", "sources", "events", "places", "topics"]


def answer(visitor: Client, address: str, status: int = 200) -> Any:
    response = visitor.get(f"/api/v1/{address}")
    assert response.status_code == status, response.content
    return response.json()


def test_quotation_tells_who_where_and_how_sure(visitor: Client, boots: Quotation) -> None:
    (found,) = answer(visitor, "quotations/")["results"]
    assert found["id"] == boots.shown_id
    assert found["attributions"][0]["agent"]["names"]["ja"] == "レフ・トロツキー"
    assert [witness["quoted_in"] for witness in found["attestations"]] == [None, 1]
    assert found["events"][0]["kind"] == "speaks of"
    assert found["citation"]


def test_each_record_is_found_by_its_id(visitor: Client, boots: Quotation) -> None:
    boots.topics.add(Topic.objects.create(labels={"en": "peace"}))
    for room in ROOMS:
        (listed, *_others) = answer(visitor, f"{room}/")["results"]
        assert answer(visitor, f"{room}/{listed['id']}/") == listed
        assert answer(visitor, f"{room}/{listed['id'].lower().replace('-', '')}/") == listed


def test_address_of_the_page_and_of_the_api_are_given(visitor: Client, boots: Quotation) -> None:
    (found,) = answer(visitor, "quotations/")["results"]
    assert found["url"] == f"http://testserver/q/{boots.shown_id}"
    assert visitor.get(found["api_url"]).json() == found


def test_person_has_names_life_and_count(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    found = answer(visitor, f"people/{trotsky.shown_id}/")
    assert found["born"] == {
        "edtf": "1879-10-26",
        "calendar": "julian",
        "as_written": "",
        "earliest": 2407661,
        "latest": 2407661,
    }
    assert (found["quotation_count"], found["identifiers"][0]["value"]) == (1, "Q33391")


def test_source_is_given_as_csl_json_too(visitor: Client, boots: Quotation) -> None:
    titles = {found["title"]: found["csl"] for found in answer(visitor, "sources/")["results"]}
    assert titles["Моя жизнь"]["issued"] == {"date-parts": [[1930]]}


def test_filters_are_those_of_the_pages(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    assert answer(visitor, f"quotations/?speaker={trotsky.shown_id}")["count"] == 1
    assert answer(visitor, "quotations/?standing=disputed")["count"] == 0


def test_facets_are_counted_beside_what_is_asked(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    found = answer(visitor, "quotations/facets/?q=将軍")
    assert found["count"] == 1
    speaker = {"value": trotsky.shown_id, "label": "Leon Trotsky", "count": 1, "is_chosen": False}
    assert found["facets"]["speaker"] == [speaker]
    assert answer(visitor, f"quotations/facets/?speaker={trotsky.shown_id}&language=ru")["count"] == 0


def test_wrong_filter_names_field_and_reason(visitor: Client, boots: Quotation) -> None:
    for wish, field in (("from_year=long+ago", "from_year"), ("speaker=nobody", "speaker")):
        (fault,) = answer(visitor, f"quotations/?{wish}", status=400)["errors"]
        assert fault["field"] == field and fault["detail"]


@pytest.mark.parametrize("room", ROOMS)
def test_unknown_id_is_not_found(visitor: Client, room: str) -> None:
    assert "detail" in answer(visitor, f"{room}/0000-0000/", status=404)
    assert "detail" in answer(visitor, f"{room}/nonsense/", status=404)


def test_draft_is_nowhere(visitor: Client, draft_quotation: Quotation) -> None:
    assert [answer(visitor, f"{room}/")["count"] for room in ROOMS] == [0] * len(ROOMS)
    answer(visitor, f"quotations/{draft_quotation.shown_id}/", status=404)


def test_draft_original_of_a_published_translation_is_not_named(visitor: Client, boots: Quotation) -> None:
    boots.translation_of = cast.quotation("Слова", boots.attribution.agent, state=State.DRAFT, language="ru")
    boots.save()
    assert answer(visitor, f"quotations/{boots.shown_id}/")["translation_of"] is None


def test_pages_are_bounded(visitor: Client, trotsky: Agent, article: Any) -> None:
    with recording():
        for number in range(25):
            cast.quotation(f"Word {number}.", trotsky, article, language="en")
    first = answer(visitor, "quotations/?page_size=10")
    assert (first["count"], len(first["results"])) == (25, 10)
    answer(visitor, "quotations/?page_size=100000", status=400)
    assert len(visitor.get(first["next"]).json()["results"]) == 10


@pytest.mark.parametrize("room", ROOMS)
def test_number_of_queries_does_not_grow(
    visitor: Client, boots: Quotation, room: str, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    answer(visitor, f"{room}/")  # brings the index up to date
    with django_assert_max_num_queries(20) as few:
        answer(visitor, f"{room}/")
    asked = len(few)
    cast.crowd(range(6))
    answer(visitor, f"{room}/")
    with django_assert_num_queries(asked):
        answer(visitor, f"{room}/")


def test_writing_is_refused(visitor: Client, boots: Quotation) -> None:
    for method in (visitor.post, visitor.put, visitor.patch, visitor.delete):
        assert method(f"/api/v1/quotations/{boots.shown_id}/").status_code == 405


def test_schema_is_openapi_31(visitor: Client) -> None:
    schema = visitor.get("/api/v1/schema/?format=json").json()
    assert schema["openapi"].startswith("3.1")
    validate(schema)
    assert {f"/api/v1/{room}/" for room in ROOMS} <= set(schema["paths"])


def test_every_filter_of_the_schema_is_documented(visitor: Client) -> None:
    schema = visitor.get("/api/v1/schema/?format=json").json()
    for room in ROOMS:
        for parameter in schema["paths"][f"/api/v1/{room}/"]["get"]["parameters"]:
            assert parameter.get("description"), (room, parameter["name"])


def test_schema_has_examples_to_try(visitor: Client) -> None:
    schema = visitor.get("/api/v1/schema/?format=json").json()
    asked = {one["name"]: one.get("example") for one in schema["paths"]["/api/v1/quotations/"]["get"]["parameters"]}
    assert (asked["q"], asked["from_year"]) == ("peace", 1917)


def test_browsable_page_asks_nobody_else_and_has_nothing_inline(visitor: Client) -> None:
    page = visitor.get("/api/v1/docs/").content.decode()
    assert "/static/drf_spectacular_sidecar/" in page
    assert "https://" not in page.replace("https://www.w3.org", "")
    # The policy of the site lets no script and no style run that stands in the page itself.
    assert "<style" not in page
    scripts = re.findall(r'<script src="([^"]+)"></script>', page)
    assert len(scripts) == page.count("<script") == 3
    assert "schema" in visitor.get(scripts[-1].replace("&amp;", "&")).content.decode()
