"""A reader who has the answer already is not sent it again, and nobody is told that an old one still holds."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from archive.conditional import conditional
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions.models import Entry

pytestmark = pytest.mark.django_db
QUOTATIONS = "/api/v1/quotations/"


def tag_of(visitor: Client, address: str, **headers: str) -> str:
    return visitor.get(address, headers=headers).headers["ETag"]


def test_same_tag_is_answered_by_304_without_reading(
    visitor: Client, boots: Quotation, django_assert_num_queries: Any
) -> None:
    tag = tag_of(visitor, QUOTATIONS)
    with django_assert_num_queries(1):
        answer = visitor.get(QUOTATIONS, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)
    assert answer.headers["Cache-Control"] == "public, no-cache"


def test_every_change_of_the_archive_makes_a_new_tag(visitor: Client, boots: Quotation) -> None:
    before = tag_of(visitor, QUOTATIONS)
    boots.pass_to(State.WITHDRAWN, because="Misread.")
    answer = visitor.get(QUOTATIONS, headers={"If-None-Match": before})
    assert (answer.status_code, answer.json()["count"]) == (200, 0)


def test_tags_differ_by_address_and_kind(visitor: Client, boots: Quotation) -> None:
    asked = [
        tag_of(visitor, QUOTATIONS),
        tag_of(visitor, f"{QUOTATIONS}?page=1"),
        tag_of(visitor, QUOTATIONS, Accept="application/json"),
    ]
    assert len(set(asked)) == 3
    assert "Accept" in visitor.get(QUOTATIONS).headers["Vary"].split(", ")


def test_date_is_told_only_when_its_second_is_over(visitor: Client, boots: Quotation, monkeypatch: Any) -> None:
    assert "Last-Modified" not in visitor.get(QUOTATIONS).headers
    later = Entry.objects.latest("sequence").at + timedelta(seconds=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    told = visitor.get(QUOTATIONS).headers["Last-Modified"]
    assert visitor.get(QUOTATIONS, headers={"If-Modified-Since": told}).status_code == 304
    assert visitor.get(QUOTATIONS, headers={"If-Unmodified-Since": told}).status_code == 200


def test_condition_that_does_not_hold_is_a_problem(visitor: Client, boots: Quotation) -> None:
    answer = visitor.get(QUOTATIONS, headers={"If-Match": '"other"'})
    assert (answer.status_code, answer.headers["Content-Type"]) == (412, "application/problem+json")


def test_errors_have_no_tag(visitor: Client) -> None:
    answer = visitor.get(f"{QUOTATIONS}?from_year=x", headers={"If-None-Match": "*"})
    assert answer.status_code == 400
    assert "ETag" not in answer.headers


def test_head_has_the_headers_of_get(visitor: Client, boots: Quotation) -> None:
    head = visitor.head(QUOTATIONS)
    assert (head.status_code, head.content, head.headers["ETag"]) == (200, b"", tag_of(visitor, QUOTATIONS))


def test_curators_are_answered_anew(client: Client, boots: Quotation) -> None:
    client.force_login(User.objects.create(username="editor"))
    assert "ETag" not in client.get(QUOTATIONS).headers
    assert "ETag" not in Client().get(QUOTATIONS, headers={"Authorization": "Bearer x"}).headers


def test_view_may_say_itself_how_long_its_answer_holds() -> None:
    @conditional
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "no-store"})

    assert "ETag" not in view(RequestFactory().get("/")).headers
