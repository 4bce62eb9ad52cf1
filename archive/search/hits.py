"""Hits: the numbers of the quotations that a part of a question finds, with their scores."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from archive.search.profiles import Array

LEAST_SCORE = 1e-3
SPARSE = 64  # a set is sparse when it has less than a sixty-fourth of all numbers
SAMPLE = 4096
SINGLE = np.arange(2**16, dtype=np.uint16).view(np.float16).astype(np.float32)  # every half-precision float


@dataclass(frozen=True)
class Hits:
    """Ascending numbers, and a positive score for each."""

    numbers: Array
    scores: Array

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def places(self) -> Array:
        """The numbers in the form in which NumPy takes places soonest."""
        return self.numbers.astype(np.intp)

    @property
    def ranks(self) -> Array:
        """The scores as whole numbers in the same order: positive floats sort as their bits do."""
        return bits(self.scores)

    def where(self, kept: Array) -> "Hits":
        """Return those for which an array of truths says so."""
        places = np.flatnonzero(kept)
        return Hits(self.numbers.take(places), self.scores.take(places))


NONE = Hits(np.zeros(0, np.uint32), np.zeros(0, np.float32))


def bits(scores: Array) -> Array:
    """Return scores as whole numbers of their bits, which are compared much sooner than half-precision floats."""
    return scores.view(f"u{scores.itemsize}")


def wide(scores: Array) -> Array:
    """Return scores in single precision; the table is read much sooner than NumPy converts."""
    return SINGLE.take(bits(scores)) if scores.itemsize == 2 else scores


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
        kept = large.numbers.take(places) == small.numbers
        return _added(small.where(kept), large.scores.take(places.compress(kept)))
    spread = np.zeros(count, large.scores.dtype)
    spread[large.places] = large.scores
    others = spread.take(small.numbers)
    places = np.flatnonzero(bits(others) > 0)
    return _added(Hits(small.numbers.take(places), small.scores.take(places)), others.take(places))


def _added(hits: Hits, scores: Array) -> Hits:
    return Hits(hits.numbers, wide(hits.scores) + wide(scores))


def any_of(parts: Iterable[Hits], count: int) -> Hits:
    """Return what is in any part, the scores added."""
    parts = sorted((part for part in parts if len(part)), key=len, reverse=True)
    if len(parts) < 2:
        return parts[0] if parts else NONE
    spread = np.zeros(count, np.float32)
    spread[parts[0].places] = wide(parts[0].scores)
    for part in parts[1:]:
        places = part.places
        spread[places] = spread.take(places) + wide(part.scores)
    numbers = np.flatnonzero(spread > 0)
    return Hits(numbers.astype(np.uint32), spread.take(numbers))


def without(found: Hits, unwanted: Hits, count: int) -> Hits:
    """Return the hits that are not among others."""
    if not len(unwanted):
        return found
    kept = np.ones(count, bool)
    kept[unwanted.places] = False
    return found.where(kept.take(found.numbers))


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
