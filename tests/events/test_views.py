"""What a visitor reads on the pages of events."""

import pytest
from django.test import Client

from archive.events.models import Event
from archive.quotations.models import Quotation
from sources.dates import HistoricalDate
from tests import cast


def test_page_shows_competing_claims_with_their_sources(
    visitor: Client, brest_litovsk: Event, boots: Quotation
) -> None:
    page = visitor.get(f"/e/{brest_litovsk.shown_id}").content.decode()
    assert "claims compete" in page
    assert "連合国の対ソ干渉戦争" in page
    assert "52.10° N, 23.70° E" in page


def test_page_shows_both_calendars(visitor: Client, db: None) -> None:
    event = cast.event({"en": "October Revolution"}, date=HistoricalDate("1917-10-25", "julian"))
    page = visitor.get(f"/e/{event.shown_id}").content.decode()
    assert "25 October" in page
    assert "7 November" in page


def test_page_shows_whole_parts_and_quotations(visitor: Client, brest_litovsk: Event, boots: Quotation) -> None:
    part = cast.event({"en": "The armistice"})
    Event.objects.filter(pk=part.pk).update(part_of=brest_litovsk)
    assert "The armistice" in visitor.get(f"/e/{brest_litovsk.shown_id}").content.decode()
    assert "Part of" in visitor.get(f"/e/{part.shown_id}").content.decode()
    assert "司法風" in visitor.get(f"/e/{brest_litovsk.shown_id}").content.decode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("name=brest", 1),
        ("name=брест", 1),
        ("name=講和", 1),
        ("from_year=1917&to_year=1918&dated=certainly", 1),
        ("from_year=1919", 0),
        ("place=nowhere", 1),
    ],
)
def test_list_is_filtered(visitor: Client, brest_litovsk: Event, query: str, count: int) -> None:
    assert len(visitor.get(f"/events/?{query}").context["page"]) == count


def test_list_is_in_the_order_of_time_and_open_dates_stand_at_their_end(visitor: Client, db: None) -> None:
    for name, date in (("undated", None), ("until", "../1922"), ("revolution", "1917-11-07"), ("from", "1918/..")):
        cast.event({"en": name}, date=HistoricalDate(date) if date else None)
    listed = [str(event) for event in visitor.get("/events/").context["page"]]
    assert listed == ["revolution", "from", "until", "undated"]
