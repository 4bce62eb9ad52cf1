"""A quotation stands in other people's pages as a card and as a picture."""

import json
from io import BytesIO

import pytest
from django.test import Client
from lxml import etree, html
from PIL import Image

from archive.embedding import pictures
from archive.embedding.drawing import MOST_CHARACTERS, fitted
from archive.events.models import Event
from archive.publishing import State
from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests import cast


def oembed(visitor: Client, address: str, **asked: str) -> dict:
    answer = visitor.get("/oembed", {"url": f"http://testserver{address}", **asked})
    assert answer.status_code == 200
    return json.loads(answer.content)


@pytest.mark.parametrize(("prefix", "speaker"), [("", "Leon Trotsky"), ("/ja", "レフ・トロツキー")])
def test_card_speaks_the_language_of_its_address(visitor: Client, boots: Quotation, prefix: str, speaker: str) -> None:
    page = html.fromstring(visitor.get(f"{prefix}/q/{boots.shown_id}/embed").content)
    assert page.get("lang") == (prefix.strip("/") or "en")
    assert speaker in page.text_content() and "ホフマン将軍" in page.text_content()
    assert page.xpath("//blockquote/@lang") == ["ja"]
    assert f"{prefix}/q/{boots.shown_id}" in page.xpath("//footer/a/@href")
    assert not page.xpath("//script | //img | //form")


def test_card_may_stand_anywhere_and_can_do_nothing(visitor: Client, boots: Quotation) -> None:
    answer = visitor.get(f"/q/{boots.shown_id}/embed")
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors *" in policy and "default-src 'none'" in policy and "script-src" not in policy
    assert "X-Frame-Options" not in answer.headers and not answer.cookies
    other = visitor.get(f"/q/{boots.shown_id}")
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"] and other["X-Frame-Options"] == "DENY"


def test_card_of_an_edition_stays_as_it_is(visitor: Client, boots: Quotation) -> None:
    address = f"/q/{boots.shown_id}/v1/embed"
    boots.words = "Other words."
    boots.save()
    assert "ホフマン将軍" in visitor.get(address).content.decode()
    assert "Other words." in visitor.get(f"/q/{boots.shown_id}/embed").content.decode()


def test_withdrawn_card_says_so_in_a_card(visitor: Client, boots: Quotation) -> None:
    boots.pass_to(State.WITHDRAWN, because="A hoax.")
    for number in ("", "/v1"):
        answer = visitor.get(f"/q/{boots.shown_id}{number}/embed")
        assert answer.status_code == 410 and "frame-ancestors *" in answer["Content-Security-Policy"]
        assert "A hoax." in answer.content.decode() and "ホフマン" not in answer.content.decode()


def test_draft_has_neither_card_nor_picture(visitor: Client, draft_quotation: Quotation) -> None:
    for part in ("embed", "picture.png", "v1/embed", "v1/picture.png"):
        assert visitor.get(f"/q/{draft_quotation.shown_id}/{part}").status_code == 404
    assert visitor.get("/oembed", {"url": f"http://testserver/q/{draft_quotation.shown_id}"}).status_code == 404


def test_oembed_frames_the_card(visitor: Client, boots: Quotation) -> None:
    answer = oembed(visitor, f"/ja/q/{boots.shown_id}")
    frame = html.fromstring(answer["html"])
    assert (answer["version"], answer["type"], answer["author_name"]) == ("1.0", "rich", "レフ・トロツキー")
    assert frame.get("src") == f"http://testserver/ja/q/{boots.shown_id}/embed"
    assert (frame.get("width"), frame.get("height")) == (str(answer["width"]), str(answer["height"]))
    assert visitor.get(frame.get("src").removeprefix("http://testserver")).status_code == 200
    assert visitor.get(answer["thumbnail_url"].removeprefix("http://testserver")).status_code == 200


def test_oembed_keeps_to_the_sizes_that_are_asked(visitor: Client, boots: Quotation) -> None:
    answer = oembed(visitor, f"/q/{boots.shown_id}", maxwidth="320", maxheight="200")
    assert answer["width"] == 320 and answer["height"] <= 200
    assert "thumbnail_url" not in answer
    assert oembed(visitor, f"/q/{boots.shown_id}")["width"] == 600


def test_oembed_of_an_edition_tells_of_the_edition(visitor: Client, boots: Quotation) -> None:
    boots.words = "Other words."
    boots.save()
    answer = oembed(visitor, f"/q/{boots.shown_id}/v1")
    assert f"/q/{boots.shown_id}/v1/embed" in answer["html"]
    assert "ホフマン将軍" in answer["title"] and answer["author_name"] == "Leon Trotsky"
    assert answer["thumbnail_url"] == f"http://testserver/q/{boots.shown_id}/v1/picture.png"
    assert "Other words." in oembed(visitor, f"/q/{boots.shown_id}")["title"]


def test_oembed_speaks_xml(visitor: Client, boots: Quotation) -> None:
    answer = visitor.get("/oembed", {"url": f"http://testserver/q/{boots.shown_id}", "format": "xml"})
    told = etree.fromstring(answer.content)
    assert answer["Content-Type"].startswith("text/xml") and told.tag == "oembed"
    assert told.findtext("type") == "rich" and told.findtext("html").startswith("<iframe")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400),
        ({"url": "http://testserver/q/K7M2-9XQ4"}, 404),
        ({"url": "http://testserver/about/"}, 404),
        ({"url": "http://elsewhere.example/q/K7M2-9XQ4"}, 404),
        ({"url": "http://[/"}, 404),
        ({"url": "ftp://testserver/q/K7M2-9XQ4"}, 404),
        ({"url": "{own}", "format": "yaml"}, 501),
        ({"url": "{own}", "maxwidth": "wide"}, 400),
        ({"url": "{own}/v7"}, 404),
    ],
)
def test_oembed_refuses_what_it_cannot_answer(
    visitor: Client, boots: Quotation, asked: dict[str, str], status: int
) -> None:
    own = f"http://testserver/q/{boots.shown_id}"
    given = {name: value.replace("{own}", own) for name, value in asked.items()}
    assert visitor.get("/oembed", given).status_code == status


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_page_of_an_edition_names_its_own_card_and_picture(visitor: Client, boots: Quotation, prefix: str) -> None:
    own = f"{prefix}/q/{boots.shown_id}/v1"
    page = html.fromstring(visitor.get(own).content)
    (found,) = page.xpath("//link[@type='application/json+oembed']/@href")
    assert f'src="http://testserver{own}/embed"' in visitor.get(found.removeprefix("http://testserver")).json()["html"]
    (picture,) = page.xpath("//meta[@property='og:image']/@content")
    assert picture == f"http://testserver{own}/picture.png"
    assert "immutable" in visitor.get(f"{own}/picture.png")["Cache-Control"]
    boots.pass_to(State.WITHDRAWN)
    assert visitor.get(f"{own}/picture.png").status_code == 410


@pytest.mark.parametrize("prefix", ["", "/ja", "/ru"])
def test_picture_is_a_drawing_of_the_size_that_is_told(visitor: Client, boots: Quotation, prefix: str) -> None:
    page = html.fromstring(visitor.get(f"{prefix}/q/{boots.shown_id}").content)
    (address,) = page.xpath("//meta[@property='og:image']/@content")
    answer = visitor.get(address.removeprefix("http://testserver"))
    image = Image.open(BytesIO(answer.content))
    assert answer["Content-Type"] == "image/png" and image.size == (1200, 630)
    assert page.xpath("//meta[@property='og:image:width']/@content") == ["1200"]
    assert len(image.getcolors()) > 5
    assert "immutable" in answer["Cache-Control"]
    (alternative,) = page.xpath("//meta[@property='og:image:alt']/@content")
    assert "ホフマン将軍" in alternative


def test_page_of_a_source_is_shared_with_the_picture_of_a_quotation(
    visitor: Client, boots: Quotation, article: Source
) -> None:
    page = html.fromstring(visitor.get(article.get_absolute_url()).content)
    told = dict(zip(page.xpath("//meta/@property"), page.xpath("//meta[@property]/@content"), strict=True))
    assert told["og:title"] == str(article) and told["og:url"] == f"http://testserver{article.get_absolute_url()}"
    assert told["og:image"] == f"http://testserver/q/{boots.shown_id}/picture.png"
    assert not {"og:type", "og:site_name"} & told.keys()  # Zotero would take them for what is saved
    assert page.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]


def test_pages_of_people_and_events_are_shared_by_names_that_zotero_does_not_read(
    visitor: Client, boots: Quotation, trotsky: Agent, brest_litovsk: Event
) -> None:
    for record in (trotsky, brest_litovsk):
        page = html.fromstring(visitor.get(record.get_absolute_url()).content)
        assert page.xpath("//meta[@name='twitter:title']/@content") == [str(record)]
        (picture,) = page.xpath("//meta[@name='twitter:image']/@content")
        assert picture == f"http://testserver/q/{boots.shown_id}/picture.png"
        assert not page.xpath("//meta[starts-with(@property, 'og:')]")


def test_page_without_words_is_shared_without_picture(visitor: Client, boots: Quotation) -> None:
    empty = cast.event({"en": "Silence"})
    page = html.fromstring(visitor.get(empty.get_absolute_url()).content)
    assert not page.xpath("//meta[@name='twitter:image']")
    assert page.xpath("//meta[@name='twitter:card']/@content") == ["summary"]


def test_picture_is_drawn_once(visitor: Client, boots: Quotation, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"/q/{boots.shown_id}/picture.png"
    tag = visitor.get(address)["ETag"]
    monkeypatch.setattr(pictures, "picture", None)
    assert visitor.get(address).status_code == 200
    assert visitor.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_long_words_are_shortened() -> None:
    size, lines = fitted("слово " * MOST_CHARACTERS)
    assert size == 35 and lines[-1].endswith("...") and len(lines) < 10


def test_letters_without_a_break_are_broken_anywhere(visitor: Client, trotsky: Agent) -> None:
    long = cast.quotation("X" * 3000, trotsky, language="en")
    assert visitor.get(f"/q/{long.shown_id}/picture.png").status_code == 200


def test_page_tells_oembed_and_a_type_that_zotero_reads(visitor: Client, boots: Quotation) -> None:
    page = html.fromstring(visitor.get(f"/ru/q/{boots.shown_id}").content)
    assert page.xpath("//meta[@property='og:type']/@content") == ["article"]
    for kind in ("application/json+oembed", "text/xml+oembed"):
        (address,) = page.xpath(f"//link[@type='{kind}']/@href")
        answer = visitor.get(address.removeprefix("http://testserver"))
        assert answer.status_code == 200 and f"/ru/q/{boots.shown_id}/embed" in answer.content.decode()
