"""Frequent tokens: where each is and how much it weighs there, kept beside Tantivy's files.

A token or phrase that is in a two-hundredth of all quotations or more is read from here at once, instead of being
asked for hit by hit. Two plain files: numbers (uint32), and scores (float16); and where in them each token has its own.
"""

import json
import os
import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from archive.search.hits import Hits
from archive.search.layout import Generation
from archive.search.profiles import Array

SHARE = 200  # a token or phrase is frequent that is in more than one of so many quotations
LEAST = 1500  # and in no fewer than these
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
        self._numbers, self._scores = (self._opened(generation, suffix) for suffix in ("numbers", "scores"))

    def _opened(self, generation: Generation, suffix: str) -> int:
        """Open a file for as long as this is in use: also when another generation has taken its place."""
        file = os.open(generation.frequent(suffix), os.O_RDONLY)
        weakref.finalize(self, os.close, file)
        return file

    def hits(self, token: Token) -> Hits | None:
        """Return the hits of a token, or None where it is not frequent."""
        if token not in self.places:
            return None
        start, count = self.places[token]
        stored: Any = (
            Stored(self, self._numbers, start, count, np.uint32),
            Stored(self, self._scores, start, count, np.float16),
        )
        return Hits(*stored)


class Stored:
    """An array that lies in a file, of which parts are read when they are asked for."""

    def __init__(self, of: Frequent, file: int, start: int, count: int, kind: type) -> None:
        self.of, self.file = of, file  # the file is open for as long as what it is of is in use
        self.start, self.count, self.dtype = start, count, np.dtype(kind)

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, part: slice) -> Array:
        start, end, _step = part.indices(self.count)
        size = self.dtype.itemsize
        return np.frombuffer(os.pread(self.file, max(0, end - start) * size, (self.start + start) * size), self.dtype)


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
            count = len(posting.numbers) // 4
            numbers.write(posting.numbers)
            scores.write(posting.scores)
            told.append([*posting.token, start, count])
            start += count
    generation.frequent("json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
