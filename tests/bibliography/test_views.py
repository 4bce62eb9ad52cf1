"""What a visitor reads on the pages of sources."""

import pytest
from django.test import Client

from archive.quotations.models import Quotation
from sources.models import Source


def test_page_shows_description_and_what_is_quoted(visitor: Client, my_life: Source, boots: Quotation) -> None:
    page = visitor.get(f"/s/{my_life.shown_id}").content.decode()
    for shown in ("Моя жизнь", "Leon Trotsky", "Гранит", "1930", "司法風", "Cite it"):
        assert shown in page


def test_download_is_csl_json(visitor: Client, my_life: Source, boots: Quotation) -> None:
    item = visitor.get(f"/s/{my_life.shown_id}.csl.json").json()[0]
    assert item["publisher-place"] == "Берлин"
    assert item["author"][0]["literal"] == "Лев Давидович Троцкий"


def test_source_on_which_nothing_published_stands_is_not_found(visitor: Client, my_life: Source) -> None:
    assert visitor.get(f"/s/{my_life.shown_id}").status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("text=жизнь", 1),
        ("text=trotsky", 1),
        ("type=webpage", 1),
        ("from_year=1930&to_year=1930", 1),
        ("language=ru", 1),
        ("", 2),
    ],
)
def test_list_is_filtered(visitor: Client, boots: Quotation, query: str, count: int) -> None:
    assert len(visitor.get(f"/sources/?{query}").context["page"]) == count
