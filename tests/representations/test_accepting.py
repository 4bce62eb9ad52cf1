"""Which of the offered types a client wants most."""

import pytest

from archive.representations.accepting import preferred, wants_before_all

OFFERED = ["text/html", "application/json", "text/turtle", "text/x-bibliography"]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        (BROWSER, "text/html"),
        ("application/json, text/plain, */*", "application/json"),
        ("text/turtle;q=0.4, application/json;q=0.5", "application/json"),
        ("application/*", "application/json"),
        ("text/html;q=0, */*", "application/json"),
        ("text/*;q=0.1, text/turtle;q=0, application/json;q=0.05", "text/html"),
        ("TEXT/Turtle ; charset=utf-8", "text/turtle"),
        ("*/*;q=0.1, text/turtle", "text/turtle"),
        ("image/png", None),
        ("text/turtle;q=0", None),
    ],
)
def test_type_is_chosen_by_quality_then_closeness_then_order(header: str, wanted: str | None) -> None:
    found = preferred(header, OFFERED)
    assert (found and found.media_type) == wanted


def test_parameters_are_wishes() -> None:
    found = preferred('text/x-bibliography; style="apa"; locale=ja; q=0.9', OFFERED)
    assert found.parameters == {"style": "apa", "locale": "ja"}


@pytest.mark.parametrize(
    "header", ["q", ";;,,;q=1", "*/html", "a/b/c", "text/html;a*=nocharset''b", "text/html;q=nan", "/" * 9999]
)
def test_what_cannot_be_read_is_passed_over(header: str) -> None:
    assert preferred(header, OFFERED).media_type == "text/html"


@pytest.mark.parametrize("quality", ["abc", "-1", "7", "1e999", ""])
def test_odd_qualities_count_as_one(quality: str) -> None:
    assert preferred(f"text/turtle;q={quality}, text/html;q=0.9", OFFERED).media_type == "text/turtle"


@pytest.mark.parametrize("header", ["", "*/*", BROWSER, "text/html, text/turtle", "text/*", "nonsense"])
def test_page_is_wanted_before_all_else(header: str) -> None:
    assert wants_before_all(header, "text/html")


@pytest.mark.parametrize("header", ["text/turtle", "text/turtle, text/html", "application/*, */*;q=0.1", "image/png"])
@pytest.mark.parametrize("page", ["", ", text/html;q=0.5, */*;q=0.9"])
def test_another_form_may_be_wanted_before_the_page(header: str, page: str) -> None:
    assert not wants_before_all(header + page, "text/html")
