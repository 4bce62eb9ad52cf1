"""Robots are shown the way, and browsers can search the archive."""

import json

import pytest
from django.test import Client
from lxml import etree

from archive.quotations.models import Quotation

OPEN = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_robots_are_welcome_but_not_at_the_desk(visitor: Client, db: None) -> None:
    told = visitor.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /ja/admin/" in told and "Sitemap: http://testserver/sitemap.xml" in told


@pytest.mark.parametrize("prefix", ["", "/ja", "/ru"])
def test_page_names_the_description_of_its_language(visitor: Client, db: None, prefix: str) -> None:
    assert f'href="{prefix}/opensearch.xml"' in visitor.get(f"{prefix}/about/").content.decode()
    answer = visitor.get(f"{prefix}/opensearch.xml")
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    description = etree.fromstring(answer.content)
    assert description.findtext(f"{OPEN}Language") == (prefix.strip("/") or "en")
    assert len(description.findtext(f"{OPEN}ShortName")) <= 16
    for url in description.findall(f"{OPEN}Url"):
        address = url.get("template").removeprefix("http://testserver")
        wanted = address.replace("{searchTerms}", "Trotsky").replace("{startPage?}", "1")
        answer = visitor.get(wanted)
        assert answer.status_code == 200 and answer["Content-Type"].startswith(url.get("type"))


def test_suggestions_are_four_lists(visitor: Client, boots: Quotation) -> None:
    answer = visitor.get("/search/suggestions?q=trots")
    typed, words, counts, addresses = json.loads(answer.content)
    assert (typed, words, counts) == ("trots", ["Leon Trotsky"], ["1 quotation"])
    assert visitor.get(addresses[0].removeprefix("http://testserver")).status_code == 200
