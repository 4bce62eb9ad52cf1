"""Search engines find every public page, in every language."""

import pytest
from django.test import Client
from django.utils.timezone import localtime
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from archive.discovery import sitemaps
from archive.events.models import Event
from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests import cast

PREFIXES = {"en": "", "ja": "/ja", "ru": "/ru"}
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def read(visitor: Client, address: str) -> etree._Element:
    answer = visitor.get(address)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("application/xml")
    return etree.fromstring(answer.content)


def every_address(visitor: Client) -> list[str]:
    index = read(visitor, "/sitemap.xml")
    parts = [read(visitor, found.text.removeprefix("http://testserver")) for found in index.iter(f"{MAP}loc")]
    return [found.text for part in parts for found in part.iter(f"{MAP}loc")]


def test_every_public_page_is_there_in_every_language(
    visitor: Client, boots: Quotation, trotsky: Agent, my_life: Source, brest_litovsk: Event,
    draft_quotation: Quotation,
) -> None:  # fmt: skip
    found = every_address(visitor)
    for record in (boots, trotsky, my_life, brest_litovsk):
        for prefix in ("", "/ja", "/ru"):
            assert f"http://testserver{prefix}{record.get_absolute_url()}" in found
    assert "http://testserver/ja/about/" in found
    assert len(found) == len(set(found))
    assert not [address for address in found if draft_quotation.shown_id in address]


def test_every_address_leads_to_a_page(visitor: Client, boots: Quotation) -> None:
    for address in every_address(visitor):
        assert visitor.get(address.removeprefix("http://testserver")).status_code == 200


def test_each_address_names_the_other_languages(visitor: Client, boots: Quotation) -> None:
    for url in read(visitor, "/sitemap-quotations.xml"):
        named = {link.get("hreflang"): link.get("href") for link in url.iter(LINK)}
        assert named["ja"] == f"http://testserver/ja/q/{boots.shown_id}"
        assert named["x-default"] == named["en"] == f"http://testserver/q/{boots.shown_id}"
        assert url.find(f"{MAP}lastmod") is not None


def test_one_address_is_told_as_sitemaps_have_it(visitor: Client, boots: Quotation) -> None:
    found = visitor.get("/sitemap-quotations.xml").content.decode()
    places = {language: f"http://testserver{prefix}/q/{boots.shown_id}" for language, prefix in PREFIXES.items()}
    links = [f'<xhtml:link rel="alternate" hreflang="{language}" href="{at}"/>' for language, at in places.items()]
    links.append(links[0].replace('"en"', '"x-default"'))
    day = localtime(boots.changed_at).date().isoformat()
    urls = [f"<url><loc>{at}</loc><lastmod>{day}</lastmod>{''.join(links)}</url>" for at in places.values()]
    assert found.splitlines()[2:] == ["".join(urls), "</urlset>"]


def test_address_is_made_once_for_all_records(visitor: Client, trotsky: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    made, asked, address = [cast.quotation(f"{n}.", trotsky) for n in range(3)], [], Quotation.get_absolute_url
    monkeypatch.setattr(Quotation, "get_absolute_url", lambda self: asked.append(self) or address(self))
    found = visitor.get("/sitemap-quotations.xml").content.decode()
    assert [found.count(quotation.shown_id) for quotation in made] == [15] * 3
    assert len(asked) == len(PREFIXES)


def test_parts_hold_each_record_once_in_few_queries(
    visitor: Client, trotsky: Agent, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = {cast.quotation(f"Words {number}.", trotsky).shown_id for number in range(5)}
    monkeypatch.setattr(sitemaps.LanguageSitemap, "limit", 2)
    ids = []
    for page in (1, 2, 3):
        with django_assert_num_queries(3):  # the log, the number of all, and these
            part = read(visitor, f"/sitemap-quotations.xml?p={page}")
        ids += [found.text.rpartition("/")[2] for found in part.iter(f"{MAP}loc")]
    assert {shown: ids.count(shown) for shown in ids} == dict.fromkeys(made, 3)
    assert visitor.get("/sitemap-quotations.xml?p=4").status_code == 404
    assert visitor.get("/sitemap-nothing.xml").status_code == 404
