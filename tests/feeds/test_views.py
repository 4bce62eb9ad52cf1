"""Feeds tell what is new, in any language, to readers that others wrote."""

import re
from datetime import UTC, datetime

import feedparser
import pytest
from django.test import Client
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from archive.events.models import Event
from archive.feeds import views
from archive.publishing import State
from archive.quotations.models import Quotation, Topic
from archive.revisions.recording import recording
from sources.models import Agent, Source
from tests import cast

ATOM = "{http://www.w3.org/2005/Atom}"


def read(visitor: Client, address: str) -> feedparser.FeedParserDict:
    answer = visitor.get(address)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("application/atom+xml")
    check_atom(etree.fromstring(answer.content))
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def check_atom(root: etree._Element) -> None:
    """Check what RFC 4287 demands of a feed (4.1.1) and of its entries (4.1.2)."""
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        assert re.fullmatch(r"https?://\S+", element.findtext(f"{ATOM}id"))
        datetime.fromisoformat(element.findtext(f"{ATOM}updated"))
    assert root.find(f"{ATOM}author") is not None
    assert [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    ids = [found.text for found in root.findall(f"{ATOM}entry/{ATOM}id")]
    assert len(ids) == len(set(ids))


def links(found: feedparser.FeedParserDict) -> dict[str, str]:
    return {link.rel: link.href.removeprefix("http://testserver") for link in found.feed.links}


def test_entry_tells_words_speaker_and_permanent_address(visitor: Client, boots: Quotation) -> None:
    boots.topics.add(Topic.objects.create(labels={"en": "boots", "ja": "長靴"}))
    (entry,) = read(visitor, "/ja/quotations.atom").entries
    assert entry.id == f"http://testserver/q/{boots.shown_id}"
    assert entry.link == f"http://testserver/ja/q/{boots.shown_id}"
    assert entry.author == "レフ・トロツキー" and entry.title.startswith("レフ・トロツキー: ")
    assert "ホフマン将軍" in entry.summary
    assert [tag.term for tag in entry.tags] == ["長靴"]


@pytest.mark.parametrize("kind", ["everything", "search", "person", "event", "source"])
def test_each_feed_has_what_belongs_to_it(
    visitor: Client, boots: Quotation, trotsky: Agent, my_life: Source, brest_litovsk: Event, kind: str
) -> None:
    other = cast.quotation("Other words.", cast.agent({"en": "Lenin"}), cast.article(), language="en")
    addresses = {
        "everything": "/quotations.atom",
        "search": "/quotations.atom?language=ja",
        "person": f"/p/{trotsky.shown_id}.atom",
        "event": f"/e/{brest_litovsk.shown_id}.atom",
        "source": f"/s/{my_life.shown_id}.atom",
    }
    found = {entry.id.rpartition("/")[2] for entry in read(visitor, addresses[kind]).entries}
    assert found == {boots.shown_id} | ({other.shown_id} if kind == "everything" else set())


@pytest.mark.parametrize("kind", ["person", "event", "source"])
def test_page_of_a_record_names_its_feed(
    visitor: Client, boots: Quotation, trotsky: Agent, my_life: Source, brest_litovsk: Event, kind: str
) -> None:
    record = {"person": trotsky, "event": brest_litovsk, "source": my_life}[kind]
    address = f"/ru{record.get_absolute_url()}"
    assert f'href="{address}.atom"' in visitor.get(address).content.decode()


def test_list_names_the_feed_of_what_is_asked(visitor: Client, boots: Quotation) -> None:
    page = visitor.get("/quotations/?language=ja&page=1").content.decode()
    assert 'href="/quotations.atom?language=ja"' in page and 'href="/changes.atom"' in page


def test_updated_is_the_time_of_the_edition(visitor: Client, boots: Quotation) -> None:
    Quotation.objects.filter(pk=boots.pk).update(state_at=datetime(2020, 1, 1, tzinfo=UTC))
    (entry,) = read(visitor, "/quotations.atom").entries
    assert entry.published == "2020-01-01T00:00:00+00:00"
    assert entry.updated > "2026"


def test_pages_lead_to_each_other(visitor: Client, trotsky: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.paging.PAGE_SIZE", 2)
    for number in range(5):
        cast.quotation(f"Words {number}.", trotsky, language="en")
    address, found, ids = "/quotations.atom?language=en", [], set()
    while address:
        found.append(read(visitor, address))
        ids.add(found[-1].feed.id)
        address = links(found[-1]).get("next", "")
    assert sorted(entry.title for feed in found for entry in feed.entries) == [
        f"Leon Trotsky: Words {number}." for number in range(5)
    ]
    assert links(found[1])["previous"] == links(found[1])["first"] == "/quotations.atom?language=en"
    assert links(found[0])["last"] == "/quotations.atom?language=en&page=3"
    assert len(ids) == 1


def test_changes_tell_new_changed_and_withdrawn(visitor: Client, boots: Quotation, draft_quotation: Quotation) -> None:
    boots.words = "Other words."
    boots.save()
    titles = [entry.title for entry in read(visitor, "/changes.atom").entries]
    assert [title.partition(":")[0] for title in titles] == ["Changed", "New"]
    boots.pass_to(State.WITHDRAWN)
    answer = visitor.get("/changes.atom").content.decode()
    (entry,) = read(visitor, "/changes.atom").entries
    assert entry.title == f"Withdrawn: {boots.shown_id}"
    assert "Other words" not in answer and draft_quotation.shown_id not in answer


def test_changes_come_in_pages(visitor: Client, trotsky: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    with recording():
        for number in range(3):
            cast.quotation(f"Words {number}.", trotsky, language="en")
    first = read(visitor, "/changes.atom")
    second = read(visitor, links(first)["next"])
    assert [len(first.entries), len(second.entries)] == [2, 1] and "next" not in links(second)
    assert len(read(visitor, "/changes.atom?page=x").entries) == 2


def test_feed_of_nothing_stands(visitor: Client, db: None) -> None:
    assert read(visitor, "/quotations.atom").feed.updated == "1970-01-01T00:00:00+00:00"
    assert not read(visitor, "/changes.atom").entries


def test_feed_is_not_sent_again(visitor: Client, boots: Quotation) -> None:
    tag = visitor.get("/quotations.atom")["ETag"]
    assert visitor.get("/quotations.atom", headers={"If-None-Match": tag}).status_code == 304
    boots.words = "Other words."
    boots.save()
    assert visitor.get("/quotations.atom", headers={"If-None-Match": tag}).status_code == 200


def test_characters_that_xml_forbids_are_left_out(visitor: Client, trotsky: Agent) -> None:
    cast.quotation("Bell\x07 rings.", trotsky, language="en")
    assert "Bell rings." in read(visitor, "/quotations.atom").entries[0].title


@pytest.mark.parametrize("address", ["/quotations.atom", "/changes.atom"])
def test_feed_asks_as_many_questions_however_long_it_is(
    visitor: Client, trotsky: Agent, article: Source, address: str, django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    cast.quotation("Words.", trotsky, article)
    visitor.get(address)
    with django_assert_max_num_queries(20) as few:
        visitor.get(address)
    count = len(few)
    for number in range(4):
        cast.quotation(f"Words {number}.", trotsky, article)
    visitor.get(address)
    with django_assert_num_queries(count):
        visitor.get(address)


def test_feed_of_a_wish_that_cannot_be_read_says_so(visitor: Client, boots: Quotation) -> None:
    answer = visitor.get("/quotations.atom?q=boots&from_year=x")

    assert answer.status_code == 400
    assert answer.content.decode() == "from_year: Write a year in figures, as 1917.\n"
