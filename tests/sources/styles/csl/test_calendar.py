"""Dates of every kind that CSL-JSON allows."""

import pytest

from sources.styles.csl.calendar import Date, Day, read_date

READ = {
    "1918-11-07": Date(Day(1918, 11, 7)),
    "1918": Date(Day(1918)),
    "1918~": Date(Day(1918), circa=True),
    "1918?/1920": Date(Day(1918), Day(1920), circa=True),
    "1918/..": Date(Day(1918), is_open=True),
    "1918-21": Date(Day(1918, season=1)),
    "-0043": Date(Day(-44)),
    "19XX": Date(Day(1900)),
    "25 October 1917": Date(Day(1917, 10, 25)),
    "c. 1918": Date(Day(1918), circa=True),
    "Michaelmas term": Date(Day(), literal="Michaelmas term"),
}


@pytest.mark.parametrize("words", READ)
def test_words_are_read_as_a_date(words: str) -> None:
    assert read_date({"raw": words}) == READ[words]


def test_parts_are_read_with_their_season() -> None:
    assert read_date({"date-parts": [[1918]], "season": "2"}) == Date(Day(1918, season=2))


def test_second_part_without_a_year_leaves_the_span_open() -> None:
    assert read_date({"date-parts": [[1918], [0]]}) == Date(Day(1918), is_open=True)


@pytest.mark.parametrize("nothing", [None, {}, [], {"date-parts": [[]]}, {"date-parts": "x"}, {"raw": " "}, True])
def test_what_is_no_date_is_nothing(nothing: object) -> None:
    assert read_date(nothing) is None
