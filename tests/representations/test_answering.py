"""Addresses that negotiate: by Accept, by ending, and by what the client has already."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from archive import conditional
from archive.quotations.models import Quotation
from archive.representations.offering import Kind
from archive.representations.table import REPRESENTATIONS
from archive.revisions.models import Entry
from sources.models import Agent, Source
from tests.representations.conftest import Asking

KINDS = [kind.value for kind in Kind]


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_is_had_by_accept_and_by_ending(
    visitor: Client, one_of_each: dict[str, Any], asking: Asking, kind: str
) -> None:
    record = one_of_each[kind]
    for form in (form for form in REPRESENTATIONS if kind in form.kinds):
        by_ending = visitor.get(f"{record.get_absolute_url()}.{form.ending}")
        assert by_ending.status_code == 200, form.ending
        assert by_ending.headers["Content-Type"] == f"{form.media_type}; charset=utf-8"
        for media_type in form.media_types:
            answer = asking(record, media_type)
            assert answer.headers["Content-Type"] == f"{media_type}; charset=utf-8"
            assert "Accept" in answer.headers["Vary"]
        # BibLaTeX shares the name of BibTeX, which comes first, and has one of its own.
        assert answer.content == by_ending.content
        assert answer.headers["Content-Location"].endswith(f".{form.ending}")


@pytest.mark.parametrize("kind", KINDS)
def test_browsers_get_the_page(one_of_each: dict[str, Any], asking: Asking, kind: str) -> None:
    answer = asking(one_of_each[kind], "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", prefix="/ja")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert '<html lang="ja">' in answer.content.decode()


def test_nothing_acceptable_lists_what_there_is(boots: Quotation, asking: Asking) -> None:
    answer = asking(boots, "image/png")
    lines = answer.content.decode().splitlines()
    assert answer.status_code == 406
    assert f"application/x-bibtex http://testserver/q/{boots.shown_id}.bib" in lines
    assert answer.headers["Vary"].startswith("Accept, accept-datetime")


@pytest.mark.parametrize("header", ["q", "text/html;a*=nocharset''b", "," * 5000, "text/html;q=nan"])
def test_malformed_accept_gets_the_page(boots: Quotation, asking: Asking, header: str) -> None:
    assert asking(boots, header).status_code == 200


def test_citation_comes_in_the_style_and_language_that_are_asked_for(
    visitor: Client, my_life: Source, boots: Quotation, asking: Asking
) -> None:
    answer = asking(my_life, "text/x-bibliography; style=apa; locale=en-US")
    assert answer.content.decode() == "Лев Давидович Троцкий. (1930). Моя жизнь. Гранит.\n"
    assert "(1930年)" in asking(my_life, "text/x-bibliography; style=apa; locale=ja").content.decode()
    by_ending = visitor.get(f"/s/{my_life.shown_id}.txt?style=APA&locale=ja")
    assert by_ending.content == asking(my_life, "text/x-bibliography; style=apa; locale=ja").content


@pytest.mark.parametrize(("wish", "status", "told"), [("style=apaa", 404, "apa"), ("style=apa&locale=%25", 400, "%")])
def test_citation_that_cannot_be_made_says_why(
    visitor: Client, my_life: Source, boots: Quotation, asking: Asking, wish: str, status: int, told: str
) -> None:
    answer = visitor.get(f"/s/{my_life.shown_id}.txt?{wish}")
    assert answer.status_code == status and told in answer.content.decode()
    wish = wish.replace("&", "; ").replace("%25", "%")
    assert asking(my_life, f"text/x-bibliography; {wish}").status_code == 406


def test_json_is_what_the_api_says(visitor: Client, boots: Quotation) -> None:
    answer = visitor.get(f"/q/{boots.shown_id}.json", headers={"If-None-Match": "*"})
    assert answer.status_code == 304
    own = visitor.get(f"/q/{boots.shown_id}.json").json()
    assert own == json.loads(visitor.get(f"/api/v1/quotations/{boots.shown_id}/").content)


def test_no_such_ending(visitor: Client, one_of_each: dict[str, Any]) -> None:
    for record in one_of_each.values():
        assert visitor.get(f"{record.get_absolute_url()}.exe").status_code == 404
    assert visitor.get(f"{one_of_each['person'].get_absolute_url()}.bib").status_code == 404


def test_ending_of_an_id_typed_otherwise_leads_on(visitor: Client, boots: Quotation) -> None:
    answer = visitor.get(f"/ja/q/{boots.shown_id.lower()}.json")
    assert answer.headers["Location"] == f"/ja/q/{boots.shown_id}.json"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_what_the_client_has_is_not_sent_again(
    one_of_each: dict[str, Any], asking: Asking, kind: str, accept: str
) -> None:
    record = one_of_each[kind]
    etag = asking(record, accept).headers["ETag"]
    again = asking(record, accept, **{"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert "Accept" in again.headers["Vary"]
    others = [asking(record, "text/html", prefix="/ja"), asking(record, "application/linkset")]
    assert etag not in [other.headers["ETag"] for other in others]


@pytest.mark.parametrize("address", ["/quotations/", "/ja/people/", "/events/", "/sources/"])
def test_lists_are_not_sent_again_until_they_change(
    visitor: Client, boots: Quotation, trotsky: Agent, address: str
) -> None:
    etag = visitor.get(address).headers["ETag"]
    assert visitor.get(address, headers={"If-None-Match": etag}).status_code == 304
    trotsky.names.update(literal="Somebody else")
    boots.attestations.first().source.contributions.create(agent=trotsky)
    assert visitor.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_change_of_what_a_page_stands_on_is_sent(boots: Quotation, my_life: Source, asking: Asking) -> None:
    etag = asking(boots, "text/html").headers["ETag"]
    my_life.title = "Another book"
    my_life.save()
    assert asking(boots, "text/html", **{"If-None-Match": etag}).status_code == 200


def test_time_is_given_once_it_has_settled(boots: Quotation, asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Last-Modified" not in asking(boots, "text/html").headers
    monkeypatch.setattr(conditional, "SETTLED", timedelta(0))
    moment = asking(boots, "text/html").headers["Last-Modified"]
    assert asking(boots, "text/html", **{"If-Modified-Since": moment}).status_code == 304
    assert asking(boots, "text/html", **{"If-Modified-Since": "Tue, 01 Jan 2019 12:00:00 GMT"}).status_code == 200
    assert Entry.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": '"'}, {"If-None-Match": "W/"}, {"If-Modified-Since": "soon"}, {"Range": "bytes=9-0"},
        {"If-Match": ",,"}, {"If-Range": "x"}, {"If-Unmodified-Since": "Thu, 99 Jan 1970"}, {"Accept-Language": "*;;"},
    ],
)  # fmt: skip
def test_malformed_conditions_are_no_fault_of_ours(boots: Quotation, asking: Asking, headers: dict[str, str]) -> None:
    assert asking(boots, "application/json", **headers).status_code in (200, 412)


def test_head_says_the_same(visitor: Client, boots: Quotation) -> None:
    address = boots.get_absolute_url()
    kept = ("ETag", "Link", "Vary", "Content-Type")
    asked, told = visitor.get(address).headers, visitor.head(address).headers
    assert [asked[name] for name in kept] == [told[name] for name in kept]
