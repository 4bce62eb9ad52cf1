"""Likening: quotations that have rare words in common with one."""

from archive.search.analysis import analysed
from archive.search.hits import any_of, best
from archive.search.leaves import Leaf
from archive.search.snapshot import Snapshot

MOST_TOKENS = 12
SHARE = 50  # a token tells nothing that is in more than a fiftieth of all quotations
LEAST_ALIKE = 2


def more_like(snapshot: Snapshot, pk: str, words: str, language: str, count: int = 3) -> list[str]:
    """Return the ids of quotations that are most like one, by the rarest of its words."""
    tokens = analysed(words, language)
    weighed = _weighed(snapshot, "exact", tokens.exact.split()) | _weighed(snapshot, "stems", tokens.stems.split())
    rarest = sorted(weighed, key=lambda leaf: (weighed[leaf], leaf.tokens))[:MOST_TOKENS]
    columns = snapshot.columns
    hits = any_of([snapshot.hits(leaf) for leaf in rarest], columns.count).whole()
    found = [
        columns.ids[hits.numbers[place]].decode() for place in best(hits.scores, columns.ids, hits.numbers, count + 1)
    ]
    return [one for one in found if one != pk][:count]


def _weighed(snapshot: Snapshot, field: str, tokens: list[str]) -> dict[Leaf, int]:
    """Return leaves for the tokens that others have too, but not many, with how many that are."""
    most = max(snapshot.searcher.num_docs // SHARE, LEAST_ALIKE)
    kept = {token: snapshot.searcher.doc_freq(field, token) for token in set(tokens) if len(token) > 1}
    return {Leaf(field, (token,)): count for token, count in kept.items() if LEAST_ALIKE <= count <= most}
