"""Frequent tokens and the phrases that they make, found in a sample of all texts and looked for in the rest.

Every part of a frequent phrase is frequent too, so a phrase of three tokens is two of two that overlap,
and one of four two of three. Each has a number, and the pair of the two shorter ones leads to it. What
the sample does not show is asked of Tantivy: slower, but not otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from archive.search.analysis import BETWEEN
from archive.search.numbering import UNKNOWN, Numbers, parted, with_owners
from archive.search.profiles import Array

SIZE = 10_000  # texts in the sample
LEAST_SIZE = 2000
LONGEST = 8  # tokens
SURE = 0.75  # what is nearly frequent in the sample may be frequent in all


def sample_step(count: int) -> int:
    """Return the number of texts of which one is in the sample: a tenth of them, but enough and not too many."""
    return max(1, count // min(SIZE, max(LEAST_SIZE, count // 10)))


@dataclass(frozen=True)
class Ladder:
    """The frequent tokens of a field, and its phrases by length: of each length, the pairs that make them, in order."""

    field: str
    tokens: tuple[str, ...]
    steps: tuple[Array, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Hand on to other processes what the rest follows from, and not thousands of names with every batch."""
        return Ladder, (self.field, self.tokens, self.steps)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each token."""
        return {token: number for number, token in enumerate(self.tokens)}

    @cached_property
    def known(self) -> Numbers:
        """The same, for very many at once."""
        return Numbers(self.tokens)

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
    told = parted(part for parts in zip(*texts, strict=True) for part in parts)
    kinds, firsts, places_of = np.unique(told.keys(), return_index=True, return_inverse=True)
    codes, owners, _lengths = with_owners(_without_marks(kinds)[places_of], 2 * count)
    owners %= max(1, count)
    known = np.flatnonzero(codes >= 0)
    frequent = _in_enough(codes[known], owners[known], count, least)
    codes = _renumbered(codes, frequent, len(kinds))
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
    return Ladder(field, tuple(told.token(place) for place in firsts[frequent].tolist()), tuple(steps))


def _without_marks(kinds: Array) -> Array:
    """Return the numbers of all kinds of tokens, without those of the marks."""
    between = Numbers([BETWEEN]).of(kinds)
    return np.where(between == UNKNOWN, np.arange(len(kinds)), np.minimum(between, UNKNOWN))


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
