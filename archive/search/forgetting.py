"""Forgetting: words that were analysed to be indexed, of which a process that answers readers would keep ever more."""

from archive.search import analysis
from archive.search.lemmas import lemmas
from archive.search.stemming import indexed_stems, reformed, stem

MOST_WORDS = 20_000  # kept from one catching up to the next, in some 20 MB; who makes a whole index keeps many more


def forget_many_words() -> None:
    """Forget all words that came before, once there are many."""
    if sum(map(len, analysis.known_words.values())) <= MOST_WORDS:
        return
    for known in analysis.known_words.values():
        known.clear()
    for remembering in (lemmas, indexed_stems, reformed, stem):
        remembering.cache_clear()
