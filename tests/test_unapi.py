"""unAPI: what Zotero takes from a page, of one quotation and of a list."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from archive.editions.models import Redirection
from archive.events.models import Event
from archive.loading import load
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions.recording import recording
from archive.serving import FIRST_CORPUS
from sources.models import Agent, Source
from tests import cast
from tests.crawling import Tags
from tests.representations.zotero_reading import item_of_page, items_of_rdf


def ids_of(page: str) -> list[str]:
    """Return the ids that a page offers, as Zotero finds them."""
    tags = Tags(page).found
    assert [tag["href"] for name, tag in tags if tag.get("rel") == "unapi-server"] == ["/unapi"]
    return [tag["title"] for name, tag in tags if name == "abbr" and tag.get("class") == "unapi-id"]


def taken(visitor: Client, page: str) -> list[dict[str, object]]:
    """Return the items that Zotero takes from a page: those of all its ids, in the first format."""
    found = []
    for identifier in ids_of(page):
        answer = visitor.get(f"/unapi?id={identifier}&format=rdf_zotero")
        assert answer.status_code == 200, identifier
        found += items_of_rdf(answer.content.decode())
    return found


def test_formats_are_listed_with_the_fullest_first(visitor: Client, boots: Quotation) -> None:
    for query, status in (("", 200), (f"?id={boots.shown_id}", 300)):
        answer = visitor.get(f"/unapi{query}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/xml; charset=utf-8")
        root = ElementTree.fromstring(answer.content)
        assert [format.get("name") for format in root] == ["rdf_zotero", "mods", "ris", "bibtex"]
        assert root.get("id") == (boots.shown_id if query else None)


@pytest.mark.parametrize("name", ["mods", "ris", "bibtex"])
def test_other_formats_carry_words_and_address_too(visitor: Client, boots: Quotation, name: str) -> None:
    text = visitor.get(f"/unapi?id={boots.shown_id}&format={name}").content.decode()
    assert "司法風の討論" in text and f"/q/{boots.shown_id}/v1" in text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("id=0000-0000", 404), ("id=nonsense&format=ris", 404), ("id=s/&format=ris", 404), ("id=%00&format=ris", 404),
        ("id={}&format=endnote", 406), ("id={}/v9&format=ris", 404), ("id={}/vx&format=ris", 404), ("id={}/v1", 300),
        ("id=https://archive.example/ja/q/{}/v1", 300), ("id=http://testserver/p/{}", 404), ("id=q/{}", 300),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(visitor: Client, boots: Quotation, query: str, status: int) -> None:
    assert visitor.get(f"/unapi?{query.format(boots.shown_id)}").status_code == status


def test_drafts_are_not_given(visitor: Client, draft_quotation: Quotation, boots: Quotation) -> None:
    boots.pass_to(State.WITHDRAWN)
    for quotation in (draft_quotation, boots):
        for identifier in (quotation.shown_id, f"{quotation.shown_id}/v1"):
            assert visitor.get(f"/unapi?id={identifier}&format=ris").status_code == 404


def test_merged_records_are_given_as_the_surviving_one(visitor: Client, boots: Quotation, my_life: Source) -> None:
    Redirection.objects.create(record_type="quotation", old_id="0" * 8, new_id=boots.pk)
    Redirection.objects.create(record_type="source", old_id="0" * 8, new_id=my_life.pk)
    assert "司法風の討論" in visitor.get("/unapi?id=0000-0000&format=ris").content.decode()
    assert "Моя жизнь" in visitor.get("/unapi?id=s/0000-0000&format=ris").content.decode()


def test_edition_is_given_as_it_was(visitor: Client, boots: Quotation, my_life: Source) -> None:
    my_life.title = "Another book"
    my_life.save()
    (item,) = taken(visitor, visitor.get(f"/q/{boots.shown_id}/v1").content.decode())
    assert item["title"] == "Моя жизнь"


def test_page_of_one_quotation_offers_it_alone(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    cast.quotation(f"{cast.BOOTS} Again.", trotsky)
    page = visitor.get(f"/ja/q/{boots.shown_id}").content.decode()
    (item,) = taken(visitor, page)
    assert (item["itemType"], item["title"], item["place"]) == ("book", "Моя жизнь", "Берлин")
    assert item_of_page(page)["title"] == item["title"]


def test_lists_offer_every_record_and_embed_none(
    visitor: Client, boots: Quotation, trotsky: Agent, my_life: Source, brest_litovsk: Event
) -> None:
    person, event, source = (record.get_absolute_url() for record in (trotsky, brest_litovsk, my_life))
    for address in ("/quotations/", "/", person, event, source, "/sources/"):
        page = visitor.get(address).content.decode()
        assert taken(visitor, page), address
        assert bool(item_of_page(page)) == (address == source), address


@pytest.mark.django_db
def test_every_quotation_of_the_first_corpus_is_saved_whole(visitor: Client) -> None:
    load(FIRST_CORPUS)
    quotations = list(Quotation.objects.published())
    assert quotations
    for quotation in quotations:
        page = visitor.get(quotation.get_absolute_url()).content.decode()
        (item,) = taken(visitor, page)
        note = " ".join(item["notes"])
        assert f"/q/{quotation.shown_id}/v1" in note and "Speaker: " in note
        embedded = item_of_page(page)
        for field in item.keys() - {"notes", "extra", "accessDate"}:
            assert embedded[field] == item[field], field
        # Open Graph is read as well: its description as the abstract, a site's name as what the work is part of.
        assert embedded.keys() - item.keys() <= {"extra", "abstractNote"}


def test_list_of_fifty_is_saved_whole(visitor: Client, trotsky: Agent, my_life: Source, article: Source) -> None:
    with recording():
        for number in range(50):
            cast.quotation(f"Words {number}.", trotsky, article, my_life)
    pages = [visitor.get(f"/quotations/?page={number}").content.decode() for number in (1, 2, 3)]
    items = [item for page in pages for item in taken(visitor, page)]
    assert len(items) == 50
    assert {item["title"] for item in items} == {"Моя жизнь"}
    assert len({note for item in items for note in item["notes"]}) == 50
