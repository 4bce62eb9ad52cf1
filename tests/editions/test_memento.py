"""Memento (RFC 7089): before, between and after the editions."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.http import http_date
from requests.utils import parse_header_links

from archive.editions.models import Edition
from archive.publishing import State
from archive.quotations.models import Quotation
from tests.editions.conftest import Reworded, year

LINK = re.compile(r'<([^>]+)>; rel="([^"]+)"(?:; type="[^"]+")?(?:; datetime="([^"]+)")?')


@pytest.fixture
def three(boots: Quotation, reworded: Reworded) -> Quotation:
    """A quotation with editions of today, of 2030 and of 2040."""
    reworded("二", year(2030))
    reworded("三", year(2040))
    return boots


def relations(header: str) -> dict[str, str]:
    """Return the address of each relation of a Link header, by the edition that it ends with."""
    return {relation: address for address, said, _at in LINK.findall(header) for relation in said.split()}


def asked(visitor: Client, quotation: Quotation, moment: str) -> object:
    return visitor.get(f"/q/{quotation.shown_id}", headers={"Accept-Datetime": moment})


@pytest.mark.parametrize(
    ("at", "number"),
    [(1999, 1), (2029, 1), (2030, 2), (2039, 2), (2040, 3), (2050, 3)],
)
def test_time_leads_to_its_edition(visitor: Client, three: Quotation, at: int, number: int) -> None:
    answer = asked(visitor, three, http_date(year(at).timestamp()))
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"/q/{three.shown_id}/v{number}")
    assert "accept-datetime" in answer.headers["Vary"].lower()
    assert "Memento-Datetime" not in answer.headers
    assert relations(answer.headers["Link"])["original"] == f"http://testserver/q/{three.shown_id}"


def test_second_before_an_edition_is_the_one_before(visitor: Client, three: Quotation) -> None:
    answer = asked(visitor, three, http_date((year(2030) - timedelta(seconds=1)).timestamp()))
    assert answer.headers["Location"].endswith("/v1")


def test_very_second_of_an_edition_is_its_own(visitor: Client, boots: Quotation) -> None:
    moment = visitor.get(f"/q/{boots.shown_id}/v1").headers["Memento-Datetime"]
    assert asked(visitor, boots, moment).headers["Location"].endswith("/v1")


@pytest.mark.parametrize(
    "moment", ["yesterday", "2030-01-01", "Tue, 99 Jan 2030 12:00:00 GMT", "Tue, 01 Jan 2030 12:00:00"]
)
def test_bad_date_is_refused(visitor: Client, three: Quotation, moment: str) -> None:
    answer = asked(visitor, three, moment)
    assert answer.status_code == 400
    assert "accept-datetime" in answer.headers["Vary"].lower()


def test_page_without_a_wish_is_the_latest_and_leads_to_all(visitor: Client, three: Quotation) -> None:
    answer = visitor.get(f"/q/{three.shown_id}")
    assert answer.status_code == 200 and "三" in answer.content.decode()
    assert "Memento-Datetime" not in answer.headers
    assert "accept-datetime" in answer.headers["Vary"].lower()
    found = relations(answer.headers["Link"])
    own = f"http://testserver/q/{three.shown_id}"
    assert (
        found.items()
        >= {
            "original": own,
            "timegate": own,
            "timemap": f"{own}/timemap",
            "first": f"{own}/v1",
            "last": f"{own}/v3",
            "memento": f"{own}/v3",
        }.items()
    )


@pytest.mark.parametrize(("number", "before", "after"), [(1, None, 2), (2, 1, 3), (3, 2, None)])
def test_edition_says_its_time_and_its_neighbours(
    visitor: Client, three: Quotation, number: int, before: int | None, after: int | None
) -> None:
    answer = visitor.get(f"/q/{three.shown_id}/v{number}")
    edition = Edition.objects.get(quotation_id=three.pk, number=number)
    assert answer.headers["Memento-Datetime"] == http_date(edition.at.timestamp())
    found = relations(answer.headers["Link"])
    own = f"http://testserver/q/{three.shown_id}"
    assert (found["original"], found["timegate"], found["timemap"]) == (own, own, f"{own}/timemap")
    assert (found["first"], found["last"]) == (f"{own}/v1", f"{own}/v3")
    assert found.get("prev") == (f"{own}/v{before}" if before else None)
    assert found.get("next") == (f"{own}/v{after}" if after else None)


def test_timemap_lists_all(visitor: Client, three: Quotation) -> None:
    answer = visitor.get(f"/q/{three.shown_id}/timemap")
    assert answer.headers["Content-Type"] == "application/link-format"
    lines = answer.content.decode().strip().split(",\n")
    assert [LINK.match(line)[2] for line in lines] == [
        "original timegate",
        "self",
        "first memento",
        "memento",
        "last memento",
    ]
    assert 'datetime="Tue, 01 Jan 2030 12:00:00 GMT"' in lines[3]
    assert 'until="Sun, 01 Jan 2040 12:00:00 GMT"' in lines[1]


def test_other_languages_have_their_own_timegate(visitor: Client, three: Quotation) -> None:
    answer = visitor.get(f"/ja/q/{three.shown_id}", headers={"Accept-Datetime": http_date(year(2031).timestamp())})
    assert answer.headers["Location"] == f"/ja/q/{three.shown_id}/v2"


def test_withdrawn_quotation_has_no_past(visitor: Client, three: Quotation) -> None:
    three.pass_to(State.WITHDRAWN)
    assert asked(visitor, three, http_date(year(2031).timestamp())).status_code == 410


def test_parser_of_others_reads_timemap_and_headers_alike(visitor: Client, three: Quotation) -> None:
    """`requests`, which came with a tool of the tests, reads both as RFC 8288 has them."""
    lines = visitor.get(f"/q/{three.shown_id}/timemap").content.decode().splitlines()
    listed = parse_header_links(" ".join(lines))  # it wants one line, as in a header
    linked = parse_header_links(visitor.get(f"/q/{three.shown_id}/v2").headers["Link"])
    mementos = {link["url"]: link["datetime"] for link in listed if "memento" in link["rel"].split()}

    assert len(mementos) == 3
    assert mementos == {link["url"]: link["datetime"] for link in linked if "memento" in link["rel"].split()}
    assert mementos[f"http://testserver/q/{three.shown_id}/v3"] == "Sun, 01 Jan 2040 12:00:00 GMT"
