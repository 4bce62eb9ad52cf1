"""Hits: the numbers of the quotations that a part of a question finds, with their scores."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from archive.search.profiles import Array

LEAST_SCORE = 1e-3
SPARSE = 64  # a set is sparse when it has less than a sixty-fourth of all numbers
SAMPLE = 4096


@dataclass(frozen=True)
class Hits:
    """Ascending numbers, and a positive score for each."""

    numbers: Array
    scores: Array

    def __len__(self) -> int:
        return len(self.numbers)

    def where(self, kept: Array) -> "Hits":
        """Return those for which an array of truths says so."""
        places = np.flatnonzero(kept)
        return Hits(self.numbers[places], self.scores[places])


NONE = Hits(np.zeros(0, np.uint32), np.zeros(0, np.float32))


def unsorted(numbers: Array, scores: Array) -> Hits:
    """Return hits from numbers in any order."""
    order = np.argsort(numbers)
    return Hits(numbers[order].astype(np.uint32), np.maximum(scores[order], LEAST_SCORE).astype(np.float32))


def all_of(parts: list[Hits], count: int) -> Hits:
    """Return what is in every part, the scores added; numbers are below `count`."""
    parts = sorted(parts, key=len)
    found = parts[0]
    for part in parts[1:]:
        found = _both(found, part, count)
    return found


def _both(small: Hits, large: Hits, count: int) -> Hits:
    if not len(small) or not len(large):
        return NONE
    if len(small) * SPARSE < count:
        places = np.minimum(np.searchsorted(large.numbers, small.numbers), len(large) - 1)
        kept = large.numbers[places] == small.numbers
        return Hits(small.numbers[kept], small.scores[kept] + large.scores[places[kept]])
    spread = np.zeros(count, np.float32)
    spread[large.numbers] = large.scores
    others = spread[small.numbers]
    places = np.flatnonzero(others > 0)
    return Hits(small.numbers[places], small.scores[places] + others[places])


def any_of(parts: Iterable[Hits], count: int) -> Hits:
    """Return what is in any part, the scores added."""
    parts = [part for part in parts if len(part)]
    if len(parts) < 2:
        return parts[0] if parts else NONE
    spread = np.zeros(count, np.float32)
    for part in parts:
        spread[part.numbers] += part.scores
    numbers = np.flatnonzero(spread > 0)
    return Hits(numbers.astype(np.uint32), spread[numbers])


def without(found: Hits, unwanted: Hits, count: int) -> Hits:
    """Return the hits that are not among others."""
    if not len(unwanted):
        return found
    kept = np.ones(count, bool)
    kept[unwanted.numbers] = False
    return found.where(kept[found.numbers])


def best(keys: Array, ids: Array, numbers: Array, wanted: int) -> Array:
    """Return the places of the highest keys, highest first; of equal ones the higher id first.

    `keys` and `numbers` are those of the hits; `ids` has the id of every number.
    """
    places = np.arange(len(keys)) if wanted >= len(keys) else _promising(keys, wanted)
    order = np.lexsort((ids[numbers[places]], keys[places]))[::-1]
    return places[order[:wanted]]


def _promising(keys: Array, wanted: int) -> Array:
    """Return the places of all keys that may be among the highest, found by a sample where there are many."""
    if len(keys) > 8 * SAMPLE:
        sample = keys[:: len(keys) // SAMPLE]
        expected = min(len(sample) - 1, int(2 * wanted * len(sample) / len(keys)) + 8)
        places = np.flatnonzero(keys >= np.partition(sample, -expected)[-expected])
        if wanted <= len(places) < len(keys) // 2:
            return places
    least = np.partition(keys, -wanted)[-wanted]
    return np.flatnonzero(keys >= least)
