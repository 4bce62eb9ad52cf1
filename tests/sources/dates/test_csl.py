"""Dates travel through CSL-JSON, which has no year 0 and no calendar."""

import pytest
from hypothesis import given

from sources.dates import WrongDate, of_csl, parse
from tests.sources.dates.edtf_strategies import plain_dates

BOTH_WAYS = [
    ("1917", {"date-parts": [[1917]]}),
    ("1917-11-07", {"date-parts": [[1917, 11, 7]]}),
    ("0000", {"date-parts": [[-1]]}),
    ("-0430", {"date-parts": [[-431]]}),
    ("1917~", {"date-parts": [[1917]], "circa": True}),
    ("1917-23", {"date-parts": [[1917]], "season": 3}),
    ("1917-12-22/1918-03", {"date-parts": [[1917, 12, 22], [1918, 3]]}),
    ("Y-170000", {"date-parts": [[-170001]]}),
]
ONE_WAY = [
    ("1917?", {"date-parts": [[1917]], "circa": True}),
    ("1917-11-XX", {"date-parts": [[1917, 11]]}),
    ("1917-33", {"date-parts": [[1917, 1], [1917, 3]]}),
    ("1917-28", {"date-parts": [[1917]], "season": 4}),
    ("1918-12/..", {"literal": "from December 1918"}),
    ("1918/", {"literal": "1918 – ?"}),
    ("19XX", {"literal": "20th century"}),
    ("1917-21/1917-22", {"literal": "spring–summer 1917"}),
    ("[1667,1668]", {"literal": "1667 or 1668"}),
    ("1950S2", {"literal": "c. 1950 (1900–1999)"}),
]
FROM_OTHERS = [
    ({"date-parts": [["1917", "11", "07"]]}, "1917-11-07"),
    ({"date-parts": [[1917, 0, 0]]}, "1917"),
    ({"date-parts": [[1917], [0]]}, "1917/.."),
    ({"date-parts": [[1917, 14]]}, "1917-22"),
    ({"date-parts": [[1917, 21]]}, "1917-21"),
    ({"date-parts": [[1917]], "season": "Fall"}, "1917-23"),
    ({"date-parts": [[1917]], "season": "Michaelmas"}, "1917"),
    ({"date-parts": [[1917]], "circa": 0}, "1917"),
    ({"raw": "1917-11-07"}, "1917-11-07"),
]


@pytest.mark.parametrize(("edtf", "csl"), BOTH_WAYS + ONE_WAY)
def test_a_date_becomes_csl(edtf, csl):
    assert parse(edtf).csl() == csl


@pytest.mark.parametrize(("edtf", "csl"), BOTH_WAYS)
def test_csl_becomes_the_same_date_again(edtf, csl):
    assert of_csl(csl).edtf == edtf


@pytest.mark.parametrize(("csl", "edtf"), FROM_OTHERS)
def test_csl_of_other_writers_is_understood(csl, edtf):
    assert of_csl(csl).edtf == edtf


@given(edtf=plain_dates)
def test_every_plain_date_survives_the_journey(edtf):
    assert of_csl(parse(edtf).csl()).edtf == edtf


def test_a_julian_date_stays_julian():
    date = parse("1917-10-25", "julian")
    assert date.csl() == {"date-parts": [[1917, 10, 25]]}
    assert of_csl(date.csl(), "julian") == date


def test_a_literal_is_in_the_language_of_the_citation():
    assert parse("19XX").csl("ru") == {"literal": "XX век"}


@pytest.mark.parametrize("csl", [{}, {"literal": "n.d."}, {"date-parts": [[]]}, {"date-parts": [["soon"]]}])
def test_csl_without_numbers_is_a_wrong_date(csl):
    with pytest.raises(WrongDate):
        of_csl(csl)
