"""A reader gets the label of the language that is nearest, and languages have names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.labels import Label, choose, language_name, valid_tag

BREST = {"ru": "Брестский мир", "en": "Treaty of Brest-Litovsk", "ja": "ブレスト=リトフスク条約"}
GERMAN = {"de-AT": "Frieden", "zh-Hant": "和約", "zh": "和约"}


@pytest.mark.parametrize(
    ("labels", "language", "own", "tag"),
    [
        (BREST, "ja", "", "ja"),
        (BREST, "ja-JP", "", "ja"),
        (BREST, "JA_jp", "", "ja"),
        (BREST, "de", "ru", "ru"),
        (BREST, "de", "ru-RU", "ru"),
        (BREST, "de", "", "en"),
        (BREST, "de", "fr", "en"),
        (GERMAN, "de", "", "de-AT"),
        (GERMAN, "zh-Hant-TW", "", "zh-Hant"),
        (GERMAN, "zh-Hans", "", "zh"),
        (GERMAN, "ja", "", "de-AT"),
    ],
)
def test_the_label_of_the_nearest_language_is_chosen(labels, language, own, tag):
    assert choose(labels, language, own) == Label(labels[tag], tag)


def test_no_labels_give_an_empty_label():
    assert choose({}, "ja") == Label("", "")


@given(
    labels=st.dictionaries(st.sampled_from(["ja", "ru", "en", "de-AT", "zh-Hant"]), st.text()),
    language=st.text(max_size=12),
    own=st.text(max_size=12),
)
def test_the_choice_does_not_depend_on_the_order_of_labels(labels, language, own):
    turned = dict(reversed(labels.items()))
    assert choose(labels, language, own) == choose(turned, language, own)


WELL_FORMED = """
    ja ru en JA-jp de-AT es-419 zh-Hant zh-Hant-TW sr-Latn-RS und mul x-whatever sl-rozaj-biske de-CH-1901
    hy-Latn-IT-arevela de-DE-u-co-phonebk en-a-myext-b-another qaa-Qaaa-QM-x-southern zh-cmn-Hans-CN
    i-klingon en-GB-oed
""".split()
ILL_FORMED = """
    j en_US -en en- en--US a-DE ar-a-aaa-b-bbb-a-ccc de-419-DE de-1901-1901 日本語 1234 abcdefghi en-x
""".split()


@pytest.mark.parametrize("tag", WELL_FORMED)
def test_a_well_formed_tag_is_valid(tag):
    assert valid_tag(tag)


@pytest.mark.parametrize("tag", ["", *ILL_FORMED, "ja\n"])
def test_an_ill_formed_tag_is_not_valid(tag):
    assert not valid_tag(tag)


@pytest.mark.parametrize(
    ("tag", "language", "name"),
    [
        ("ru", "ja", "ロシア語"),
        ("ja", "ru", "японский"),
        ("en", "en-GB", "English"),
        ("xal", "en", "Kalmyk"),
        ("zz", "en", "zz"),
        ("x-whatever", "ja", "x-whatever"),
        ("ru", "zz", "Russian"),
    ],
)
def test_a_language_is_called_by_its_name(tag, language, name):
    assert language_name(tag, language) == name


def test_a_script_and_a_region_are_part_of_the_name():
    assert language_name("zh-Hant", "en") == "Chinese (Traditional)"
    assert language_name("en-GB", "en") == "English (United Kingdom)"


@given(tag=st.text(max_size=20), language=st.text(max_size=20))
def test_any_tag_has_some_name(tag, language):
    assert language_name(tag, language) or not tag
