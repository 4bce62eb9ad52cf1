"""Typed links for machines: in headers, in the page, and as a link set."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from archive.quotations.models import Quotation
from archive.representations.offering import Kind
from tests.crawling import Tags
from tests.representations.conftest import Asking

KINDS = [kind.value for kind in Kind]
# RFC 8288, as far as we write it.
LINK = re.compile(r'<([^>]+)>; rel="([^"]+)"(?:; type="([^"]+)")?(?:; anchor="([^"]+)")?(?:; datetime="[^"]+")?')
SIGNPOSTS = {"cite-as", "describedby", "author", "license", "type", "linkset"}
Found = set[tuple[str, str, str]]


def signposts(header: str) -> Found:
    """Return relation, address and type of each signpost of a Link header."""
    return {
        (relation, address, kind) for address, relation, kind, _anchor in LINK.findall(header) if relation in SIGNPOSTS
    }


def in_page(page: str) -> Found:
    """Return relation, address and type of each signpost in the head of a page."""
    links = (tag for name, tag in Tags(page).found if name == "link")
    return {
        (relation, link["href"], link.get("type", ""))
        for link in links
        for relation in link["rel"].split()
        if relation in SIGNPOSTS
    }


def in_set(text: str) -> Found:
    """Return relation, address and type of each signpost of the first context of a link set."""
    (page, *_others) = json.loads(text)["linkset"]
    return {
        (relation, target["href"], target.get("type", ""))
        for relation, targets in page.items()
        if relation != "anchor"
        for target in targets
    }


@pytest.mark.parametrize("kind", KINDS)
def test_header_page_and_link_set_say_the_same(
    visitor: Client, one_of_each: dict[str, Any], asking: Asking, kind: str
) -> None:
    record = one_of_each[kind]
    address = f"/ja{record.get_absolute_url()}"
    answer = asking(record, "text/html", prefix="/ja")
    found = signposts(answer.headers["Link"])
    assert {relation for relation, _address, _type in found} >= {"cite-as", "describedby", "type", "linkset"}
    assert in_page(answer.content.decode()) == found
    assert in_set(visitor.get(f"{address}.linkset.json").content.decode()) == found
    lines = visitor.get(f"{address}.linkset").content.decode()
    assert {
        (rel, to, kind) for to, rel, kind, anchor in LINK.findall(lines) if anchor == f"http://testserver{address}"
    } == found


@pytest.mark.parametrize("kind", KINDS)
def test_every_link_leads_somewhere(visitor: Client, one_of_each: dict[str, Any], asking: Asking, kind: str) -> None:
    for relation, address, media_type in signposts(asking(one_of_each[kind], "text/html").headers["Link"]):
        if address.startswith("http://testserver"):
            answer = visitor.get(address, headers={"Accept": media_type or "*/*"})
            assert answer.status_code == 200, address
            assert answer.headers["Content-Type"].startswith(media_type), (relation, address)


def test_quotation_is_cited_as_its_edition_by_its_speaker(boots: Quotation, asking: Asking) -> None:
    found = signposts(asking(boots, "text/html").headers["Link"])
    speaker = boots.attribution.agent
    assert found >= {
        ("cite-as", f"http://testserver/q/{boots.shown_id}/v1", ""),
        ("author", f"http://testserver/p/{speaker.shown_id}", ""),
        ("license", "https://rightsstatements.org/vocab/InC/1.0/", ""),
        ("type", "https://schema.org/Quotation", ""),
    }


def test_doubtful_speaker_is_no_author(boots: Quotation, asking: Asking) -> None:
    boots.attributions.update(standing="disputed", reason="Nobody heard it.")
    relations = {relation for relation, _address, _type in signposts(asking(boots, "text/html").headers["Link"])}
    assert "author" not in relations


def test_representation_leads_back_to_the_page(visitor: Client, boots: Quotation) -> None:
    header = visitor.get(f"/ja/q/{boots.shown_id}.bib").headers["Link"]
    assert [(to, relation) for to, relation, _type, _anchor in LINK.findall(header)] == [
        (f"http://testserver/q/{boots.shown_id}/v1", "cite-as"),
        (f"http://testserver/ja/q/{boots.shown_id}", "describes"),
    ]
