"""A permanent id is read as people type it, and no slip leads to another id."""

import contextlib
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.permanent import (
    ALPHABET,
    LENGTH,
    WEIGHTS,
    WrongId,
    is_valid,
    near,
    new_id,
    normalised,
    shown,
    with_check,
)

ids = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1).map(with_check)
DASHES = "-‐‑‒–—―−﹘﹣－ー_·"


def exchanged(text, place):
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def complaint(text):
    with pytest.raises(WrongId) as caught:
        normalised(text)
    return caught.value


def test_new_ids_are_valid_and_different():
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(is_valid(identifier) for identifier in made)


def test_an_id_is_shown_in_two_groups():
    assert shown("K7M29XQM") == "K7M2-9XQM"
    assert normalised("K7M2-9XQM") == "K7M29XQM"


@pytest.mark.parametrize("dash", [*DASHES, "", " ", "\u3000", "\u00a0", "\u200b", " - "])
def test_any_dash_and_any_space_is_forgiven(dash):
    assert normalised(f" K7M2{dash}9XQM\n") == "K7M29XQM"


@pytest.mark.parametrize("typed", ["k7m2-9xqm", "Ｋ７Ｍ２－９ＸＱＭ", "ｋ７ｍ２９ｘｑｍ", "К7М2-9ХQМ"])
def test_any_case_and_width_is_forgiven_and_so_are_cyrillic_letters(typed):
    assert normalised(typed) == "K7M29XQM"


@given(identifier=ids)
def test_letters_for_digits_are_forgiven(identifier):
    for digit, letters in (("0", "Oo"), ("1", "IiLl")):
        for letter in letters:
            assert normalised(identifier.replace(digit, letter)) == identifier


def test_the_weights_of_the_places_are_all_different_and_none_is_zero():
    # This alone proves, for any id, that a wrong character and an exchange are always found.
    assert len(set(WEIGHTS)) == LENGTH
    assert 0 not in WEIGHTS


def test_every_wrong_character_is_found():
    for _ in range(50):
        identifier = new_id()
        for place in range(LENGTH):
            wrong = [identifier[:place] + other + identifier[place + 1 :] for other in ALPHABET]
            assert [text for text in wrong if is_valid(text)] == [identifier]


def test_every_exchange_of_any_two_different_characters_is_found():
    payload = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 2))
    for place in range(LENGTH - 1):
        for a in ALPHABET:
            for b in ALPHABET:
                text = payload[:place] + a + b + payload[place:]
                assert a == b or not (is_valid(text) and is_valid(exchanged(text, place)))


@given(identifier=ids, place=st.integers(0, LENGTH - 2))
def test_an_exchange_of_neighbours_leads_back(identifier, place):
    typed = exchanged(identifier, place)
    if typed != identifier:
        assert identifier in complaint(typed).near


@given(identifier=ids, place=st.integers(0, LENGTH - 1), other=st.sampled_from(ALPHABET))
def test_a_wrong_character_leads_back(identifier, place, other):
    typed = identifier[:place] + other + identifier[place + 1 :]
    if typed != identifier:
        assert identifier in complaint(typed).near


@given(identifier=ids, place=st.integers(0, LENGTH - 1), other=st.sampled_from(ALPHABET))
def test_a_missing_and_an_additional_character_lead_back(identifier, place, other):
    assert identifier in complaint(identifier[:place] + identifier[place + 1 :]).near
    assert identifier in complaint(identifier[:place] + other + identifier[place:]).near


@given(text=st.text(max_size=80) | st.text(ALPHABET + "OILU-", max_size=10))
def test_any_text_is_an_id_or_wrong_with_few_valid_ids_near(text):
    assert near(text) == near(text)
    assert len(near(text)) <= 15
    assert all(is_valid(identifier) for identifier in near(text))
    with contextlib.suppress(WrongId):
        assert is_valid(normalised(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no id"),
        ("—", "no id"),
        ("K7M2", "has 8 characters, and this has 4"),
        ("K7M2-9XQU", "“U” is in no id"),
        ("K7M2-9XQ4", "wrong, or two have changed places"),
    ],
)
def test_a_wrong_id_says_why(text, reason):
    assert reason in str(complaint(text))


def test_a_letter_of_no_id_is_replaced_by_the_one_that_fits():
    assert near("K7M2-9XQU") == ("K7M29XQM",)
