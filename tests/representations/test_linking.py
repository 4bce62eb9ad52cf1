"""Linked data: what JSON-LD and Turtle say of each kind of record, and that they say the same."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rdflib import Graph
from rdflib.compare import isomorphic

from archive.events.models import About, Event, EventClaim
from archive.linked import events
from archive.quotations.models import LinkKind, Quotation
from archive.representations.offering import Kind
from sources.dates import Calendar, HistoricalDate
from sources.models import Agent, Source
from tests import cast
from tests.crawling import Tags

KINDS = [kind.value for kind in Kind]


def read(text: str) -> Graph:
    """Return the facts of JSON-LD by a reader that is not ours."""
    return Graph().parse(data=text, format="json-ld")


def node_of(visitor: Client, record: Any, suffix: str = "") -> dict[str, Any]:
    return visitor.get(f"{record.get_absolute_url()}{suffix}.jsonld").json()


# rdflib's reader of JSON-LD uses what rdflib itself has deprecated.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_turtle_says_what_json_ld_says(visitor: Client, one_of_each: dict[str, Any], kind: str, prefix: str) -> None:
    address = f"{prefix}{one_of_each[kind].get_absolute_url()}"
    linked = read(visitor.get(f"{address}.jsonld").content.decode())
    turtle = visitor.get(f"{address}.ttl").content.decode()
    assert len(linked) > 8
    assert isomorphic(linked, Graph().parse(data=turtle, format="turtle"))
    assert visitor.get(f"{address}.ttl").content.decode() == turtle


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_name_whose_language_is_no_tag_is_told_without_one(visitor: Client, trotsky: Agent, boots: Quotation) -> None:
    trotsky.names.exclude(pk=trotsky.names.first().pk).delete()
    trotsky.names.update(language="r u")
    address = trotsky.get_absolute_url()
    assert isomorphic(
        read(visitor.get(f"{address}.jsonld").content.decode()),
        Graph().parse(data=visitor.get(f"{address}.ttl").content, format="turtle"),
    )
    assert "skos:prefLabel" not in visitor.get(f"{address}.ttl").content.decode()
    assert "r u" not in visitor.get(f"{address}.tei.xml").content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_page_holds_the_same_where_no_text_can_break_out(
    visitor: Client, one_of_each: dict[str, Any], boots: Quotation, my_life: Source, kind: str
) -> None:
    my_life.title = boots.note = "</script><script>alert(1)</script><!-- & \u2028"
    my_life.save()
    boots.save()
    record = one_of_each[kind]
    page = visitor.get(record.get_absolute_url()).content.decode()
    assert [tag.get("type") for name, tag in Tags(page).found if name == "script" and not tag.get("src")] == [
        "application/ld+json"
    ]
    inside = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(inside) == node_of(visitor, record)


def test_quotation_names_speaker_works_and_events(
    visitor: Client, boots: Quotation, trotsky: Agent, my_life: Source, article: Source
) -> None:
    node = node_of(visitor, boots)
    address = "http://testserver"
    assert node["@type"] == "Quotation" and node["inLanguage"] == "ja" and node["text"] == cast.BOOTS
    assert [person["@id"] for person in node["creator"]] == [f"{address}/p/{trotsky.shown_id}"]
    assert node["spokenByCharacter"] == node["creator"]
    (basis,) = node["isBasedOn"]
    assert (basis["@type"], basis["name"], basis["@id"]) == ("Book", "Моя жизнь", f"{address}/s/{my_life.shown_id}")
    (through,) = node["citation"]
    assert through["@id"] == f"{address}/s/{article.shown_id}"
    assert through["cito:includesQuotationFrom"] == {"@id": basis["@id"]}
    assert basis["cito:providesQuotationFor"] == {"@id": through["@id"]}
    assert node["prov:wasQuotedFrom"] == [{"@id": through["@id"]}]
    assert node["workExample"] == {"@id": f"{address}/q/{boots.shown_id}/v1"}
    assert node["about"][0]["@type"] == "Event"


@pytest.mark.parametrize(
    ("standing", "speakers", "creators"),
    [("attested", 1, 1), ("probable", 1, 1), ("disputed", 1, 0), ("misattributed", 0, 0)],
)
def test_doubt_about_the_speaker_is_kept(
    visitor: Client, trotsky: Agent, standing: str, speakers: int, creators: int
) -> None:
    node = node_of(visitor, cast.quotation("Peace.", trotsky, language="en", standing=standing))
    assert (len(node.get("spokenByCharacter", ())), len(node.get("creator", ()))) == (speakers, creators)
    assert node["subjectOf"][0]["creativeWorkStatus"] == standing


def test_edition_is_a_revision_of_the_one_before(visitor: Client, boots: Quotation, my_life: Source) -> None:
    my_life.title = "Another book"
    my_life.save()
    own = f"http://testserver/q/{boots.shown_id}"
    first, second = (node_of(visitor, boots, f"/v{number}") for number in (1, 2))
    assert "prov:wasRevisionOf" not in first and first["isBasedOn"][0]["name"] == "Моя жизнь"
    assert second["prov:wasRevisionOf"] == {"@id": f"{own}/v1"}
    assert (second["@id"], second["exampleOfWork"]) == (f"{own}/v2", {"@id": own})


def test_translation_and_original_know_each_other(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    original = cast.quotation("Генерал Гофман клал сапог на стол.", trotsky, language="ru")
    Quotation.objects.filter(pk=boots.pk).update(translation_of=original)
    assert node_of(visitor, boots)["translationOfWork"]["@id"].endswith(original.shown_id)
    assert node_of(visitor, original)["workTranslation"][0]["@id"].endswith(boots.shown_id)


def test_event_records_what_was_said_at_it_and_of_it(
    visitor: Client, boots: Quotation, one_of_each: dict[str, Any], trotsky: Agent
) -> None:
    event = one_of_each["event"]
    around = cast.quotation("Peace.", trotsky, language="en")
    cast.link(around, event, LinkKind.CONTEXT)
    EventClaim.objects.create(event=event, position=4, about=About.PARTICIPANT, agent=trotsky)
    node = node_of(visitor, event)
    assert [one["@id"] for one in node["recordedIn"]] == [f"http://testserver/q/{boots.shown_id}"]
    assert {"@id": f"http://testserver/q/{around.shown_id}"} in node["subjectOf"]
    assert (node["startDate"], node["endDate"]) == ("1917-12-22", "1918-03-03")
    assert node["location"][0]["geo"]["latitude"] == "52.10000"
    assert [one["name"] for one in node["attendee"]] == ["Leon Trotsky"]
    assert node["prefLabel"]["ja"] == "ブレスト＝リトフスクの講和交渉"


def test_of_many_quotations_of_an_event_the_first_alone_are_read(
    visitor: Client, brest_litovsk: Event, trotsky: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST_LINKED", 2)
    said = [
        cast.quotation(f"Words {n}.", trotsky, state=state) for n, state in enumerate(["draft", *["published"] * 4])
    ]
    for quotation in said:
        cast.link(quotation, brest_litovsk)
    with CaptureQueriesContext(connection) as queries:
        node = node_of(visitor, brest_litovsk)
    first = sorted(said[1:], key=lambda quotation: quotation.pk)[:2]
    assert [one["@id"] for one in node["recordedIn"]] == [f"http://testserver/q/{one.shown_id}" for one in first]
    assert not [query for query in queries if "eventlink" in query["sql"] and "ROW_NUMBER" in query["sql"]]


def test_person_has_a_life_by_the_gregorian_calendar(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    node = node_of(visitor, trotsky)
    assert (node["birthDate"], node["deathDate"]) == ("1879-11-07", "1940-08-21")
    assert node["sameAs"] == ["https://www.wikidata.org/wiki/Q33391"]
    assert node["name"] == "Leon Trotsky" and "レフ・トロツキー" in node["alternateName"]


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (HistoricalDate("1917"), "1917"),
        (HistoricalDate("1917-10", Calendar.JULIAN), None),
        (HistoricalDate("1917?"), None),
        (HistoricalDate("1917-10-25", Calendar.JULIAN), "1917-11-07"),
        (HistoricalDate("1917/1918"), "1917/1918"),
    ],
)
def test_only_certain_dates_are_given_as_such(
    visitor: Client, boots: Quotation, date: HistoricalDate, said: str | None
) -> None:
    boots.uttered = date
    boots.save()
    assert node_of(visitor, boots).get("dateCreated") == said


def test_article_is_in_an_issue_of_a_volume_of_a_journal(visitor: Client, trotsky: Agent) -> None:
    journal = Source.objects.create(type="periodical", title="The Journal")
    numbers = {"container-title": "The Journal", "volume": "12", "issue": "3"}
    study = Source.objects.create(type="article-journal", title="A Study", part_of=journal, variables=numbers)
    cast.quotation("Words.", trotsky, study)
    address = f"http://testserver/s/{journal.shown_id}"

    assert node_of(visitor, study)["isPartOf"] == {
        "@type": "PublicationIssue",
        "issueNumber": "3",
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": "12",
            "isPartOf": {"@type": "Periodical", "name": "The Journal", "@id": address},
        },
    }


def test_book_is_in_its_series(visitor: Client, trotsky: Agent) -> None:
    book = Source.objects.create(type="book", title="A Book", variables={"collection-title": "The Series"})
    cast.quotation("Words.", trotsky, book)

    assert node_of(visitor, book)["isPartOf"] == {"@type": "BookSeries", "name": "The Series"}
