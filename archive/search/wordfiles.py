"""Word files: pymorphy3's packed dictionaries, asked where they lie.

In memory they take 19 MB of every process and tell a word in two microseconds; from the file it takes some thirty,
which is soon enough for the words of a question. The form is dawgdic's: an acyclic graph of words as a double array.
"""

import os
from array import array
from functools import lru_cache
from pathlib import Path

from dawg_python import IntDAWG, RecordDAWG
from dawg_python.units import PRECISION_MASK, has_leaf, label, offset, value
from dawg_python.wrapper import Dictionary, Guide
from pymorphy3.dawg import ConditionalProbDistDAWG, WordsDawg

from archive.search.stored import File

COUNT = 4  # bytes that tell how many units come
UNIT = 4  # bytes
BLOCK = 2**8  # units are read together, since those that follow one have numbers that differ in the lowest eight bits
KEPT_BLOCKS = 512


@lru_cache(KEPT_BLOCKS)
def block(units: "Units", start: int, size: int) -> "array[int]":
    """Return a block of whole numbers of some size, in bytes, as it lies in a file."""
    return array("I" if size == UNIT else "B", os.pread(units.file.number, BLOCK * size, start))


class Units(Dictionary):
    """The graph in its file, read a block at a time."""

    def __init__(self, path: Path) -> None:
        self.file = File(path)
        (self.count,) = array("I", self.file.read(0, COUNT))

    def unit(self, index: int) -> int:
        return block(self, COUNT + UNIT * (index & -BLOCK), UNIT)[index % BLOCK]

    def has_value(self, index: int) -> bool:
        return has_leaf(self.unit(index))

    def value(self, index: int) -> int:
        return value(self.unit((index ^ offset(self.unit(index))) & PRECISION_MASK))

    def follow_char(self, label: int, index: int) -> int | None:
        return self.follow_bytes(bytes((label,)), index)

    def follow_bytes(self, s: bytes, index: int) -> int | None:
        unit = self.unit(index)
        for sign in s:
            index = (index ^ offset(unit) ^ sign) & PRECISION_MASK
            unit = self.unit(index)
            if label(unit) != sign:
                return None
        return index


class Ways(Guide):
    """What tells the first way on from each unit and the next beside it, behind the graph in its file."""

    def __init__(self, units: Units) -> None:
        self.units = units  # which has the file open
        self.start = COUNT + UNIT * units.count + COUNT

    def child(self, index: int) -> int:
        return self._label(2 * index)

    def sibling(self, index: int) -> int:
        return self._label(2 * index + 1)

    def size(self) -> int:
        return 2 * self.units.count

    def _label(self, place: int) -> int:
        return block(self.units, self.start + (place & -BLOCK), 1)[place % BLOCK]


class Words(RecordDAWG):
    """The words of a language, each with the numbers of its paradigms and of its form in them."""

    def __init__(self, path: Path) -> None:
        super().__init__(WordsDawg.DATA_FORMAT)
        self.dct = Units(path)
        self.guide = Ways(self.dct)


class Chances(IntDAWG):
    """How likely words are of each of the forms that they may be."""

    def __init__(self, path: Path) -> None:
        self.dct = Units(path)

    def prob(self, word: str, tag: str) -> float:
        """Return how likely a word has a tag."""
        return self.get(f"{word}:{tag}", 0) / ConditionalProbDistDAWG.MULTIPLIER
