"""A reader who has the answer already is not sent it again, and nobody is told that an old one still holds."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from archive.conditional import conditional
from archive.events.models import Event
from archive.kept_pages import PAGES, KeptPages
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions.models import Entry
from archive.search import serving
from sources.models import Agent

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


PAGES_OF_ALL = ["/", "/quotations/", "/people/", "/events/", "/sources/", "/browse/", "/today/", "/about/"]


def asked_again(visitor: Client, address: str, tag: str) -> Any:
    return visitor.get(address, headers={"If-None-Match": tag})


def lasting(response: HttpResponse) -> dict[str, str]:
    """Return the headers, but for the date, which is told from a moment on."""
    return {name: value for name, value in response.headers.items() if name != "Last-Modified"}


def addresses_of(quotation: Quotation, *others: Any) -> list[str]:
    """Return the addresses of pages and representations of records."""
    own = [quotation.get_absolute_url(), *(record.get_absolute_url() for record in others)]
    more = [f"{own[0]}{ending}" for ending in (".json", ".ttl", "/cite", "/v1", "/v1.bib", "/history", "/timemap")]
    return [*own, *more, f"/unapi?id={quotation.shown_id}&format=mods"]


def test_pages_that_are_known_or_kept_take_one_query(
    visitor: Client, boots: Quotation, trotsky: Agent, brest_litovsk: Event, django_assert_num_queries: Any
) -> None:
    for address in [*PAGES_OF_ALL, *addresses_of(boots, trotsky, brest_litovsk)]:
        first = visitor.get(address)
        assert first.status_code == 200, address
        with django_assert_num_queries(1):
            again = visitor.get(address)
        with django_assert_num_queries(1):
            known = asked_again(visitor, address, first.headers["ETag"])
        assert (again.content, lasting(again)) == (first.content, lasting(first)), address
        assert (known.status_code, known.content) == (304, b""), address
        kept = ("ETag", "Vary", "Cache-Control", "Content-Location")
        assert [known.headers.get(name) for name in kept] == [first.headers.get(name) for name in kept]


def test_what_is_known_takes_one_query_also_where_nothing_is_kept(
    visitor: Client, boots: Quotation, django_assert_num_queries: Any
) -> None:
    tag = tag_of(visitor, boots.get_absolute_url())
    PAGES.forget()
    with django_assert_num_queries(1):
        assert asked_again(visitor, boots.get_absolute_url(), tag).status_code == 304


def test_known_form_that_was_negotiated_says_its_address_also_where_nothing_is_kept(
    visitor: Client, boots: Quotation
) -> None:
    wanted = {"Accept": "text/turtle, text/html;q=0.9"}
    first = visitor.get(boots.get_absolute_url(), headers=wanted)
    PAGES.forget()
    again = visitor.get(boots.get_absolute_url(), headers=wanted | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Content-Location"] == first.headers["Content-Location"]
    assert again.headers["ETag"] == first.headers["ETag"]


def test_another_name_of_the_speaker_is_read_at_once(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    address = boots.get_absolute_url()
    tag = tag_of(visitor, address)
    name = trotsky.names.get(language="en")
    name.literal = "Lev Davidovich Bronstein"
    name.save()
    answer = asked_again(visitor, address, tag)
    assert (answer.status_code, b"Lev Davidovich Bronstein" in answer.content) == (200, True)


def test_draft_changes_tags_but_no_page(visitor: Client, boots: Quotation, draft_quotation: Quotation) -> None:
    addresses = [*PAGES_OF_ALL, *addresses_of(boots)]
    before = [visitor.get(address).content for address in addresses]
    draft_quotation.words = "Riper words."
    draft_quotation.save()
    assert [visitor.get(address).content for address in addresses] == before


def test_withdrawn_quotation_is_gone_from_every_kept_page(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    own, lists = addresses_of(boots), ["/", "/quotations/", "/browse/"]
    tags = {address: tag_of(visitor, address) for address in (*own, *lists)}
    boots.pass_to(State.WITHDRAWN, because="Misread.")
    answers = {address: asked_again(visitor, address, tag) for address, tag in tags.items()}
    assert {answers[address].status_code for address in own} <= {404, 410}
    assert not [address for address in lists if boots.shown_id in answers[address].content.decode()]


def test_curator_is_given_no_kept_page_and_leaves_none(client: Client, visitor: Client, boots: Quotation) -> None:
    client.force_login(User.objects.create(username="editor"))
    own = client.get(boots.get_absolute_url())
    assert own.headers["Cache-Control"] == "private, no-cache"
    assert not PAGES.pages
    tag = tag_of(visitor, boots.get_absolute_url())
    assert own.headers["ETag"] != tag
    assert asked_again(client, boots.get_absolute_url(), tag).status_code == 200


def test_curator_who_has_the_very_page_is_not_sent_it_again(client: Client, boots: Quotation) -> None:
    client.force_login(User.objects.create(username="editor"))
    address = boots.get_absolute_url()
    tag = tag_of(client, address)
    answer = asked_again(client, address, tag)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (304, "private, no-cache")
    assert client.get("/sitemap.xml").status_code == 200
    boots.note = "A note."
    boots.save()
    assert asked_again(client, address, tag).status_code == 200


def test_languages_hosts_times_and_kinds_have_tags_of_their_own(visitor: Client, boots: Quotation) -> None:
    address = boots.get_absolute_url()
    tags = [tag_of(visitor, one) for one in (address, f"/ja{address}", f"{address}?style=apa")]
    tags += [tag_of(visitor, address, Accept=kind) for kind in ("application/json", "text/turtle")]
    tags += [tag_of(visitor, address, Host="localhost")]
    assert len(set(tags)) == 6
    asked = {"If-None-Match": tags[0], "Accept-Datetime": "Tue, 01 Jan 2030 12:00:00 GMT"}
    assert visitor.get(address, headers=asked).status_code == 302


def test_page_of_the_day_holds_for_the_day(visitor: Client, boots: Quotation, monkeypatch: Any) -> None:
    tag, tomorrow = tag_of(visitor, "/"), timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert asked_again(visitor, "/", tag).status_code == 200


def test_page_without_the_index_is_not_kept(visitor: Client, boots: Quotation, monkeypatch: Any) -> None:
    monkeypatch.setattr(serving, "SOON", 0)
    monkeypatch.setattr(serving, "start_rebuilding", lambda: None)
    for address in ("/quotations/", boots.get_absolute_url()):
        assert "ETag" not in visitor.get(address).headers
    assert "ETag" in visitor.get("/people/").headers


def test_log_that_was_put_back_makes_other_tags(visitor: Client, boots: Quotation) -> None:
    tag, last = tag_of(visitor, "/people/"), Entry.objects.latest("sequence")
    QuerySet.update(Entry.objects.filter(pk=last.pk), at=last.at + timedelta(seconds=1))
    assert asked_again(visitor, "/people/", tag).status_code == 200


def test_kept_pages_have_a_bound() -> None:
    pages = KeptPages(room=100)
    for number in range(9):
        pages.keep(str(number), HttpResponse(b"x" * 40))
    pages.keep("large", HttpResponse(b"x" * 101))
    pages.keep("streamed", StreamingHttpResponse([b"x"]))
    assert (list(pages.pages), pages.size) == (["7", "8"], 80)
    assert pages.get("7") is not None
    pages.keep("9", HttpResponse(b"x" * 40))
    assert list(pages.pages) == ["7", "9"]
