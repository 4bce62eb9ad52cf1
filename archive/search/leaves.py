"""Leaves: what can be asked of Tantivy at once, a token, a phrase or the beginning of a word."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import tantivy

from archive.search.hits import NONE, Hits, unsorted
from archive.search.schema import CONTEXT, CONTEXT_BOOST, LATER, LONGEST_BEGINNING

MOST_ENDINGS = 2000
ALL = 2**31


@dataclass(frozen=True)
class Leaf:
    """Tokens to be found one after the other in a field, of the words or of what stands around them.

    With `is_prefix` the one token is the beginning of a word. `places` are the two fields to look
    in, or one of them: "words" or "context".
    """

    field: str
    tokens: tuple[str, ...]
    is_prefix: bool = False
    places: tuple[str, ...] = ("words", "context")


def query(schema: tantivy.Schema, leaf: Leaf, is_later: bool = False) -> tantivy.Query:
    """Return Tantivy's query for a leaf; with `is_later` one that need only find what came later."""
    either = []
    if "words" in leaf.places:
        either.append(_in_field(schema, leaf, leaf.field, is_later))
    if "context" in leaf.places:
        around = _in_field(schema, leaf, CONTEXT[leaf.field], is_later)
        either.append(tantivy.Query.boost_query(around, CONTEXT_BOOST))
    return either[0] if len(either) == 1 else any_query(either)


def any_query(queries: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in queries])


def _in_field(schema: tantivy.Schema, leaf: Leaf, field: str, is_later: bool) -> tantivy.Query:
    if leaf.is_prefix and is_later and len(leaf.tokens[0]) <= LONGEST_BEGINNING:
        kept = tantivy.Query.term_query(schema, LATER[field], leaf.tokens[0], "basic")
        return tantivy.Query.const_score_query(kept, 1.0)
    if leaf.is_prefix:
        return tantivy.Query.regex_query(schema, field, re.escape(leaf.tokens[0]) + ".*")
    if len(leaf.tokens) == 1:
        return tantivy.Query.term_query(schema, field, leaf.tokens[0], "freq")
    return tantivy.Query.phrase_query(schema, field, list(leaf.tokens))


def most(searcher: tantivy.Searcher, leaf: Leaf) -> int:
    """Return how many hits a leaf has at the most, since Tantivy makes room for as many as it is asked for."""
    places = (("words", leaf.field), ("context", CONTEXT[leaf.field]))
    held = _begun if leaf.is_prefix else _held
    return min(
        searcher.num_docs, sum(held(searcher, field, leaf.tokens) for name, field in places if name in leaf.places)
    )


def _held(searcher: tantivy.Searcher, field: str, tokens: tuple[str, ...]) -> int:
    """Return in how many texts the rarest of some tokens is."""
    return min(searcher.doc_freq(field, token) for token in tokens)


def _begun(searcher: tantivy.Searcher, field: str, tokens: tuple[str, ...]) -> int:
    """Return in how many texts words are that begin so, those with several of them counted for each."""
    words = searcher.terms_with_prefix(field, tokens[0], limit=MOST_ENDINGS)
    return searcher.num_docs if len(words) == MOST_ENDINGS else sum(count for _word, count in words)


def found(searcher: tantivy.Searcher, wanted: tantivy.Query, limit: int) -> Hits:
    """Return every hit of a query, of which there are no more than `limit`."""
    if not limit:
        return NONE
    with no_collecting():
        return _read(searcher, searcher.search(wanted, limit=limit, count=False).hits)


def _read(searcher: tantivy.Searcher, result: Any) -> Hits:
    if not result:
        return NONE
    scores, addresses = zip(*result, strict=True)
    numbers = searcher.fast_field_values("number", list(addresses))
    return unsorted(np.array(numbers, np.uint32), np.array(scores, np.float32))


@contextmanager
def no_collecting() -> Iterator[None]:
    """Make a great many small objects without looking for circles among all others meanwhile."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def found_later(schema: tantivy.Schema, searcher: tantivy.Searcher, wanted: tantivy.Query) -> Hits:
    """Return the hits of a query among what has been added since the generation was made."""
    both = [(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, all_later(schema, 0.0))]
    return found(searcher, tantivy.Query.boolean_query(both), searcher.doc_freq("is_later", 1))


def all_later(schema: tantivy.Schema, score: float) -> tantivy.Query:
    """Return Tantivy's query for all that has been added since, with the same score."""
    return tantivy.Query.const_score_query(tantivy.Query.term_query(schema, "is_later", 1), score)
