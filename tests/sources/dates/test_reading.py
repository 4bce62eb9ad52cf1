"""EDTF is read as the library `edtf` reads it, and as the standard says where the library fails."""

import contextlib
import io

import pytest
from edtf import parse_edtf
from edtf.parser import EDTFParseException
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sources.dates import BEGINNING, END, WrongDate, day_of, parse
from sources.dates.bounds import bounds
from sources.dates.calendars import Calendar
from sources.dates.reading import LARGEST_YEAR, read
from sources.dates.structure import Point
from tests.sources.dates.edtf_strategies import expressions, groups, single_dates, spans

BOUNDS = [
    ("1917", "1917-01-01", "1917-12-31"),
    ("1917-10", "1917-10-01", "1917-10-31"),
    ("1917-11-07", "1917-11-07", "1917-11-07"),
    ("1917-11-07T21:40:00Z", "1917-11-07", "1917-11-07"),
    ("1917~", "1917-01-01", "1917-12-31"),
    ("1917-?11-07", "1917-11-07", "1917-11-07"),
    ("19XX", "1900-01-01", "1999-12-31"),
    ("191X", "1910-01-01", "1919-12-31"),
    ("1X17", "1017-01-01", "1917-12-31"),
    ("XXXX", "0000-01-01", "9999-12-31"),
    ("-04XX", "-0499-01-01", "-0400-12-31"),
    ("1917-XX", "1917-01-01", "1917-12-31"),
    ("1917-1X", "1917-10-01", "1917-12-31"),
    ("1917-XX-07", "1917-01-07", "1917-12-07"),
    ("1917-10-3X", "1917-10-30", "1917-10-31"),
    ("19XX-02-29", "1904-02-29", "1996-02-29"),
    ("1917-21", "1917-03-01", "1917-05-31"),
    ("1917-24", "1917-12-01", "1918-02-28"),
    ("1917-32", "1917-06-01", "1917-08-31"),
    ("1917-36", "1917-10-01", "1917-12-31"),
    ("1917-38", "1917-05-01", "1917-08-31"),
    ("1917-40", "1917-01-01", "1917-06-30"),
    ("1950S2", "1900-01-01", "1999-12-31"),
    ("-1950S2", "-1999-01-01", "-1900-12-31"),
    ("1917-12-22/1918-03-03", "1917-12-22", "1918-03-03"),
    ("190X/191X", "1900-01-01", "1919-12-31"),
    ("[1667,1668-12]", "1667-01-01", "1668-12-31"),
    ("{1667,1670..1672}", "1667-01-01", "1672-12-31"),
    ("[1670..1672]", "1670-01-01", "1672-12-31"),
]
OPEN = [
    ("1918-12/..", "1918-12-01", None),
    ("../1918", None, "1918-12-31"),
    ("1918/", "1918-01-01", None),
    ("/1918", None, "1918-12-31"),
    ("19XX/..", "1900-01-01", None),
    ("[..1918-12-03]", None, "1918-12-03"),
    ("[1918-12..]", "1918-12-01", None),
    ("{1667,1760-12..}", "1667-01-01", None),
    ("[..1760-12,1761]", None, "1761-12-31"),
]
# Where the library is known to be wrong, to crash, or to decide what EDTF leaves open.
WINTERS = {24, 28, 30}
# The library needs up to a second for one set, and much longer on a busy machine: no clock here either.
few = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shown(number):
    year, month, day = day_of(number)
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"


@pytest.mark.parametrize(("edtf", "first", "last"), BOUNDS)
def test_a_date_is_bounded_by_its_first_and_last_day(edtf, first, last):
    date = parse(edtf)
    assert (shown(date.earliest), shown(date.latest)) == (first, last)
    assert not date.is_open


@pytest.mark.parametrize(("edtf", "first", "last"), OPEN)
def test_an_open_end_is_farther_than_any_day(edtf, first, last):
    date = parse(edtf)
    assert date.earliest == (parse(first).earliest if first else BEGINNING)
    assert date.latest == (parse(last).latest if last else END)
    assert date.is_open


def library_bounds(edtf):
    """Return what the library makes of an expression: its first and last day, or None for what it refuses."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            found = parse_edtf(edtf)
        except EDTFParseException:
            return None
    return tuple(found.lower_strict()[:3]), tuple(found.upper_strict()[:3])


def complaint(text):
    """Return what is wrong with a text, or None."""
    try:
        parse(text)
    except WrongDate as wrong:
        return wrong
    return None


def read_or_reversed(edtf):
    """Return the reading of an expression, or None for a span that ends before it begins."""
    wrong = complaint(edtf)
    assert wrong is None or "ends before it begins" in str(wrong.reason)
    return None if wrong else read(edtf, Calendar.GREGORIAN)


def is_comparable(reading, edtf):
    """Leave out what the library decides otherwise: winters, rounded years, February, X before our era."""
    if "-02" in edtf or (edtf.startswith("-") and "X" in edtf):
        return False
    found = [reading] if isinstance(reading, Point) else []
    return not any(point.significant or (point.season in WINTERS) for point in found)


@few
@given(edtf=single_dates)
def test_single_dates_mean_what_the_library_says(edtf):
    reading = read(edtf, Calendar.GREGORIAN)
    expected = library_bounds(edtf)
    assume(expected and is_comparable(reading, edtf))
    assert tuple(map(day_of, bounds(reading, Calendar.GREGORIAN))) == expected


@few
@given(edtf=spans.filter(lambda edtf: edtf[:1] not in "./" and edtf[-1:] not in "./"))
def test_closed_spans_mean_what_the_library_says(edtf):
    assume("-02" not in edtf)
    reading = read_or_reversed(edtf)
    assume(reading)
    assert tuple(map(day_of, bounds(reading, Calendar.GREGORIAN))) == library_bounds(edtf)


@few
@given(edtf=spans | groups.filter(lambda edtf: "X" not in edtf))
def test_open_spans_and_sets_are_read_as_the_library_reads_them(edtf):
    with contextlib.redirect_stdout(io.StringIO()):
        assert parse_edtf(edtf) is not None
    read_or_reversed(edtf)


@given(edtf=expressions)
def test_what_is_read_writes_itself_back(edtf):
    try:
        date = parse(edtf)
    except WrongDate:
        return
    assert date.edtf == edtf
    assert date.earliest <= date.latest


@given(text=st.text(max_size=40) | st.text("0123456789X-/.[]{},YES?~% T:", max_size=40))
def test_any_text_is_a_date_or_a_wrong_date_with_a_readable_example(text):
    wrong = complaint(text)
    assert wrong is None or (wrong.value == text and wrong.reason and parse(wrong.example))


@pytest.mark.parametrize("edtf", [" 1917 ", "1917 / 1918", "[1667, 1668]", "[1667, 1670 .. 1672]"])
def test_spaces_between_the_parts_are_forgiven(edtf):
    assert parse(edtf).edtf == edtf.replace(" ", "")


def test_the_twenty_ninth_of_february_1900_is_julian():
    assert parse("1900-02-29", "julian").exact_day
    assert parse("1900-02-29", "unknown").earliest == parse("1900-02-29", "julian").earliest
    with pytest.raises(WrongDate, match="29 in the Julian"):
        parse("1900-02-29")


def test_an_unknown_calendar_leaves_both_readings_open():
    date = parse("1917-10-25", "unknown")
    assert (shown(date.earliest), shown(date.latest)) == ("1917-10-25", "1917-11-07")
    assert not date.exact_day


@pytest.mark.parametrize("edtf", ["Y1E15", "Y-1E15", "Y999999999999999"])
def test_the_farthest_years_still_fit_a_column_of_64_bits(edtf):
    date = parse(edtf)
    assert BEGINNING < date.earliest <= date.latest < END
    assert abs(date.latest) < 366 * (LARGEST_YEAR + 1)


HOSTILE = [
    "Y1E99",
    "Y9" + "9" * 150,
    "Y1E" + "9" * 100,
    "[" * 200,
    "1917/" * 40,
    "from a to from b to " * 10,
    "[" + ",".join(["1917"] * 39) + "]",
    "XXXX-02-30",
    "x" * 100_000,
    "c. " * 60,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_is_read_or_refused(text):
    with contextlib.suppress(WrongDate):
        parse(text)
