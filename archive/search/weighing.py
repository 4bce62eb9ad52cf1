"""Weighing: BM25 as Tantivy reckons it, for tokens that are counted while the index is made.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). Of the length
of a text only some binary digits are kept, as Lucene's SmallFloat does: what is asked of Tantivy and what
is read from our own files have to weigh the same.
"""

import numpy as np

from archive.search.profiles import Array

K1, B = 1.2, 0.75
EXACT_LENGTHS = 24  # shorter texts keep their length, longer ones four of its binary digits


def _length(code: int) -> int:
    """Return the length that one byte stands for."""
    digits, shift = (code - EXACT_LENGTHS) & 7, ((code - EXACT_LENGTHS) >> 3) - 1
    if code < EXACT_LENGTHS:
        return code
    return EXACT_LENGTHS + (digits if shift < 0 else (digits | 8) << shift)


LENGTHS = np.array([_length(code) for code in range(256)], np.int64)


def length_codes(lengths: Array) -> Array:
    """Return the byte that stands for each length."""
    return (np.searchsorted(LENGTHS, lengths, side="right") - 1).astype(np.uint8)


def rarity(holding: Array, count: int) -> Array:
    """Return how much tokens tell that are in so many of all texts."""
    return np.log1p((count - holding + 0.5) / (holding + 0.5))


def length_weights(average: float) -> Array:
    """Return what the length that each byte stands for takes from a token's weight."""
    return (K1 * (1 - B + B * LENGTHS / max(average, 1e-9))).astype(np.float32)


def weights(times: Array, of_length: Array) -> Array:
    """Return the weight of a token that tells one, from how often each text has it and what its length takes away."""
    times = times.astype(np.float32)
    return (1 + K1) * times / (times + of_length)
