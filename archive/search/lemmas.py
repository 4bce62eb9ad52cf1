"""Lemmas: the dictionary forms of Russian and Ukrainian words, for what has no stem in common with them.

The dictionaries are pymorphy3's, and are read when the first Cyrillic word comes. Of each only what tells
the lemmas of known words is read: what guesses at unknown ones would take half as much room again in every process.
"""

import json
import struct
from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from pymorphy3.analyzer import lang_dict_path
from pymorphy3.dawg import ConditionalProbDistDAWG, WordsDawg

from archive.search.folding import folded

KEPT_WORDS = 200_000
LETTERS = {"uk": {"г": "ґ", "і": "ї"}, "ru": {"е": "ё"}}  # that folding has made of others in the dictionary
LEAST_SCORE = 0.05  # of how likely a word is of a lemma, of all that it may be of


class Dictionary:
    """The known words of a language: of each the paradigms in which it is, and how likely it is of each of them."""

    def __init__(self, tag: str) -> None:
        folder = Path(lang_dict_path(tag))
        told = dict(json.loads((folder / "meta.json").read_text("utf-8")))
        self.words = WordsDawg().load(str(folder / "words.dawg"))
        self.substitutes = self.words.compile_replaces(LETTERS[tag])
        self.prefixes: list[str] = told["compile_options"]["paradigm_prefixes"]
        self.endings: list[str] = json.loads((folder / "suffixes.json").read_text("utf-8"))
        self.tags: list[str] = json.loads((folder / told["gramtab_formats"]["opencorpora-int"]).read_text("utf-8"))
        self.paradigms = list(_paradigms((folder / "paradigms.array").read_bytes()))
        chances = folder / "p_t_given_w.intdawg"
        self.chances = ConditionalProbDistDAWG().load(str(chances)) if told.get("P(t|w)") else None

    def readings(self, word: str) -> dict[str, float]:
        """Return the lemmas that a word may be of, and how likely it is of each; none for an unknown word."""
        found = [
            (self._lemma(spelt, number, form), self._tag(number, form))
            for spelt, places in self.words.similar_items(word, self.substitutes)
            for number, form in places
        ]
        kinds = {lemma for lemma, _tag in found}
        if len(kinds) == 1:
            return {folded(kinds.pop()): 1.0}
        chances = [self.chances.prob(word, tag) for _lemma, tag in found] if self.chances else [1.0 for _ in found]
        if not any(chances):
            chances = [1 / len(found) for _ in found]
        scores: dict[str, float] = defaultdict(float)
        for (lemma, _tag), chance in zip(found, chances, strict=True):
            scores[folded(lemma)] += chance
        return scores

    def _lemma(self, word: str, number: int, form: int) -> str:
        if form == 0:
            return word
        paradigm = self.paradigms[number]
        count = len(paradigm) // 3
        prefix, ending = self.prefixes[paradigm[2 * count + form]], self.endings[paradigm[form]]
        stem = word[len(prefix) : len(word) - len(ending)]
        return self.prefixes[paradigm[2 * count]] + stem + self.endings[paradigm[0]]

    def _tag(self, number: int, form: int) -> str:
        paradigm = self.paradigms[number]
        return self.tags[paradigm[len(paradigm) // 3 + form]]


def _paradigms(told: bytes) -> Iterator["array[int]"]:
    """Yield paradigms: the numbers of the endings of all forms, then those of their tags, then of their prefixes."""
    (count,) = struct.unpack_from("<H", told)
    place = 2
    for _ in range(count):
        (length,) = struct.unpack_from("<H", told, place)
        place += 2 + 2 * length
        yield array("H", told[place - 2 * length : place])


@cache
def _dictionary(tag: str) -> Dictionary:
    return Dictionary(tag)


@lru_cache(KEPT_WORDS)
def lemmas(word: str, tag: str) -> tuple[str, ...]:
    """Return the folded lemmas of a word that the dictionary of a language has; none for any other word."""
    scores = _dictionary(tag).readings(word)
    return tuple(lemma for lemma, score in scores.items() if score >= LEAST_SCORE)
