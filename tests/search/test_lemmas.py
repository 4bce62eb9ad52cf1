"""The dictionaries tell the lemmas of words that are known, as pymorphy3 does."""

import pytest
from pymorphy3.dawg import WordsDawg

from archive.search.lemmas import MANY, _dictionary, lemmas, ready_for
from archive.search.wordfiles import Words


@pytest.mark.parametrize("count", [1, MANY])
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
def test_lemmas_of_a_word(word: str, tag: str, found: tuple[str, ...], count: int) -> None:
    lemmas.cache_clear()
    with ready_for(count):
        assert lemmas(word, tag) == found


def test_dictionaries_are_in_memory_only_while_many_are_analysed() -> None:
    with ready_for(MANY):
        assert isinstance(_dictionary("ru").words, WordsDawg)
    assert isinstance(_dictionary("ru").words, Words)
