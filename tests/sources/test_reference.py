"""The neutral record takes CSL-JSON in and gives it back as it was."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.reference import DATE_VARIABLES, NAME_ROLES, Date, Name, Quotation, Reference, Related

words = st.text(max_size=8)
scalars = words | st.integers(-3000, 3000) | st.booleans()
names = st.dictionaries(st.sampled_from(["family", "given", "literal", "suffix", "comma-suffix", "odd"]), scalars)
numbers = st.integers(-3000, 3000) | st.integers(1, 31).map(str)
parts = st.lists(st.lists(numbers, min_size=1, max_size=3), max_size=2)
dates = st.fixed_dictionaries(
    {},
    optional={"date-parts": parts, "circa": scalars, "season": scalars, "literal": words, "raw": words, "odd": scalars},
)
keys = st.sampled_from(["title", "volume", "note", "keyword", "my-own", "categories"])
items = st.builds(
    lambda *pieces: {key: value for piece in pieces for key, value in piece.items()},
    st.dictionaries(keys, scalars | st.lists(words, max_size=2), max_size=4),
    st.dictionaries(st.sampled_from(sorted(NAME_ROLES)), st.lists(names, max_size=2), max_size=2),
    st.dictionaries(st.sampled_from(sorted(DATE_VARIABLES)), dates, max_size=2),
    st.fixed_dictionaries({}, optional={"id": words | st.integers(), "type": words, "custom": st.just({"x": [1]})}),
)


@given(items)
@settings(max_examples=300, deadline=None)
def test_csl_json_comes_back_as_it_was(item: dict) -> None:
    assert Reference.from_csl(item).to_csl() == item


@given(items)
@settings(max_examples=100, deadline=None)
def test_reading_twice_is_reading_once(item: dict) -> None:
    once = Reference.from_csl(item)

    assert Reference.from_csl(once.to_csl()) == once


@pytest.mark.parametrize(
    "date",
    ["1917-11-07", "-0430~/2001", "2001-21", "199X", "not a date"],
)
def test_date_as_a_string_comes_back(date: str) -> None:
    assert Reference.from_csl({"issued": date}).to_csl()["issued"] == date


def test_what_csl_cannot_name_survives_in_custom() -> None:
    my_life = Reference(
        id="my_life",
        type="book",
        names={"attorney": (Name("Trotsky", "Leon"),)},
        dates={"issued": Date(((1930,),), edtf="193X")},
        others=frozenset({"author"}),
        keywords=("memoirs", "war, civil; intervention"),
        notes=("one", "two"),
        related=(Related("quoted-in", Reference(id="article", type="webpage")),),
        quotation=Quotation("Peace", "en", Name(literal="レーニン"), segments=(("text", "Peace"),)),
        extra={"attachments": [{"path": "a.pdf"}]},
    )

    assert Reference.from_csl(my_life.to_csl()) == my_life


def test_changed_record_does_not_say_what_it_said_before() -> None:
    given_item = {"id": 5, "keyword": "a,b", "issued": {"date-parts": [["1917"]]}}
    changed = replace(Reference.from_csl(given_item), id="six", keywords=("c",), dates={"issued": Date(((1918,),))})

    assert changed.to_csl() == {"id": "six", "keyword": "c", "issued": {"date-parts": [[1918]]}}


@pytest.mark.parametrize(
    ("edtf", "parts"),
    [
        ("-0430", ((-431,),)),
        ("0000", ((-1,),)),
        ("0001", ((1,),)),
        ("1918-08-02", ((1918, 8, 2),)),
        ("1918-08/1920", ((1918, 8), (1920,))),
        ("Y-10000", ((-10001,),)),
    ],
)
def test_edtf_counts_years_astronomically_and_csl_does_not(edtf: str, parts: tuple) -> None:
    assert Date.from_edtf(edtf).parts == parts


@pytest.mark.parametrize("edtf", ["1984?", "198X", "2001/..", "../1984", "1984%"])
def test_edtf_that_says_more_than_csl_is_kept(edtf: str) -> None:
    assert Date.from_edtf(edtf).edtf == edtf


def test_season_of_edtf_is_a_season() -> None:
    assert Date.from_edtf("1918-24") == Date(((1918,),), season=4)


def test_particle_with_a_hyphen_stands_close_to_its_name() -> None:
    assert str(Name("ʿĀbidīn", "Zayn", non_dropping_particle="al-")) == "Zayn al-ʿĀbidīn"
    assert str(Name("Beethoven", "Ludwig", non_dropping_particle="van")) == "Ludwig van Beethoven"
