"""Names are shown as their culture has them, and found however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.names import (
    OTHER_HEAD,
    Form,
    PersonalName,
    Use,
    choose,
    folded,
    index_heads,
    index_letter,
    script_of,
)


def literal(language, text, **more):
    return PersonalName(language=language, literal=text, **more)


def parted(language, family, given, **more):
    return PersonalName(language=language, form=Form.PARTS, family=family, given=given, **more)


LENIN = (
    literal("ja", "ウラジーミル・レーニン", sort_as="れーにん"),
    parted("ru", "Ленин", "Владимир Ильич"),
    literal("ru", "Ульянов", use=Use.VARIANT),
    parted("en", "Lenin", "Vladimir"),
    literal("fr", "Lénine", use=Use.VARIANT),
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (LENIN[0], "ウラジーミル・レーニン"),
        (LENIN[1], "Владимир Ильич Ленин"),
        (parted("ja", "小林", "多喜二"), "小林多喜二"),
        (parted("ja-Latn", "Kobayashi", "Takiji"), "Kobayashi Takiji"),
        (parted("zh", "毛", "泽东"), "毛泽东"),
        (parted("ko", "김", "구"), "김구"),
        (parted("hu", "Kun", "Béla"), "Kun Béla"),
        (parted("fr", "Gaulle", "Charles", particle="de"), "Charles de Gaulle"),
        (parted("de", "Humboldt", "Alexander", dropping_particle="von"), "Alexander von Humboldt"),
        (parted("en", "King", "Martin Luther", suffix="Jr."), "Martin Luther King, Jr."),
        (parted("ru", "Ленин", ""), "Ленин"),
    ],
)
def test_a_name_is_shown_in_the_order_of_its_culture(name, shown):
    assert name.display() == str(name) == shown


def test_a_name_in_kana_is_one_literal_to_citation_engines():
    assert LENIN[0].csl() == {"literal": "ウラジーミル・レーニン"}


def test_a_name_in_parts_keeps_its_particles_in_csl():
    name = parted("fr", "Gaulle", "Charles", particle="de")
    assert name.csl() == {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"}


@pytest.mark.parametrize(
    ("language", "own", "shown"),
    [
        ("ja", "ru", "ウラジーミル・レーニン"),
        ("ja-JP", "ru", "ウラジーミル・レーニン"),
        ("de", "ru", "Владимир Ильич Ленин"),
        ("de", "", "Vladimir Lenin"),
        ("fr", "", "Vladimir Lenin"),
        ("ru", "", "Владимир Ильич Ленин"),
    ],
)
def test_a_reader_sees_the_preferred_name_that_is_nearest(language, own, shown):
    assert choose(LENIN, language, own).display() == shown


def test_without_a_preferred_name_another_serves():
    assert choose(LENIN[4:], "ja").literal == "Lénine"
    assert choose((), "ja") is None


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("ウラジーミル・レーニン", "", "Jpan"),
        ("小林 たきじ", "", "Jpan"),
        ("革命", "", "Hani"),
        ("革命", "ja", "Jpan"),
        ("ﾚｰﾆﾝ", "", "Jpan"),
        ("Ленин", "", "Cyrl"),
        ("Lenin (Ленин) Vladimir", "", "Latn"),
        ("김구", "", "Kore"),
        ("Ελευθέριος", "", "Grek"),
        ("1917", "", "Zyyy"),
        ("", "", "Zyyy"),
    ],
)
def test_the_script_of_a_name_is_known_by_its_letters(text, language, script):
    assert script_of(text, language) == script


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ЛЕНИН", "Ленин"),
        ("Королёв", "Королев"),
        ("Ｌｅｎｉｎ", "lenin"),
        ("Lénine", "lenine"),
        ("Łódź", "lodz"),
        ("ﾚｰﾆﾝ", "レーニン"),
        ("レフ・トロツキー", "レフ トロツキー"),
        ("レフ=トロツキー", "レフ トロツキー"),
        ("Brest–Litovsk", "brest-litovsk"),
        ("O’Neill", "O'Neill"),
        ("  Lev   Trotsky ", "lev trotsky"),
    ],
)
def test_a_name_is_found_however_it_is_typed(typed, meant):
    assert folded(typed) == folded(meant)


@pytest.mark.parametrize(("one", "other"), [("Троцкий", "Троцкии"), ("ガ", "カ"), ("ぱ", "は")])
def test_letters_of_their_own_stay_apart(one, other):
    assert folded(one) != folded(other)


@given(text=st.text())
def test_a_folded_text_folds_to_itself(text):
    assert folded(folded(text)) == folded(text)


def test_names_sort_by_reading_or_family_name():
    assert LENIN[0].sort_key() == "れーにん"
    assert LENIN[1].sort_key() == "ленин, владимир ильич"
    assert parted("fr", "Gaulle", "Charles", particle="de").sort_key() == "de gaulle, charles"


@pytest.mark.parametrize(
    ("name", "language", "head"),
    [
        (LENIN[0], "ja", "ら"),
        (literal("ja", "ガンジー"), "ja", "か"),
        (literal("ja", "ヴェルチンスキー"), "ja", "あ"),
        (literal("ja", "ッ"), "ja", "た"),
        (literal("ja", "ん"), "ja", "わ"),
        (LENIN[1], "ru", "Л"),
        (literal("ru", "Ёлкин"), "ru", "Е"),
        (literal("ru", "Йоффе"), "ru", "Й"),
        (literal("en", "Éluard"), "en", "E"),
        (LENIN[1], "en", OTHER_HEAD),
        (literal("ja", "小林"), "ja", OTHER_HEAD),
        (literal("en", ""), "en", OTHER_HEAD),
    ],
)
def test_an_index_lists_a_name_under_its_letter(name, language, head):
    assert index_letter(name, language) == head


@given(text=st.text(), language=st.sampled_from(["ja", "ru", "en", "de"]))
def test_every_name_has_a_place_in_every_index(text, language):
    assert index_letter(literal(language, text), language) in (*index_heads(language), OTHER_HEAD)
