"""Words stand in the quotation marks of their language, once."""

import pytest

from archive.quotations.typesetting import set_words
from sources import marks


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Peace.", "en", "“Peace.”"),
        ("Мир.", "ru", "«Мир.»"),
        ("平和", "ja", "「平和」"),
        ("「平和」", "ja", "「平和」"),
        ("「平和」と「土地」", "ja", "「「平和」と「土地」」"),
        ("«Мир» — и «земля»", "ru-RU", "««Мир» — и «земля»»"),
        ("[…] «Мир»", "ru", "«[…] «Мир»»"),
    ],
)
def test_marks_are_those_of_the_language_and_never_doubled(text: str, language: str, expected: str) -> None:
    found = set_words(marks.parse(text), language, in_marks=True)
    assert found.opening + found.words.reading() + found.closing == expected


def test_paraphrase_stands_without_marks() -> None:
    found = set_words(marks.parse("He wanted peace."), "en", in_marks=False)
    assert (found.opening, found.closing) == ("", "")
