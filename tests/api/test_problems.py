"""Every error of the API is a problem that a program can read: status, reason and field."""

import json
from typing import Any

import pytest
from django.test import Client, RequestFactory
from rest_framework.exceptions import ValidationError

from archive.editions.models import Redirection
from archive.problems import faults_in
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.views import bad_request, server_error
from sources.models import Agent, Source
from tests import cast

pytestmark = pytest.mark.django_db


def problem(response: Any) -> dict[str, Any]:
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code
    return response.json()


def test_wrong_wish_names_its_field(visitor: Client) -> None:
    told = problem(visitor.get("/api/v1/quotations/?event=nonsense"))
    assert (told["status"], told["title"]) == (400, "Bad Request")
    assert [fault["field"] for fault in told["errors"]] == ["event"]


@pytest.mark.parametrize("room", ["quotations/", "quotations/facets/", "people/", "editions/", "topics/"])
def test_parameter_that_is_not_there_is_named(visitor: Client, room: str) -> None:
    asked = visitor.get(f"/api/v1/{room}?speeker=K7M2-9XQ4")
    (fault,) = problem_of(asked)["errors"]
    assert (asked.status_code, fault["field"]) == (400, "speeker")
    assert "there are:" in fault["detail"]


def test_parameter_of_lists_is_none_of_counts(visitor: Client) -> None:
    assert visitor.get("/api/v1/quotations/?q=&page=1&fields=id&format=json").status_code == 200
    assert problem_of(visitor.get("/api/v1/quotations/facets/?page=1"))["errors"][0]["field"] == "page"


def test_mistyped_id_is_not_found_and_offers_the_near_ones(visitor: Client, boots: Quotation) -> None:
    slip = boots.shown_id[:-1] + ("0" if boots.shown_id[-1] != "0" else "1")
    told = problem(visitor.get(f"/api/v1/quotations/{slip}/"))
    assert told["status"] == 404
    assert told["near"] == [boots.shown_id]


def test_draft_is_as_if_it_were_not_there(visitor: Client, draft_quotation: Quotation) -> None:
    told = problem(visitor.get(f"/api/v1/quotations/{draft_quotation.shown_id}/"))
    assert told == problem(visitor.get("/api/v1/quotations/0000-0000/"))


def test_withdrawn_record_is_gone_with_its_tombstone(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    other = cast.quotation("Better words.", trotsky, Source.objects.first())
    boots.pass_to(State.WITHDRAWN, because="It was misread.", successor=other)
    told = problem(visitor.get(f"/api/v1/quotations/{boots.shown_id}/"))
    assert told["status"] == 410
    assert (told["id"], told["withdrawn_because"]) == (boots.shown_id, "It was misread.")
    assert visitor.get(told["successor"]["api_url"]).json()["words"] == "Better words."
    assert boots.words not in str(told)


def test_merged_record_leads_to_the_surviving_one(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    Redirection.objects.create(record_type="agent", old_id="00000000", new_id=trotsky.pk)
    answer = visitor.get("/api/v1/people/0000-0000/?format=json")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"http://testserver/api/v1/people/{trotsky.shown_id}/?format=json"
    assert answer.json()["merged_into"] == trotsky.shown_id


@pytest.mark.parametrize("address", ["/api/v1/nothing/", "/api/v2/", "/api/v1/quotations/?page=99"])
def test_what_is_not_there_is_a_problem(visitor: Client, address: str) -> None:
    assert problem(visitor.get(address))["status"] == 404


def test_other_methods_are_a_problem(visitor: Client) -> None:
    assert problem(visitor.put("/api/v1/quotations/"))["status"] == 405


def test_what_broke_is_told_without_saying_how(client: Client) -> None:
    request = RequestFactory().get("/api/v1/quotations/")
    assert problem_of(server_error(request))["status"] == 500
    assert problem_of(bad_request(request, ValueError("secret")))["status"] == 400
    assert b"secret" not in bad_request(request, ValueError("secret")).content


def problem_of(response: Any) -> dict[str, Any]:
    response.json = lambda: json.loads(response.content)
    return problem(response)


def test_nested_faults_are_told_by_path() -> None:
    nested = ValidationError({"names": [{}, {"literal": ["empty", "short"]}], "kind": "unknown"}).detail
    assert [(fault["field"], fault["detail"]) for fault in faults_in(nested)] == [
        ("names.2.literal", "empty"),
        ("names.2.literal", "short"),
        ("kind", "unknown"),
    ]
