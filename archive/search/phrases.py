"""Phrases that are frequent, found in a sample of all texts, so that they can be kept as frequent tokens are.

Every part of a frequent phrase is frequent too, so longer ones are looked for only where those of one
token less are. What the sample does not show is asked of Tantivy: slower, but not otherwise.
"""

from collections import Counter
from collections.abc import Iterator

from archive.search.analysis import BETWEEN, Tokens

SIZE = 20_000  # texts
LONGEST = 8  # tokens
SURE = 0.8  # what is nearly frequent in the sample may be frequent in all


class Sample:
    """Every so-manieth text of an index that is made."""

    def __init__(self, count: int) -> None:
        self.step = max(1, count // SIZE)
        self.seen = 0
        self.texts: list[tuple[str, ...]] = []

    def add(self, *texts: Tokens) -> None:
        """Take the texts of one quotation, its words and what stands around them, if it is its turn."""
        if self.seen % self.step == 0:
            self.texts.append(tuple(text.exact for text in texts))
        self.seen += 1

    def phrases(self, least: int) -> Iterator[str]:
        """Yield the phrases, their tokens parted by spaces, that are in so many of all quotations."""
        enough = max(2, SURE * least / self.step)
        texts = [tuple(text.split(" ") for text in every) for every in self.texts]
        known = _frequent(texts, 1, enough, None)
        for length in range(2, LONGEST + 1):
            known = _frequent(texts, length, enough, known)
            yield from (" ".join(phrase) for phrase in known if BETWEEN not in phrase)


Texts = list[tuple[list[str], ...]]
Phrase = tuple[str, ...]


def _frequent(texts: Texts, length: int, enough: float, shorter: set[Phrase] | None) -> set[Phrase]:
    """Return the phrases of a length that are in enough texts; both parts one token shorter are known to be."""
    counts: Counter[Phrase] = Counter()
    if shorter is None or shorter:
        for every in texts:
            counts.update({phrase for text in every for phrase in _phrases(text, length, shorter)})
    return {phrase for phrase, count in counts.items() if count >= enough}


def _phrases(text: list[str], length: int, shorter: set[Phrase] | None) -> Iterator[Phrase]:
    runs = zip(*(text[start:] for start in range(length)), strict=False)
    return (run for run in runs if shorter is None or (run[:-1] in shorter and run[1:] in shorter))
