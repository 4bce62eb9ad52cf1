"""A historical date knows its span, its order and its other calendar."""

import pytest
from hypothesis import given

from sources.dates import (
    BEGINNING,
    END,
    Calendar,
    HistoricalDate,
    WrongDate,
    certainly_within,
    day_number,
    parse,
    possibly_within,
)
from tests.sources.dates.edtf_strategies import expressions, whole_dates

YEAR_1917 = (day_number(1917, 1, 1), day_number(1917, 12, 31))


def test_a_date_cannot_be_made_of_nonsense():
    with pytest.raises(WrongDate):
        HistoricalDate("soon")
    with pytest.raises(ValueError, match="lunar"):
        parse("1917", "lunar")


def test_a_date_keeps_how_its_source_writes_it():
    date = parse("1917-10-25", "julian", "25-го октября")
    assert date.as_written == "25-го октября"
    assert date.in_calendar("gregorian").as_written == ""


def test_a_date_is_equal_to_the_same_date_and_can_be_a_key():
    assert {parse(" 1917 "): 1} == {HistoricalDate("1917", Calendar("gregorian")): 1}


def test_the_revolution_is_one_day_in_both_calendars():
    old, new = parse("1917-10-25", "julian").both_calendars()
    assert (old.edtf, old.calendar) == ("1917-10-25", Calendar.JULIAN)
    assert (new.edtf, new.calendar) == ("1917-11-07", Calendar.GREGORIAN)
    assert new.both_calendars() == (old, new)


@pytest.mark.parametrize("edtf", ["1917-10", "1917", "1917-?10-25", "1917-10-XX", "1917-21", "9999-12-31"])
def test_what_is_not_made_of_single_days_is_not_converted(edtf):
    date = parse(edtf, "julian")
    assert date.in_calendar("gregorian") is None
    assert date.both_calendars() == (date,)


def test_a_day_of_an_unknown_calendar_is_not_converted():
    assert parse("1917-10-25", "unknown").in_calendar("julian") is None


@pytest.mark.parametrize(
    ("edtf", "converted"),
    [
        ("1917-10-25?", "1917-11-07?"),
        ("1917-10-25/1917-12-19", "1917-11-07/1918-01-01"),
        ("1917-10-25/..", "1917-11-07/.."),
        ("/1917-10-25", "/1917-11-07"),
        ("[..1917-10-25]", "[..1917-11-07]"),
        ("[1917-10-25,1917-10-26..]", "[1917-11-07,1917-11-08..]"),
        ("1917-10-25T21:40:00", "1917-11-07T21:40:00"),
        ("-0001-01-01", "-0002-12-30"),
    ],
)
def test_days_are_converted_wherever_they_stand(edtf, converted):
    assert parse(edtf, "julian").in_calendar("gregorian").edtf == converted


@given(edtf=whole_dates)
def test_conversion_there_and_back_is_the_same_day(edtf):
    date = parse(edtf, "julian")
    other = date.in_calendar("gregorian")
    assert other is None or (other.in_calendar("julian") == date and other.earliest == date.earliest)


def test_dates_sort_by_their_beginning_and_open_ones_by_what_is_known():
    ordered = ["-0430", "0014", "19XX", "../1917-03", "1917", "1917-10-25", "1917-11", "1918/.."]
    assert sorted(ordered, key=lambda edtf: parse(edtf).sort_key) == [
        "-0430",
        "0014",
        "19XX",
        "1917",
        "../1917-03",
        "1917-10-25",
        "1917-11",
        "1918/..",
    ]


@pytest.mark.parametrize(
    ("edtf", "exact", "uncertain", "approximate"),
    [
        ("1917-11-07", True, False, False),
        ("1917-11-07?", False, True, False),
        ("1917-11-~07", False, False, True),
        ("1917%", False, True, True),
        ("1917", False, False, False),
        ("1950S2", False, False, True),
        ("1917-11-07/1917-11-07", False, False, False),
        ("[1917?,1918]", False, True, False),
    ],
)
def test_a_date_knows_how_sure_it_is(edtf, exact, uncertain, approximate):
    date = parse(edtf)
    assert (date.exact_day, date.is_uncertain, date.is_approximate) == (exact, uncertain, approximate)


@pytest.mark.parametrize(
    ("edtf", "certainly", "possibly"),
    [
        ("1917-11-07", True, True),
        ("1917", True, True),
        ("1917~", False, True),
        ("1917-24", False, True),
        ("191X", False, True),
        ("1917-10/..", False, True),
        ("../1916", False, False),
        ("[..1917]", False, True),
        ("1918", False, False),
        ("[1916,1918]", False, True),
    ],
)
def test_a_date_lies_certainly_or_possibly_within_a_year(edtf, certainly, possibly):
    date = parse(edtf)
    assert certainly_within(date, *YEAR_1917) is certainly
    assert possibly_within(date, *YEAR_1917) is possibly


def test_an_unknown_calendar_may_put_a_day_into_the_next_year():
    date = parse("1917-12-25", "unknown")
    assert not certainly_within(date, *YEAR_1917)
    assert possibly_within(date, *YEAR_1917)
    assert possibly_within(date, day_number(1918, 1, 1), END)


@given(edtf=expressions)
def test_what_is_certain_is_possible_too(edtf):
    try:
        date = parse(edtf)
    except WrongDate:
        return
    assert possibly_within(date, BEGINNING, END)
    assert not certainly_within(date, *YEAR_1917) or possibly_within(date, *YEAR_1917)
