"""Whatever is written into headers and queries, no public address breaks."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from archive.quotations.models import Quotation

pytestmark = pytest.mark.django_db
HEADERS: list[dict[str, str]] = [
    {"Accept": ";;q=,/*/", "Range": "bytes=9-1", "If-None-Match": '"', "If-Modified-Since": "yesterday"},
    {"Accept": "text/html;q=nan, */*;q=-1;", "Range": "lines=a-b", "If-Match": "W/", "If-Unmodified-Since": "Mon, 99"},
    {"Accept": "a" * 5000, "If-None-Match": "*", "If-Range": "\x7f", "Accept-Datetime": "never"},
    {"Accept": "text/x-bibliography; style=../..; locale=%00", "Accept-Language": "xx;q=9,,;", "Origin": "null"},
    {"Authorization": "Bearer \x80", "Cookie": "sessionid=;;=; csrftoken=%00", "X-Forwarded-For": ",,?"},
]
QUERIES = [
    "page=-1&cursor=%00&since=x&fields=&after=9&page_size=1e9",
    "q=%22%5B(%00&speaker=%ff&from_year=1e9&sort=?&style=%00&locale=%F0&name=%00&text=%00&decade=%D9%A1",
    "%ff%fe=%00&;;&&=&page=%D9%A1&url=%00&id=%00&format=%00&maxwidth=x",
    f"page={'9' * 400}&verb=ListRecords&from=0000-00-00&until=x&resumptionToken=%00&metadataPrefix=%00",
]
VALUES = {"number": 1, "suffix": "json", "room": "quotations", "part": 1, "kind": "quotations", "language": "en"}


@pytest.fixture
def addresses(boots: Quotation) -> list[str]:
    """One address of each public route."""
    ids = {"q": boots, "p": boots.attribution.agent, "s": boots.witness.source, "e": boots.event_links.get().event}
    found = set()
    for name, pattern in routes():
        for prefix, record in ids.items():
            values = VALUES | {"shown": record.shown_id, "id": record.shown_id}
            try:
                address = reverse(name, kwargs={key: values[key] for key in pattern if key in values})
            except NoReverseMatch:
                continue
            if "shown" not in pattern or address.startswith(f"/{prefix}/"):
                found.add(address)
    return sorted(found)


def routes() -> Iterator[tuple[str, set[str]]]:
    """Yield the name of each route of readers, and the names of its parts."""
    spaces = [("", get_resolver())] + [
        (f"{name}:", found) for name, (_prefix, found) in get_resolver().namespace_dict.items() if name != "admin"
    ]
    for space, resolver in spaces:
        for name in (key for key in resolver.reverse_dict if isinstance(key, str)):
            if "desk" not in name:
                for possibility in resolver.reverse_dict.getlist(name):
                    yield f"{space}{name}", set(possibility[0][0][1])


def test_no_header_and_no_query_breaks_an_address(addresses: list[str]) -> None:
    visitor, broken = Client(raise_request_exception=False), []
    assert len(addresses) > 50
    for number, address in enumerate(addresses):
        asked: list[tuple[str, Any]] = [(address, headers) for headers in HEADERS]
        asked += [(f"{address}?{query}", {}) for query in QUERIES]
        # Each address meets every other of these, and each of these every other address.
        for target, headers in asked[number % 2 :: 2]:
            answer = visitor.get(target, headers=headers)
            if answer.status_code >= 500:
                broken.append((target, headers, answer.status_code))
            if answer.streaming:
                b"".join(answer)
    assert broken == []
