"""Typesetting: words in the quotation marks of their language, which are never doubled."""

from dataclasses import dataclass, replace

from sources.labels import language_of
from sources.marks import Text, Words

MARKS = {
    "ja": ("「", "」"),
    "zh": ("“", "”"),
    "ru": ("«", "»"),
    "uk": ("«", "»"),
    "fr": ("«\u202f", "\u202f»"),
    "it": ("«", "»"),
    "es": ("«", "»"),
    "de": ("„", "“"),
    "pl": ("„", "”"),
    "en": ("“", "”"),
}


@dataclass(frozen=True)
class SetWords:
    """Words with the marks that stand around them, which are empty for words that were not said so."""

    opening: str
    words: Words
    closing: str


def set_words(words: Words, language: str, in_marks: bool) -> SetWords:
    """Return the words and their marks; marks that are printed around the whole become those marks."""
    opening, closing = MARKS.get(language_of(language), MARKS["en"])
    if not in_marks:
        return SetWords("", words, "")
    return SetWords(opening, _without(words, opening, closing), closing)


def _without(words: Words, opening: str, closing: str) -> Words:
    """Return the words without the one pair of marks that is printed around all of them."""
    first, last = (words.segments[0], words.segments[-1]) if words.segments else (None, None)
    if not (isinstance(first, Text) and isinstance(last, Text)) or not _is_one_pair(words.reading(), opening, closing):
        return words
    segments = list(words.segments)
    segments[0] = replace(first, text=first.text.removeprefix(opening))
    segments[-1] = replace(segments[-1], text=segments[-1].text.removesuffix(closing))
    return Words(tuple(segments))


def _is_one_pair(text: str, opening: str, closing: str) -> bool:
    """Return whether the first mark is closed by the last one, and by none before it."""
    if len(text) < 2 or not (text.startswith(opening) and text.endswith(closing)):
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += (character == opening) - (character == closing)
        if depth == 0:
            return place == len(text) - 1
    return False
