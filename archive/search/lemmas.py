"""Lemmas: the dictionary forms of Russian and Ukrainian words, for what has no stem in common with them.

The dictionaries are pymorphy3's, and are read when the first Cyrillic word comes.
"""

from collections import defaultdict
from functools import cache, lru_cache

from pymorphy3 import MorphAnalyzer

from archive.search.folding import folded

KEPT_WORDS = 200_000
LEAST_SCORE = 0.05  # of how likely a word is of a lemma, of all that it may be of


@cache
def _dictionary(tag: str) -> MorphAnalyzer:
    return MorphAnalyzer(lang=tag)


@lru_cache(KEPT_WORDS)
def lemmas(word: str, tag: str) -> tuple[str, ...]:
    """Return the folded lemmas of a word that the dictionary of a language has; none for any other word."""
    dictionary = _dictionary(tag)
    if not dictionary.word_is_known(word):
        return ()
    scores: dict[str, float] = defaultdict(float)
    for reading in dictionary.parse(word):
        scores[folded(reading.normal_form)] += reading.score
    return tuple(lemma for lemma, score in scores.items() if score >= LEAST_SCORE)
