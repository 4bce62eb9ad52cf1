"""Hits: the numbers of the quotations that a part of a question finds, with their scores."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from archive.search.profiles import Array

LEAST_SCORE = 1e-3
SPARSE = 64  # a set is sparse when it has less than a sixty-fourth of all numbers
ALIKE = 2  # hits are about as many as others that are not fewer by so much
LEAST_TOGETHER = 3  # so many of them are joined at once, if each has
DENSE = 4  # more than a fourth of all numbers
OUT = np.float32(-np.inf)
SAMPLE = 4096
MANY = 1000  # of so many equal ones not all ids are read
STEP = 2**16  # as many are reckoned with at once as the processor keeps near, whatever is made of them meanwhile
MANTISSA = 13  # so many bits more has it in single precision, and the exponent is another by so much
EXPONENT = np.float32(2.0**112)
NOBODY = np.zeros(0, np.intp)


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
    def is_stored(self) -> bool:
        """Do these lie in a file, as they were when it was written?"""
        return not isinstance(self.numbers, np.ndarray)

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

    def parted(self, number: int) -> tuple["Hits", "Hits"]:
        """Return those with lower numbers, and the others; they are in memory."""
        place = int(np.searchsorted(self.numbers, np.uint32(number)))
        lower, higher = slice(0, place), slice(place, None)
        return Hits(self.numbers[lower], self.scores[lower]), Hits(self.numbers[higher], self.scores[higher])

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
    """Return scores in single precision, reckoned from their bits much sooner than NumPy converts."""
    if scores.itemsize != 2:
        return scores
    widened = bits(scores).astype(np.uint32)
    widened <<= MANTISSA
    single = widened.view(np.float32)
    single *= EXPONENT
    return single


def unsorted(numbers: Array, scores: Array) -> Hits:
    """Return hits from numbers in any order."""
    order = np.argsort(numbers)
    return Hits(numbers[order].astype(np.uint32), np.maximum(scores[order], LEAST_SCORE).astype(np.float32))


def all_of(choices: Iterable[list[Hits]], count: int, gone: Array = NOBODY) -> Hits:
    """Return what is in some part of every choice, the scores added; numbers are below `count`.

    What is `gone` is left out; where there are few they must be without it. A part alone comes back as it is.
    """
    choices = sorted((_largest_first(choice) for choice in choices), key=_size)
    if not choices or not choices[0]:
        return NONE
    together, others = _sorted_out(choices, count)
    if len(together) > 1 and (max(map(len, together)) > 1 or _are_many(together, count)):
        found = _in_each(together, count, gone)
    else:
        found, others = any_of(choices[0], count, gone), choices[1:]
    for choice in others:
        found = _both(found, choice, count, gone)
    return found


def _largest_first(parts: Iterable[Hits]) -> list[Hits]:
    return sorted((part for part in parts if len(part)), key=len, reverse=True)


def _size(parts: list[Hits]) -> int:
    """Return how many hits there are at the most in some parts."""
    return sum(map(len, parts))


def _are_many(choices: list[list[Hits]], count: int) -> bool:
    """Are there so many hits in so many choices that it takes less time to look at every number?"""
    return len(choices) >= LEAST_TOGETHER and _size(choices[0]) * DENSE > count


def _sorted_out(choices: list[list[Hits]], count: int) -> tuple[list[list[Hits]], list[list[Hits]]]:
    """Return those about as large as the first, or of several parts, which would have to be joined first; and others."""
    sorted_out: tuple[list[list[Hits]], list[list[Hits]]] = [], []
    least = _size(choices[0])
    for choice in choices:
        is_other = least * SPARSE < count or (len(choice) == 1 and _size(choice) >= ALIKE * least)
        sorted_out[is_other].append(choice)
    return sorted_out


def _in_each(choices: list[list[Hits]], count: int, gone: Array) -> Hits:
    """Return what is in every one of many hits: what is not in one is out, whatever is added."""
    *others, last = choices
    added = np.zeros(0, np.float32)
    for choice in others:
        added = _spread(choice, added, count)
    added[gone] = OUT
    if len(last) == 1:
        return joined(_told(last[0], added), _size(choices[0]))
    added = _spread(last, added, count)
    return joined((_there(added[step], step.start) for step in steps(count)), _size(choices[0]))


def _spread(parts: list[Hits], others: Array, count: int) -> Array:
    """Return the scores of parts by number, added to others, if there are any."""
    spread = np.full(count, OUT)
    for nth, part in enumerate(parts):
        for piece in part.pieces():
            places = piece.places
            before = others.take(places) if len(others) else np.zeros(len(places), np.float32)
            if nth:
                before = np.maximum(before, spread.take(places))
            before += wide(piece.scores)
            spread[places] = before
    return spread


def _told(hits: Hits, others: Array) -> Iterator[Hits]:
    """Yield the hits that have another score by their number, with both added."""
    for piece in hits.pieces():
        scores = others.take(piece.places) + wide(piece.scores)
        places = np.flatnonzero(scores > 0)
        yield Hits(piece.numbers.take(places), scores.take(places))


def is_sparse(hits: Hits, count: int) -> bool:
    """Are these few among so many?"""
    return len(hits) * SPARSE < count


def _both(small: Hits, parts: list[Hits], count: int, gone: Array) -> Hits:
    if not len(small) or not parts:
        return NONE
    if is_sparse(small, count) and len(parts) == 1:
        return _few_of(small.whole(), parts[0].whole())
    spread = _added_up(parts, count, parts[0].scores.dtype if len(parts) == 1 else np.float32)
    spread[gone] = 0
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


def any_of(parts: Iterable[Hits], count: int, gone: Array = NOBODY) -> Hits:
    """Return what is in any part and not gone, the scores added; a part alone comes back as it is."""
    parts = _largest_first(parts)
    if len(parts) < 2:
        return parts[0] if parts else NONE
    spread = _added_up(parts, count, np.float32)
    spread[gone] = 0
    return joined((_there(spread[step], step.start) for step in steps(count)), np.count_nonzero(spread > 0))


def _added_up(parts: list[Hits], count: int, kind: Any) -> Array:
    """Return the scores of parts by number, as floats of a kind; none where there are no hits."""
    spread = np.zeros(count, kind)
    for piece in parts[0].pieces():
        spread[piece.places] = piece.scores if kind == np.float16 else wide(piece.scores)
    for piece in (piece for part in parts[1:] for piece in part.pieces()):
        places = piece.places
        spread[places] = spread.take(places) + wide(piece.scores)
    return spread


def _there(scores: Array, start: int) -> Hits:
    """Return the hits of those that have a score, of scores by number from `start`."""
    places = np.flatnonzero(scores > 0)
    return Hits(places + start, scores.take(places))


def without(found: Hits, unwanted: list[Hits], count: int, gone: Array = NOBODY) -> Hits:
    """Return the hits that are not among others and not gone; where there are no others they come back as they are."""
    if not any(map(len, unwanted)):
        return found
    kept = np.ones(count, bool)
    kept[gone] = False
    _strike(kept, unwanted)
    return joined(
        (piece.at(np.flatnonzero(kept.take(piece.numbers))) for piece in found.pieces()), len(found), found.scores.dtype
    )


def all_but(unwanted: list[Hits], alive: Array, start: int = 0) -> Hits:
    """Return the numbers from `start` on that are alive and not among hits, with next to no score."""
    kept = alive.copy()
    _strike(kept, unwanted, start)
    return evenly(numbers_of(kept, start))


def _strike(kept: Array, unwanted: list[Hits], start: int = 0) -> None:
    for piece in (piece for part in unwanted for piece in part.pieces()):
        kept[piece.places - start if start else piece.places] = False


def numbers_of(kept: Array, start: int = 0) -> Array:
    """Return the numbers of what an array of truths says is kept, the first of which has the number `start`."""
    numbers, count = np.empty(np.count_nonzero(kept), np.uint32), 0
    for step in steps(len(kept)):
        places = np.flatnonzero(kept[step])
        numbers[count : count + len(places)] = places + (start + step.start)
        count += len(places)
    return numbers


def evenly(numbers: Array) -> Hits:
    """Return hits that all have next to no score."""
    return Hits(numbers, np.broadcast_to(np.float32(LEAST_SCORE), len(numbers)))


def best(keys: Array, ids: Array, numbers: Array, wanted: int) -> Array:
    """Return the places of the highest keys, highest first; of equal ones the higher id first.

    `keys` and `numbers` are those of the hits; `ids` has the id of every number.
    """
    if wanted >= len(keys):
        places = np.arange(len(keys))
    else:
        least = _last_key(keys, wanted)
        places = np.concatenate([np.flatnonzero(keys > least), _with_key(least, keys, ids, numbers, wanted)])
    order = np.lexsort((ids[numbers[places]], keys[places]))[::-1]
    return places[order[:wanted]]


def _last_key(keys: Array, wanted: int) -> Any:
    """Return the last of the highest keys; of very many a sample shows which are not among these."""
    if len(keys) > 8 * SAMPLE:
        sample = keys[:: len(keys) // SAMPLE]
        expected = min(len(sample) - 1, int(2 * wanted * len(sample) / len(keys)) + 8)
        least = np.partition(sample, -expected)[-expected]
        if np.count_nonzero(keys > least) < wanted <= np.count_nonzero(keys >= least):
            return least
        promising = keys[keys >= least]
        keys = promising if len(promising) >= wanted else keys
    return np.partition(keys, -wanted)[-wanted]


def _with_key(key: Any, keys: Array, ids: Any, numbers: Array, wanted: int) -> Array:
    """Return the places of a key; of very many those with the highest ids."""
    if np.count_nonzero(keys == key) <= MANY:
        return np.flatnonzero(keys == key)
    found, lowest = [], np.uint64(0)
    for step in reversed(list(steps(len(keys)))):  # what was loaded later often has higher ids
        places = np.flatnonzero(keys[step] == key)
        order = _in_order(ids, numbers[step], places)
        high = np.flatnonzero(order >= lowest)
        if len(high) > wanted:
            high = high.take(np.argpartition(order.take(high), -wanted)[-wanted:])
            lowest = order.take(high).min()
        found.append(step.start + places.take(high))
    return np.concatenate(found)


def _in_order(ids: Any, numbers: Array, places: Array) -> Array:
    """Return the ids of the numbers at some places as whole numbers that sort as they do; numbers ascend."""
    first, last = int(numbers[0]), int(numbers[-1])
    return in_order(ids[first : last + 1].take(numbers.take(places) - first))


def in_order(ids: Array) -> Array:
    """Return ids as whole numbers that sort as they do, and sooner."""
    return ids.view(">u8").astype(np.uint64)
