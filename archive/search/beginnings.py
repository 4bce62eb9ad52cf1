"""Beginnings of words that are in a good part of all quotations, so that they can be kept as frequent tokens are.

Tantivy would look for th* among all words that begin so and then tell every hit, for each reader again. Where
frequent words are has been gleaned, so only the rare ones are asked of Tantivy: each once, with all that have
the same longest frequent beginning. What is found of a beginning is then of its shorter ones too. Those with
different first characters have nothing in common, so several processes look for them in parts.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
import tantivy

from archive.search.analysis import HAS_UNSPACED
from archive.search.frequent import Posting, Token, threshold
from archive.search.gleaning import PLACES, Sheaves
from archive.search.leaves import Leaf, found
from archive.search.numbering import UNKNOWN
from archive.search.profiles import Array
from archive.search.schema import CONTEXT, CONTEXT_BOOST, LONGEST_BEGINNING

FIELD = "exact"
FIELDS = (FIELD, CONTEXT[FIELD])  # of the words, and of what stands around them
MARKS = (1, 2)  # what is set of a quotation that has a word in either of them
SCORES = np.array([0, 1, CONTEXT_BOOST, 1 + CONTEXT_BOOST], np.float16)  # by the marks

LAST = "\U0010ffff"  # no word has this character
PARTS = 16

Span = tuple[
    int, int, int
]  # words that stand together: in which of the two fields, the first, and the one after the last


class Line(NamedTuple):
    """All words of a field in their order, and in how many quotations those before each are, added up."""

    words: list[str]
    totals: Array

    def under(self, beginning: str) -> Iterator[tuple[str, int, int]]:
        """Yield each beginning that has one character more, and the span of its words; first the word itself."""
        start, end = (bisect_left(self.words, one) for one in (beginning, beginning + LAST))
        while start < end:
            longer = self.words[start][: len(beginning) + 1]
            after = start + 1 if longer == beginning else bisect_left(self.words, longer + LAST, start, end)
            yield longer, start, after
            start = after


def line(searcher: tantivy.Searcher, field: str) -> Line:
    """Return the words of a field."""
    told = sorted(searcher.terms_with_prefix(field, ""))
    return Line([word for word, _holding in told], np.cumsum([0, *(holding for _word, holding in told)]))


def kept_as(leaf: Leaf) -> Token:
    """Return the name under which the hits of a leaf are kept, if they are frequent; no token has an asterisk."""
    return leaf.field, " ".join(leaf.tokens) + "*" * leaf.is_prefix


def of_each(tokens: str) -> str:
    """Return the beginnings of all words among tokens, each once."""
    words = {token[:LONGEST_BEGINNING] for token in tokens.split() if not HAS_UNSPACED.match(token)}
    return " ".join({word[:end] for word in words for end in range(1, len(word) + 1)})


def asked(executor: Executor, folder: Path, sheaves: Sheaves) -> list["Future[list[Posting]]"]:
    """Let others look for the frequent beginnings, in parts, among words that Tantivy has written into a folder."""
    return [executor.submit(part, str(folder), sheaves, number) for number in range(PARTS)]


def part(folder: str, sheaves: Sheaves, number: int) -> list[Posting]:
    """Return what is frequent of the beginnings in one part."""
    return list(postings(words(folder), sheaves, number))


class Words(NamedTuple):
    """What there is of the words in a folder: the index that Tantivy has there, and lines of all words by field."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    lines: list[Line]


@lru_cache(1)
def words(folder: str) -> Words:
    """Return the words in a folder, kept for the next part."""
    index = tantivy.Index.open(folder)
    searcher = index.searcher()
    return Words(index.schema, searcher, [line(searcher, field) for field in FIELDS])


def postings(told: Words, sheaves: Sheaves, number: int) -> Iterator[Posting]:
    """Yield where each frequent beginning is, and what it weighs there, after what is gleaned of frequent words."""
    least = threshold(told.searcher.num_docs)
    marker = Marker(told, sheaves)
    for beginning, marks in marked(frequent_beginnings(told.lines, least, number), marker):
        numbers = np.flatnonzero(marks != 0).astype(np.uint32)
        if len(numbers) >= least:
            name = kept_as(Leaf(FIELD, (beginning,), is_prefix=True))
            yield Posting(name, numbers.tobytes(), SCORES[marks[numbers]].tobytes())


def frequent_beginnings(lines: list[Line], least: int, number: int) -> Iterator[tuple[str, list[Span]]]:
    """Yield in order a part's beginnings that may be frequent, each with the words of which it is the longest such."""
    waiting = [""]
    while waiting:
        beginning = waiting.pop()
        spans: dict[str, list[Span]] = defaultdict(list)
        for place, one in enumerate(lines):
            for longer, start, end in one.under(beginning):
                if ord(longer[0]) % PARTS == number:
                    spans[longer].append((place, start, end))
        frequent = [
            longer
            for longer, its in spans.items()
            if longer != beginning and not HAS_UNSPACED.match(longer) and _most(lines, its) >= least
        ]
        if beginning:
            yield beginning, [span for longer in spans.keys() - set(frequent) for span in spans[longer]]
        waiting += sorted(frequent, reverse=True)


def _most(lines: list[Line], spans: list[Span]) -> int:
    return sum(int(lines[place].totals[end] - lines[place].totals[start]) for place, start, end in spans)


@dataclass(frozen=True)
class Marker:
    """What tells by number which quotations have one of some words, and where."""

    told: Words
    sheaves: Sheaves

    def marks(self, spans: list[Span]) -> Array:
        """Return the marks of all quotations by some words."""
        marks = np.zeros(self.sheaves.size, np.uint8)
        gleaned: set[int] = set()
        for place, field in enumerate(FIELDS):
            here = [span for span in spans if span[0] == place]
            words = [word for _place, start, end in here for word in self.told.lines[place].words[start:end]]
            names = [self.sheaves.ladder.numbers.get(word, UNKNOWN) for word in words]
            rare = [word for word, name in zip(words, names, strict=True) if name < 0]
            gleaned.update(name for name in names if name >= 0)
            if rare:
                asked = tantivy.Query.term_set_query(self.told.schema, field, rare)
                most = min(_most(self.told.lines, here), self.told.searcher.num_docs)
                marks[found(self.told.searcher, asked, most).numbers] |= MARKS[place]
        for name in gleaned:
            self._mark_gleaned(marks, name)
        return marks

    def _mark_gleaned(self, marks: Array, name: int) -> None:
        gleanings = self.sheaves.of(name)
        for place in PLACES:
            marks[gleanings["number"][gleanings["times"][:, place] > 0]] |= MARKS[place]


def marked(beginnings: Iterable[tuple[str, list[Span]]], marker: Marker) -> Iterator[tuple[str, Array]]:
    """Yield beginnings, which come in order, with the marks of all words that begin so; longer ones before shorter."""
    begun: list[tuple[str, Array]] = []
    for beginning, spans in chain(beginnings, [("", [])]):
        while begun and not (beginning and beginning.startswith(begun[-1][0])):
            name, marks = begun.pop()
            yield name, marks
            if begun:
                begun[-1][1][:] |= marks
        begun.append((beginning, marker.marks(spans)))
