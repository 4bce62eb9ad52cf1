"""Batches: quotations read and analysed together, as an analyst hands them over to be written."""

import os
from dataclasses import dataclass
from itertools import islice

import numpy as np

from archive.search.analysis import Tokens, analysed
from archive.search.beginnings import words
from archive.search.gleaning import Gleanings, glean
from archive.search.passages import Authorities, by_range, passages
from archive.search.phrases import Ladder
from archive.search.profiles import Array, Gathering, Profile

Ladders = tuple[Ladder, ...]


@dataclass(frozen=True)
class Batch:
    """Quotations by their numbers: ids, tokens of the words and of what stands around them, columns.

    Profiles have the numbers that this analyst gave them; those that the analyst had not met before come along.
    """

    analyst: int
    numbers: Array
    ids: list[str]
    words: list[Tokens]
    context: list[Tokens]
    newest: Array
    said: Array
    profile: Array
    new_profiles: list[Profile]
    gleanings: list[Gleanings]


class Analyst:
    """One who reads and analyses batch after batch, and knows the authorities that came before."""

    def __init__(self) -> None:
        self.authorities = Authorities()
        self.profiles = Gathering()

    def batch(self, ids: list[str], numbers: list[int], ladders: Ladders) -> Batch:
        """Return the quotations that are still published of these, whose ids ascend."""
        told = dict(zip(ids, numbers, strict=True))
        found = list(passages(ids, self.authorities, by_range(ids)))
        words = [analysed(one.words, one.language) for one in found]
        context = [one.context for one in found]
        known = len(self.profiles.numbers)
        profile = np.array([self.profiles.number(one.profile) for one in found], np.int64)
        here = np.array([told[one.id] for one in found], np.int64)
        return Batch(
            analyst=os.getpid(),
            numbers=here,
            ids=[one.id for one in found],
            words=words,
            context=context,
            newest=np.array([one.newest for one in found], np.int64),
            said=np.array([one.said for one in found], np.int64),
            profile=profile,
            new_profiles=list(islice(self.profiles.numbers, known, None)),
            gleanings=[glean(ladder, in_field(ladder.field, words, context), here) for ladder in ladders],
        )


def in_field(field: str, words: list[Tokens], context: list[Tokens]) -> tuple[list[str], list[str]]:
    """Return the tokens of a field, of the words and of what stands around them."""
    return [getattr(one, field) for one in words], [getattr(one, field) for one in context]


_analysts: dict[str, Analyst] = {}


def analyst(work: str) -> Analyst:
    """Return this process's analyst for a piece of work, by its name; there is one at a time."""
    if work not in _analysts:
        _analysts.clear()
        _analysts[work] = Analyst()
    return _analysts[work]


def analyse(work: str, ids: list[str], numbers: list[int], ladders: Ladders) -> Batch:
    """Return a batch of a piece of work; asked of analysts in the order in which it is to be taken."""
    return analyst(work).batch(ids, numbers, ladders)


def sample(work: str, ids: list[str]) -> list[tuple[Tokens, Tokens]]:
    """Return the tokens of some quotations and of what stands around them."""
    found = passages(ids, analyst(work).authorities)
    return [(analysed(one.words, one.language), one.context) for one in found]


def dismiss() -> None:
    """Forget all that this process's analyst knows."""
    _analysts.clear()
    words.cache_clear()
