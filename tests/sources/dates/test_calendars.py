"""Day numbers agree with two independent calendars, and every day converts both ways."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymeeus.Epoch import Epoch

from sources.dates import Calendar, HistoricalDate, anniversaries, day_number, day_of
from sources.dates.calendars import month_length

DAYS_BEFORE_PYTHON_COUNTS = 1721425  # the day number of 31 December of 1 BCE, proleptic Gregorian
REVOLUTION = [date(1917, 1, 1) + timedelta(days) for days in range(6 * 365 + 1)]
LANDMARKS = [
    (-4712, 1, 1, "julian", 0),
    (-4713, 11, 24, "gregorian", 0),
    (1582, 10, 4, "julian", 2299160),
    (1582, 10, 15, "gregorian", 2299161),
    (1917, 10, 25, "julian", 2421540),
    (1917, 11, 7, "gregorian", 2421540),
    (1900, 2, 29, "julian", 2415092),
    (2000, 1, 1, "gregorian", 2451545),
]


def test_the_days_of_the_revolution_run_from_1917_to_1922():
    assert (REVOLUTION[0], REVOLUTION[-1]) == (date(1917, 1, 1), date(1922, 12, 31))


def test_every_gregorian_day_of_the_revolution_has_the_number_that_python_counts():
    for day in REVOLUTION:
        number = day.toordinal() + DAYS_BEFORE_PYTHON_COUNTS
        assert day_number(day.year, day.month, day.day) == number
        assert day_of(number) == (day.year, day.month, day.day)


def test_every_day_of_the_revolution_is_thirteen_days_earlier_in_the_julian_calendar():
    for day in REVOLUTION:
        old = day - timedelta(13)
        gregorian = HistoricalDate(day.isoformat())
        julian = HistoricalDate(old.isoformat(), Calendar.JULIAN)
        assert gregorian.in_calendar(Calendar.JULIAN) == julian
        assert julian.in_calendar(Calendar.GREGORIAN) == gregorian
        assert julian.earliest == gregorian.earliest == julian.latest


def test_every_day_of_the_revolution_agrees_with_meeus():
    for day in REVOLUTION:
        number = int(Epoch(day.year, day.month, day.day, 12.0).jde())
        assert day_number(day.year, day.month, day.day) == number


def test_the_julian_days_of_the_middle_ages_agree_with_meeus():
    for year in range(1000, 1582, 7):
        for month in range(1, 13):
            number = int(Epoch(year, month, 28.5).jde())
            assert day_number(year, month, 28, Calendar.JULIAN) == number


@pytest.mark.parametrize(("year", "month", "day", "calendar", "number"), LANDMARKS)
def test_known_days_have_their_known_numbers(year, month, day, calendar, number):
    assert day_number(year, month, day, Calendar(calendar)) == number
    assert day_of(number, Calendar(calendar)) == (year, month, day)


@given(number=st.integers(-(10**17), 10**17), calendar=st.sampled_from(["gregorian", "julian"]))
def test_day_numbers_are_exact_however_far_away(number, calendar):
    assert day_number(*day_of(number, Calendar(calendar)), Calendar(calendar)) == number


@given(number=st.integers(-(10**12), 10**12), calendar=st.sampled_from(["gregorian", "julian"]))
def test_the_day_after_a_day_is_later_in_its_calendar(number, calendar):
    assert day_of(number, Calendar(calendar)) < day_of(number + 1, Calendar(calendar))


def test_february_1900_is_longer_in_the_julian_calendar():
    assert month_length(1900, 2, Calendar.JULIAN) == 29
    assert month_length(1900, 2, Calendar.GREGORIAN) == 28


@pytest.mark.parametrize(("month", "day", "calendar"), [(13, 1, "gregorian"), (2, 30, "julian"), (1, 1, "unknown")])
def test_a_day_that_is_not_has_no_number(month, day, calendar):
    with pytest.raises(ValueError, match=r"."):
        day_number(1917, month, day, Calendar(calendar))


def test_a_leap_day_returns_in_the_years_that_have_it():
    years = [day_of(number)[0] for number in anniversaries(2, 29, 1910)]
    assert (years[0], years[-1]) == (1584, 1908)
    assert 1900 not in years


def test_no_day_returns_from_before_the_gregorian_calendar():
    assert day_of(anniversaries(10, 14, 1600)[0]) == (1583, 10, 14)
    assert day_of(anniversaries(10, 15, 1600)[0]) == (1582, 10, 15)
