"""Hits: the numbers of the quotations that a part of a question finds, with their scores."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from archive.search.profiles import Array

LEAST_SCORE = 1e-3
SPARSE = 64  # a set is sparse when it has less than a sixty-fourth of all numbers
SAMPLE = 4096
STEP = 2**16  # as many are reckoned with at once as the processor keeps near, whatever is made of them meanwhile
SINGLE = np.arange(2**16, dtype=np.uint16).view(np.float16).astype(np.float32)  # every half-precision float


def steps(count: int, step: int = STEP) -> Iterator[slice]:
    """Yield the parts in which so many are reckoned with."""
    return (slice(start, start + step) for start in range(0, count, step))


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

    def whole(self) -> "Hits":
        """Return these hits in memory; what lies in a file is read."""
        return Hits(self.numbers[:], self.scores[:])

    def pieces(self) -> Iterator["Hits"]:
        """Yield these hits a step at a time."""
        return (Hits(self.numbers[step], self.scores[step]) for step in steps(len(self)))

    def at(self, places: Array) -> "Hits":
        """Return those at some places of the arrays."""
        return Hits(self.numbers.take(places), self.scores.take(places))

    def where(self, kept: Array) -> "Hits":
        """Return those for which an array of truths says so."""
        pieces = zip(self.pieces(), steps(len(self)), strict=True)
        return joined(
            (piece.at(np.flatnonzero(kept[step])) for piece, step in pieces), np.count_nonzero(kept), self.scores.dtype
        )


NONE = Hits(np.zeros(0, np.uint32), np.zeros(0, np.float32))


def joined(pieces: Iterable[Hits], most: int, kind: Any = np.float32) -> Hits:
    """Return pieces as one, of no more hits than `most`, with scores of a kind; they are never in memory twice."""
    found, count = Hits(np.empty(most, np.uint32), np.empty(most, kind)), 0
    for piece in pieces:
        filled = slice(count, count + len(piece))
        found.numbers[filled], found.scores[filled] = piece.numbers, piece.scores
        count = filled.stop
    for array in (found.numbers, found.scores):
        array.resize(count, refcheck=False)
    return found


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
        return _few_of(small.whole(), large.whole())
    spread = np.zeros(count, large.scores.dtype)
    for piece in large.pieces():
        spread[piece.places] = piece.scores
    return joined((_scored(piece, spread.take(piece.numbers)) for piece in small.pieces()), len(small))


def _few_of(small: Hits, large: Hits) -> Hits:
    places = np.minimum(np.searchsorted(large.numbers, small.numbers), len(large) - 1)
    kept = large.numbers.take(places) == small.numbers
    return _added(small.where(kept), large.scores.take(places.compress(kept)))


def _scored(hits: Hits, others: Array) -> Hits:
    """Return the hits for which there is another score, with both added."""
    places = np.flatnonzero(bits(others) > 0)
    return _added(hits.at(places), others.take(places))


def _added(hits: Hits, scores: Array) -> Hits:
    return Hits(hits.numbers, wide(hits.scores) + wide(scores))


def any_of(parts: Iterable[Hits], count: int) -> Hits:
    """Return what is in any part, the scores added."""
    parts = sorted((part for part in parts if len(part)), key=len, reverse=True)
    if len(parts) < 2:
        return parts[0] if parts else NONE
    spread = np.zeros(count, np.float32)
    for piece in parts[0].pieces():
        spread[piece.places] = wide(piece.scores)
    for piece in (piece for part in parts[1:] for piece in part.pieces()):
        places = piece.places
        spread[places] = spread.take(places) + wide(piece.scores)
    return joined((_there(spread[step], step.start) for step in steps(count)), np.count_nonzero(spread > 0))


def _there(scores: Array, start: int) -> Hits:
    """Return the hits of those that have a score, of scores by number from `start`."""
    places = np.flatnonzero(scores > 0)
    return Hits(places + start, scores.take(places))


def without(found: Hits, unwanted: Hits, count: int) -> Hits:
    """Return the hits that are not among others."""
    if not len(unwanted):
        return found
    kept = np.ones(count, bool)
    for piece in unwanted.pieces():
        kept[piece.places] = False
    return joined(
        (piece.at(np.flatnonzero(kept.take(piece.numbers))) for piece in found.pieces()), len(found), found.scores.dtype
    )


def best(keys: Array, ids: Array, numbers: Array, wanted: int) -> Array:
    """Return the places of the highest keys, highest first; of equal ones the higher id first.

    `keys` and `numbers` are those of the hits; `ids` has the id of every number.
    """
    places = np.arange(len(keys)) if wanted >= len(keys) else _first(keys, _promising(keys, wanted), wanted)
    order = np.lexsort((ids[numbers[places]], keys[places]))[::-1]
    return places[order[:wanted]]


def _first(keys: Array, places: Array, wanted: int) -> Array:
    """Return those of some places, of which there are enough, that have the highest keys, or one as high as the last."""
    some = keys[places]
    return places[some >= np.partition(some, -wanted)[-wanted]]


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
