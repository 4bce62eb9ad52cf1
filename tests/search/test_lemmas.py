"""The dictionaries tell the lemmas of words that are known, as pymorphy3 does."""

import pytest

from archive.search.lemmas import lemmas


@pytest.mark.parametrize(
    ("word", "tag", "found"),
    [
        ("людей", "ru", ("человек",)),
        ("шел", "ru", ("идти",)),
        ("наилучшими", "ru", ("хороший",)),
        ("стали", "ru", ("стать",)),
        ("людей", "uk", ("людина",)),
        ("днями", "uk", ("днями", "день")),
        ("бармаглот", "ru", ()),
        ("hobgoblin", "ru", ()),
    ],
)
def test_lemmas_of_a_word(word: str, tag: str, found: tuple[str, ...]) -> None:
    assert lemmas(word, tag) == found
