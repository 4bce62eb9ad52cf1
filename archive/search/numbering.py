"""Numbering: the tokens of very many texts as numbers, all at once and without a string for each.

Texts are joined and looked at as bytes. Each token has a key of 64 bits: its bytes where they are no more than
eight, else a hash of them, which for two different tokens is the same once in 10^19 times.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from archive.search.profiles import Array

UNKNOWN, GAP = -1, -2  # instead of numbers of tokens: any other, and the end of a text
END = "\n"

SPACE = ord(" ")
WORD = 8  # bytes
MASKS = np.array([256**size - 1 for size in range(WORD + 1)], np.uint64)  # what is kept of a word, by its bytes
ODD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio, as in Knuth's multiplicative hashing
ROOM = 8  # slots for each token that is known


class Parted(NamedTuple):
    """The tokens of texts, one after the other, with a mark after each text but the last."""

    data: bytes
    starts: Array
    sizes: Array  # in bytes

    def token(self, place: int) -> str:
        """Return one token."""
        start = self.starts[place]
        return self.data[start : start + self.sizes[place]].decode()

    def keys(self) -> Array:
        """Return the key of each token."""
        words = np.ndarray((len(self.data) - WORD + 1,), "<u8", self.data, strides=(1,))
        keys = words[self.starts] & MASKS[np.minimum(self.sizes, WORD)]
        longer, done = np.flatnonzero(self.sizes > WORD), WORD
        while len(longer):
            rest = self.sizes[longer] - done
            keys[longer] = keys[longer] * ODD ^ (words[self.starts[longer] + done] & MASKS[np.minimum(rest, WORD)])
            done += WORD
            longer = longer[rest > WORD]
        return keys * ODD


def parted(texts: Iterable[str]) -> Parted:
    """Return the tokens of texts, which spaces part."""
    data = f" {f' {END} '.join(texts)} ".encode() + bytes(WORD)
    spaces = np.flatnonzero(np.frombuffer(data, np.uint8) == SPACE)
    starts, sizes = spaces[:-1] + 1, np.diff(spaces) - 1
    kept = np.flatnonzero(sizes)
    return Parted(data, starts[kept], sizes[kept])


class Numbers:
    """The numbers of some tokens, and of the end of a text, to be had for very many keys at once."""

    def __init__(self, tokens: Iterable[str]) -> None:
        numbers = {token: number for number, token in enumerate(tokens)} | {END: GAP}
        keys = parted([" ".join(numbers)]).keys()
        self.shift: Any = np.uint64(64 - (ROOM * len(keys)).bit_length())
        order = np.argsort(keys)
        self.keys, self.numbers = keys[order], np.array(list(numbers.values()), np.int64)[order]

    @cached_property
    def firsts(self) -> Array:
        """For each slot, the place of the first key that is in it or after it."""
        slots = np.arange(1 << (64 - int(self.shift)))
        return np.minimum(np.searchsorted(self.keys >> self.shift, slots), len(self.keys) - 1)

    def of(self, keys: Array) -> Array:
        """Return the number of the token of each key."""
        places = self.firsts[keys >> self.shift]
        found = np.full(len(keys), UNKNOWN)
        for _nth in range(int(np.bincount(self.keys >> self.shift).max())):
            hits = np.flatnonzero(self.keys[places] == keys)
            found[hits] = self.numbers[places[hits]]
            places = np.minimum(places + 1, len(self.keys) - 1)
        return found


class Numbered(NamedTuple):
    """The tokens of texts as numbers, with gaps between the texts; which text each is of; and how many each has."""

    codes: Array
    owners: Array
    lengths: Array


def numbered(texts: list[str], numbers: Numbers) -> Numbered:
    """Return the tokens of texts as numbers."""
    return with_owners(numbers.of(parted(texts).keys()), len(texts))


def with_owners(codes: Array, count: int) -> Numbered:
    """Return the numbers of the tokens of so many texts together with the text that each is of."""
    gaps = codes == GAP
    owners = np.cumsum(gaps)
    return Numbered(codes, owners, np.bincount(owners[~gaps], minlength=count))
