"""Lemmas: the dictionary forms of Russian and Ukrainian words, for what has no stem in common with them.

The dictionaries are pymorphy3's, and are opened when the first Cyrillic word comes. Of each only what tells
the lemmas of known words is used, without what guesses at unknown ones. Who answers readers asks the files;
who analyses many quotations has them in memory meanwhile.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path

from pymorphy3.analyzer import lang_dict_path
from pymorphy3.dawg import ConditionalProbDistDAWG, WordsDawg

from archive.search.folding import folded
from archive.search.wordfiles import Chances, Words

KEPT_WORDS = 200_000
LETTERS = {"uk": {"г": "ґ", "і": "ї"}, "ru": {"е": "ё"}}  # that folding has made of others in the dictionary
MANY = 100  # quotations, whose words are sooner read with a dictionary in memory, which takes 50 ms to read
LEAST_SCORE = 0.05  # of how likely a word is of a lemma, of all that it may be of


class Dictionary:
    """The known words of a language: of each the paradigms in which it is, and how likely it is of each of them."""

    def __init__(self, tag: str, is_in_memory: bool) -> None:
        folder = Path(lang_dict_path(tag))
        told = dict(json.loads((folder / "meta.json").read_text("utf-8")))
        words, chances = folder / "words.dawg", folder / "p_t_given_w.intdawg"
        self.words = WordsDawg().load(str(words)) if is_in_memory else Words(words)
        self.substitutes = self.words.compile_replaces(LETTERS[tag])
        self.prefixes: list[str] = told["compile_options"]["paradigm_prefixes"]
        self.endings: list[str] = json.loads((folder / "suffixes.json").read_text("utf-8"))
        self.tags: list[str] = json.loads((folder / told["gramtab_formats"]["opencorpora-int"]).read_text("utf-8"))
        self.paradigms = Paradigms((folder / "paradigms.array").read_bytes())
        self.chances: Chances | ConditionalProbDistDAWG | None = None
        if told.get("P(t|w)"):
            self.chances = ConditionalProbDistDAWG().load(str(chances)) if is_in_memory else Chances(chances)

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


class Paradigms:
    """Of each paradigm the numbers of the endings of all its forms, then those of their tags, then of their prefixes."""

    def __init__(self, told: bytes) -> None:
        """Take the paradigms one after the other, each after its length, as the dictionary's file has them."""
        self.numbers = array("H", told)
        self.starts = array("I")
        place = 1
        for _ in range(self.numbers[0]):
            self.starts.append(place + 1)
            place += 1 + self.numbers[place]

    def __getitem__(self, number: int) -> "array[int]":
        start = self.starts[number]
        return self.numbers[start : start + self.numbers[start - 1]]


class _Reading:
    """How this process reads dictionaries."""

    is_in_memory = False


_dictionaries = cache(Dictionary)


def _dictionary(tag: str) -> Dictionary:
    return _dictionaries(tag, _Reading.is_in_memory)


def read_into_memory() -> None:
    """Have dictionaries in memory from now on, once they are asked."""
    _Reading.is_in_memory = True


@contextmanager
def ready_for(count: int) -> Iterator[None]:
    """Have dictionaries in memory while so many quotations are analysed, if they are worth it."""
    if count < MANY or _Reading.is_in_memory:
        yield
        return
    read_into_memory()
    try:
        yield
    finally:
        _Reading.is_in_memory = False
        _dictionaries.cache_clear()


@lru_cache(KEPT_WORDS)
def lemmas(word: str, tag: str) -> tuple[str, ...]:
    """Return the folded lemmas of a word that the dictionary of a language has; none for any other word."""
    scores = _dictionary(tag).readings(word)
    return tuple(lemma for lemma, score in scores.items() if score >= LEAST_SCORE)
