"""Beginnings of words that are in a good part of all quotations, so that they can be kept as frequent tokens are.

Tantivy would look for th* among all words that begin so and then tell every hit, for each reader again.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import tantivy

from archive.search.analysis import HAS_UNSPACED
from archive.search.frequent import Posting, Token, threshold
from archive.search.leaves import Leaf, found, query
from archive.search.schema import CONTEXT

FIELD = "exact"
Terms = list[tuple[str, int]]


def kept_as(leaf: Leaf) -> Token:
    """Return the name under which the hits of a leaf are kept, if they are frequent; no token has an asterisk."""
    return leaf.field, " ".join(leaf.tokens) + "*" * leaf.is_prefix


def postings(index: tantivy.Index) -> Iterator[Posting]:
    """Yield where each frequent beginning is, and what it weighs there."""
    searcher = index.searcher()
    least = threshold(searcher.num_docs)
    for beginning, most in frequent_beginnings(searcher, least):
        leaf = Leaf(FIELD, (beginning,), is_prefix=True)
        hits = found(searcher, query(index.schema, leaf), min(most, searcher.num_docs))
        if len(hits) >= least:
            scores = hits.scores.astype(np.float16)
            yield Posting(kept_as(leaf), hits.numbers.tobytes(), scores.tobytes())


def frequent_beginnings(searcher: tantivy.Searcher, least: int) -> Iterator[tuple[str, int]]:
    """Yield beginnings that may be frequent, each with how many hits it has at the most; longer ones after shorter."""
    terms = [
        (token, count)
        for field in (FIELD, CONTEXT[FIELD])
        for token, count in searcher.terms_with_prefix(field, "")
        if not HAS_UNSPACED.match(token)
    ]
    length = 0
    while terms:
        length += 1
        counts = _counted(terms, length)
        known = {beginning: count for beginning, count in counts.items() if count >= least}
        yield from known.items()
        terms = [(token, count) for token, count in terms if token[:length] in known and len(token) > length]


def _counted(terms: Terms, length: int) -> "Counter[str]":
    counts: Counter[str] = Counter()
    for token, count in terms:
        counts[token[:length]] += count
    return counts
