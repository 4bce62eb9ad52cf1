"""TEI of a person, an event and the whole archive: what it says, and that `tei_all` allows it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from archive.events.models import About, Event, EventClaim
from archive.loading import load
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions.recording import recording
from archive.serving import FIRST_CORPUS
from sources.dates import HistoricalDate
from sources.models import Agent, AgentName, Source
from tests import cast
from tests.sources.formats.outside.running import run
from tests.sources.formats.outside.test_schemas import validate

TEI = {"t": "http://www.tei-c.org/ns/1.0", "xml": "http://www.w3.org/XML/1998/namespace"}


def read(visitor: Client, address: str) -> etree._Element:
    answer = visitor.get(address)
    assert answer.headers["Content-Type"] == "application/tei+xml; charset=utf-8"
    return etree.fromstring(b"".join(answer) if answer.streaming else answer.content)


def texts(root: etree._Element, path: str) -> list[str]:
    return [
        "".join(found.itertext()) if hasattr(found, "itertext") else str(found)
        for found in root.xpath(path, namespaces=TEI)
    ]


def test_person_has_names_and_a_life_in_both_calendars(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    AgentName.objects.create(agent=trotsky, position=9, language="fr", form="parts", family="Trotski", given="Léon")
    person = read(visitor, f"/p/{trotsky.shown_id}.tei.xml")
    assert texts(person, "//t:person/t:persName[@xml:lang='ja']") == ["レフ・トロツキー"]
    assert texts(person, "//t:persName[@xml:lang='fr']/t:surname") == ["Trotski"]
    assert texts(person, "//t:birth/t:date[@calendar='#julian']/@when-custom") == ["1879-10-26"]
    assert texts(person, "//t:birth/t:date[@calendar='#gregorian']/@when") == ["1879-11-07"]
    assert texts(person, "//t:occupation/t:date/@from") == ["1917"]
    assert texts(person, "//t:idno") == [f"http://testserver/p/{trotsky.shown_id}", "Q33391"]


def test_event_has_every_claim_with_its_standing(visitor: Client, boots: Quotation, brest_litovsk: Event) -> None:
    event = read(visitor, f"/e/{brest_litovsk.shown_id}.tei.xml")
    assert texts(event, "//t:event/t:label[@xml:lang='ja']") == ["ブレスト＝リトフスクの講和交渉"]
    assert texts(event, "//t:event/@from") + texts(event, "//t:event/@to") == ["1917-12-22", "1918-03-03"]
    assert texts(event, "//t:note[@type='claim']/@cert") == ["high", "high", "low"]
    assert texts(event, "//t:note[@subtype='place']/t:placeName[@xml:lang='ru']") == ["Брест-Литовск"]
    assert texts(event, "//t:note[@cert='low']//t:title") == ["[連合国の対ソ干渉戦争についての記事]"]


def test_quotation_has_the_marks_of_its_editor(visitor: Client, trotsky: Agent, article: Source) -> None:
    quotation = cast.quotation("A […] b [c] d [sic] \\[e\\].", trotsky, article, language="en")
    for address in (f"/q/{quotation.shown_id}.tei.xml", f"/q/{quotation.shown_id}/v1.tei.xml"):
        (quote,) = read(visitor, address).xpath("//t:cit/t:quote", namespaces=TEI)
        assert [etree.QName(part).localname for part in quote] == ["gap", "supplied", "note"]
        assert "".join(quote.itertext()) == "A  b c d sic [e]."


def test_archive_is_one_corpus_of_what_is_public(
    visitor: Client, boots: Quotation, brest_litovsk: Event, trotsky: Agent, draft_quotation: Quotation
) -> None:
    root = read(visitor, "/archive.tei.xml")
    assert [len(root.xpath(f"//{tag}", namespaces=TEI)) for tag in ("t:person", "t:event", "t:cit")] == [1, 1, 1]
    assert len(root.xpath("//t:listBibl/t:biblStruct", namespaces=TEI)) == 2
    assert "Unripe" not in etree.tostring(root, encoding="unicode")


def test_corpus_asks_no_more_for_a_longer_archive(
    visitor: Client,
    boots: Quotation,
    trotsky: Agent,
    my_life: Source,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with CaptureQueriesContext(connection) as few:
        read(visitor, "/archive.tei.xml")
    with recording():
        for number in range(9):
            made = cast.quotation(f"Words {number}.", cast.agent({"en": f"Speaker {number}"}), my_life)
            cast.link(made, cast.event({"en": f"Event {number}"}, date=HistoricalDate("1918")))
    with django_assert_num_queries(len(few)):
        read(visitor, "/archive.tei.xml")


@pytest.mark.django_db
def test_empty_archive_is_a_corpus_too(visitor: Client) -> None:
    assert len(read(visitor, "/archive.tei.xml").xpath("t:TEI", namespaces=TEI)) == 4


@pytest.fixture
def documents(visitor: Client, tmp_path: Path, db: None) -> list[Path]:
    """Files of the whole archive, of people and of events: the first corpus, and what is odd in every way."""
    load(FIRST_CORPUS)
    odd = Agent.objects.create(kind="organisation", born=HistoricalDate("1917?"), died=HistoricalDate("../1920"))
    AgentName.objects.create(agent=odd, language="ru", literal="Совет <&>")
    event = cast.event({"en": "Odd"}, date=HistoricalDate("19XX~"))
    EventClaim.objects.create(event=event, position=2, about=About.PARTICIPANT, agent=odd, statement={"en": "came"})
    cast.quotation("A […] b [c] d [sic].", odd, language="en", state=State.PUBLISHED)
    of_no_language = cast.agent({"en": "Somebody"}, language="r u")
    cast.quotation("Words.", of_no_language, language="en", state=State.PUBLISHED)
    records = [odd, of_no_language, event, Agent.objects.filter(kind="person").first(), Event.objects.first()]
    addresses = ["/archive.tei.xml", *(f"{record.get_absolute_url()}.tei.xml" for record in records)]
    written = [tmp_path / f"{number}.xml" for number, _address in enumerate(addresses)]
    for path, address in zip(written, addresses, strict=True):
        answer = visitor.get(address)
        path.write_bytes(b"".join(answer) if answer.streaming else answer.content)
    return written


@pytest.mark.outside
def test_schema_allows_it(documents: list[Path], tool: Callable[[str], str], schemas: Path) -> None:
    said = validate(tool("xmllint"), schemas / "tei_all.xsd", *documents)
    assert said == "".join(f"{path} validates\n" for path in documents)


@pytest.mark.outside
def test_jing_finds_all_in_order(documents: list[Path], tool: Callable[[str], str], tei_all: str) -> None:
    assert run(tool("jing"), tei_all, *map(str, documents)).stdout == ""
