"""Frequent tokens and the phrases that they make, found in a sample of all texts and looked for in the rest.

Every part of a frequent phrase is frequent too, so a phrase of three tokens is two of two that overlap,
and one of four two of three. Each has a number, and the pair of the two shorter ones leads to it. What
the sample does not show is asked of Tantivy: slower, but not otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

import numpy as np

from archive.search.analysis import BETWEEN
from archive.search.profiles import Array

SIZE = 10_000  # texts in the sample
LEAST_SIZE = 2000
LONGEST = 8  # tokens
SURE = 0.75  # what is nearly frequent in the sample may be frequent in all

UNKNOWN, GAP, EMPTY = -1, -2, -3  # instead of numbers of tokens: any other, the end of a text, and nothing
END = "\n"
MARKS = {END: GAP, BETWEEN: UNKNOWN, "": EMPTY}


def sample_step(count: int) -> int:
    """Return the number of texts of which one is in the sample: a tenth of them, but enough and not too many."""
    return max(1, count // min(SIZE, max(LEAST_SIZE, count // 10)))


class Numbered(NamedTuple):
    """The tokens of texts, one after the other, as numbers; which text each is of; and how many each text has."""

    codes: Array
    owners: Array
    lengths: Array


def numbered(texts: list[str], numbers: dict[str, int]) -> Numbered:
    """Return the tokens of texts as numbers, with gaps between the texts."""
    tokens = f" {END} ".join(texts).split(" ")
    codes = np.fromiter(map(numbers.get, tokens, repeat(UNKNOWN)), np.int64, len(tokens))
    codes = codes[codes != EMPTY]
    gaps = codes == GAP
    owners = np.cumsum(gaps)
    return Numbered(codes, owners, np.bincount(owners[~gaps], minlength=len(texts)))


@dataclass(frozen=True)
class Ladder:
    """The frequent tokens of a field, and its phrases by length: of each length, the pairs that make them, in order."""

    field: str
    tokens: tuple[str, ...]
    steps: tuple[Array, ...] = ()

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each token, and what stands for the marks between tokens."""
        return {token: number for number, token in enumerate(self.tokens)} | MARKS

    @cached_property
    def names(self) -> list[str]:
        """The tokens, and the phrases after them, as texts, by their numbers."""
        every = shorter = list(self.tokens)
        for keys in self.steps:
            pairs = zip(*(part.tolist() for part in np.divmod(keys, len(shorter))), strict=True)
            shorter = [f"{shorter[first]} {shorter[second].rpartition(' ')[2]}" for first, second in pairs]
            every = every + shorter
        return every

    def found(self, codes: Array) -> Iterator[tuple[Array, Array]]:
        """Yield for each length the places at which phrases of that length begin, and their numbers."""
        places = np.flatnonzero(codes >= 0)
        numbers, start, size = codes[places], 0, len(self.tokens)
        yield places, numbers
        for keys in self.steps:
            places, wanted = neighbours(places, numbers, size)
            numbers = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            kept = keys[numbers] == wanted
            places, numbers = places[kept], numbers[kept]
            start, size = start + size, len(keys)
            yield places, numbers + start


def neighbours(places: Array, numbers: Array, size: int) -> tuple[Array, Array]:
    """Return the places at which two phrases follow, one token apart, and the pair of their numbers as one."""
    first = np.flatnonzero(places[1:] == places[:-1] + 1)
    return places[first], numbers[first] * size + numbers[first + 1]


def ladder(field: str, texts: list[tuple[str, str]], least: float, longest: int = LONGEST) -> Ladder:
    """Return what is in at least so many of some quotations, each with its words and what stands around them."""
    count = len(texts)
    every = [part for parts in zip(*texts, strict=True) for part in parts]
    names = list(dict.fromkeys(token for text in every for token in text.split(" ")))
    numbers = {token: number for number, token in enumerate(names)} | MARKS
    codes, owners, _lengths = numbered(every, numbers)
    owners %= max(1, count)
    known = np.flatnonzero(codes >= 0)
    frequent = _in_enough(codes[known], owners[known], count, least)
    codes = _renumbered(codes, frequent, len(names))
    steps: list[Array] = []
    places, own, size = np.flatnonzero(codes >= 0), codes[codes >= 0], len(frequent)
    for _length in range(1, longest):
        places, wanted = neighbours(places, own, size)
        keys = _in_enough(wanted, owners[places], count, least)
        if not len(keys):
            break
        kept = np.isin(wanted, keys)
        places, own, size = places[kept], np.searchsorted(keys, wanted[kept]), len(keys)
        steps.append(keys)
    return Ladder(field, tuple(names[code] for code in frequent.tolist()), tuple(steps))


def _in_enough(keys: Array, owners: Array, count: int, least: float) -> Array:
    """Return the keys, in order, that are in at least so many of all quotations."""
    held = np.sort(keys * max(1, count) + owners)
    kinds = held[np.diff(held, prepend=-1) != 0] // max(1, count)
    firsts = np.flatnonzero(np.diff(kinds, prepend=-1))
    return kinds[firsts][np.diff(firsts, append=len(kinds)) >= least]


def _renumbered(codes: Array, kept: Array, size: int) -> Array:
    """Return numbers of tokens as their places among those that are kept; all others are unknown."""
    places = np.full(size, UNKNOWN, np.int64)
    places[kept] = np.arange(len(kept))
    return np.where(codes >= 0, places[codes], UNKNOWN)
