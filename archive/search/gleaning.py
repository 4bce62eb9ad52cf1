"""Gleaning: where frequent tokens and phrases are, gathered while an index is made."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from archive.search.frequent import Posting
from archive.search.hits import LEAST_SCORE
from archive.search.numbering import numbered
from archive.search.phrases import Ladder
from archive.search.profiles import Array
from archive.search.schema import CONTEXT_BOOST
from archive.search.weighing import length_codes, length_weights, rarity, weights

MOST_TIMES = 255
AT_ONCE = 2_000_000  # gleanings in memory before they are put into files
PLACES = (0, 1)  # the words, and what stands around them

# One token or phrase in one quotation: the number of each, and how often it is in either place.
GLEANING = np.dtype([("name", np.uint32), ("number", np.uint32), ("times", np.uint8, 2)])


@dataclass(frozen=True)
class Sheaves:
    """All gleanings of a ladder by names, in a file that any process may read; `size` numbers there are in all."""

    ladder: Ladder
    size: int
    path: Path
    starts: list[Array]  # for each part of the file, where each name begins

    def of(self, name: int) -> Array:
        """Return all gleanings of a token or phrase."""
        width = GLEANING.itemsize
        parts = []
        with open(self.path, "rb") as file:
            for starts in self.starts:
                file.seek(int(starts[name]) * width)
                parts.append(file.read(int(starts[name + 1] - starts[name]) * width))
        return np.frombuffer(b"".join(parts), GLEANING)


@dataclass(frozen=True)
class Gleanings:
    """What a batch has of a ladder, by its names, and how many tokens each quotation has in either place."""

    found: Array
    lengths: tuple[Array, Array]


def glean(ladder: Ladder, places: tuple[list[str], list[str]], numbers: Array) -> Gleanings:
    """Return where the tokens and phrases of a ladder are in quotations with these numbers."""
    told = [_told(ladder, texts) for texts in places]
    every = np.sort(np.concatenate([keys * 2 + place for place, (keys, _lengths) in enumerate(told)]))
    firsts = np.flatnonzero(np.diff(every, prepend=-1))
    keys, times = every[firsts], np.diff(firsts, append=len(every))
    is_new = np.diff(keys >> 1, prepend=-1) != 0
    found = np.zeros(np.count_nonzero(is_new), GLEANING)
    found["name"], owners = np.divmod(keys[is_new] >> 1, max(1, len(numbers)))
    found["number"] = numbers[owners]
    found["times"][np.cumsum(is_new) - 1, keys & 1] = np.minimum(times, MOST_TIMES)
    return Gleanings(found, (told[0][1], told[1][1]))


def _told(ladder: Ladder, texts: list[str]) -> tuple[Array, Array]:
    """Return each name and each text that has it, as one number, as often as it has it; and the lengths of the texts."""
    codes, owners, lengths = numbered(texts, ladder.known)
    return np.concatenate([names * len(texts) + owners[places] for places, names in ladder.found(codes)]), lengths


def smallest(numbers: Array, size: int) -> Array:
    """Return numbers below a size in two bytes where they fit, as they are sorted much sooner."""
    return numbers.astype(np.uint16) if size <= 2**16 else numbers


class Harvest:
    """All gleanings of a ladder, kept in a file, since there may be hundreds of millions."""

    def __init__(self, ladder: Ladder, count: int, folder: Path) -> None:
        self.ladder, self.count, self.total = ladder, 0, np.zeros(2)
        self.lengths = np.zeros((2, count), np.uint8)
        self.holding = np.zeros((2, len(ladder.names)), np.int64)
        self.file = open(folder / f"harvest-{ladder.field}", "wb")  # noqa: SIM115 (closed with the harvest)
        self.sheaves = Sheaves(ladder, count, Path(self.file.name), [])
        self.waiting: list[Array] = []

    def add(self, gleanings: Gleanings, numbers: Array) -> None:
        """Take what one batch has."""
        self.count += len(numbers)
        for place, lengths in enumerate(gleanings.lengths):
            self.lengths[place, numbers] = length_codes(lengths)
            self.total[place] += lengths.sum()
        self.waiting.append(gleanings.found)
        if sum(map(len, self.waiting)) > AT_ONCE:
            self._put_away()

    def _put_away(self) -> None:
        """Write what waits as one more part of the file, by names."""
        found = np.concatenate([np.zeros(0, GLEANING), *self.waiting])
        found = found[np.argsort(smallest(found["name"], len(self.ladder.names)), kind="stable")]
        for place in PLACES:
            here = found["name"][found["times"][:, place] > 0]
            self.holding[place] += np.bincount(here, minlength=len(self.ladder.names))
        start = self.file.tell() // GLEANING.itemsize
        self.sheaves.starts.append(start + np.searchsorted(found["name"], np.arange(len(self.ladder.names) + 1)))
        found.tofile(self.file)
        self.waiting.clear()

    def finish(self) -> None:
        """Write what waits; from now on the harvest is read."""
        self._put_away()
        self.file.flush()

    def close(self) -> None:
        """Let the file go."""
        self.file.close()
        self.sheaves.path.unlink()

    def postings(self) -> Iterator[Posting]:
        """Yield where each token and phrase is and what it weighs there."""
        rarities = [rarity(holding, self.count) for holding in self.holding]
        taken = [
            length_weights(total / max(1, self.count))[codes]
            for total, codes in zip(self.total, self.lengths, strict=True)
        ]
        for name, text in enumerate(self.ladder.names):
            found = self.sheaves.of(name)
            if (found["number"][1:] < found["number"][:-1]).any():
                found = found[np.argsort(found["number"], kind="stable")]
            tokens = [self.ladder.numbers[token] for token in text.split(" ")]
            telling = [float(one[tokens].sum()) for one in rarities]
            yield self._posting(name, found, telling, taken)

    def _posting(self, name: int, found: Array, telling: list[float], taken: list[Array]) -> Posting:
        numbers = found["number"]
        scores: Any = np.zeros(len(found), np.float32)
        for place, boost in zip(PLACES, (1, CONTEXT_BOOST), strict=True):
            if self.holding[place, name]:
                scores += boost * telling[place] * weights(found["times"][:, place], taken[place][numbers])
        token = (self.ladder.field, self.ladder.names[name])
        return Posting(token, numbers.tobytes(), np.maximum(scores, LEAST_SCORE).astype(np.float16).tobytes())
