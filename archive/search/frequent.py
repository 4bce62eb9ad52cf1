"""Frequent tokens: where each is and how much it weighs there, kept beside Tantivy's files.

A token or phrase that is in a two-hundredth of all quotations or more is read from here at once, instead of being
asked for hit by hit. Two plain files: numbers (uint32), and scores (float16); and where in them each token has its own.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from archive.search.hits import Hits
from archive.search.layout import Generation
from archive.search.stored import File, Stored

SHARE = 200  # a token or phrase is frequent that is in more than one of so many quotations
LEAST = 1500  # and in no fewer than these
NUMBER, SCORE = np.dtype(np.uint32), np.dtype(np.float16)
Token = tuple[str, str]  # a field, and a token of it, or several with spaces between them


def threshold(count: int) -> int:
    """Return in how many quotations a frequent token is at the least."""
    return max(LEAST, count // SHARE)


class Frequent:
    """The frequent tokens of a generation, read when they are asked for."""

    def __init__(self, generation: Generation) -> None:
        told = json.loads(generation.frequent("json").read_text("utf-8"))
        self.places: dict[Token, tuple[int, int]] = {
            (field, token): (start, count) for field, token, start, count in told
        }
        self._numbers, self._scores = (File(generation.frequent(suffix)) for suffix in ("numbers", "scores"))

    def hits(self, token: Token) -> Hits | None:
        """Return the hits of a token, or None where it is not frequent."""
        if token not in self.places:
            return None
        start, count = self.places[token]
        stored: Any = (
            Stored(self._numbers, start * NUMBER.itemsize, count, NUMBER),
            Stored(self._scores, start * SCORE.itemsize, count, SCORE),
        )
        return Hits(*stored)


@dataclass(frozen=True)
class Posting:
    """A frequent token and its hits, as a process that found them hands them over."""

    token: Token
    numbers: bytes
    scores: bytes


def write(generation: Generation, postings: Iterable[Posting]) -> None:
    """Write the files of a new generation."""
    told, start = [], 0
    with (
        open(generation.frequent("numbers"), "wb") as numbers,
        open(generation.frequent("scores"), "wb") as scores,
    ):
        for posting in postings:
            count = len(posting.numbers) // NUMBER.itemsize
            numbers.write(posting.numbers)
            scores.write(posting.scores)
            told.append([*posting.token, start, count])
            start += count
    generation.frequent("json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
