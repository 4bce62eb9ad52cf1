"""Matching: from a query as it was read to the quotations that it finds."""

from collections.abc import Callable, Iterator
from functools import reduce
from itertools import islice, product

from archive.search.analysis import Piece, compounds, of_whole, pairs, pieces
from archive.search.folding import folded
from archive.search.hits import NONE, Hits, all_of, any_of, without
from archive.search.leaves import Leaf
from archive.search.oldkana import spellings
from archive.search.profiles import Array
from archive.search.querying import And, Beginning, Field, Node, Not, Or, Phrase, Words, Years
from archive.search.snapshot import Snapshot
from archive.search.stemming import forms, stems

MOST_VARIANTS = 8

# What finds the profiles that a field of the query asks for.
ProfileMask = Callable[[Field | Years], Array]


class Matcher:
    """Finds what queries ask for in one snapshot; `mask` says which profiles a field asks for."""

    def __init__(self, snapshot: Snapshot, mask: ProfileMask) -> None:
        self.snapshot, self.mask = snapshot, mask
        self.count = snapshot.columns.count

    def hits(self, node: Node) -> Hits:
        """Return what a part of a query finds."""
        match node:
            case Words(text):
                return all_of([self._any(leaves) for leaves in word_leaves(text)] or [NONE], self.count)
            case Phrase(text):
                return self._any(phrase_leaves(text))
            case Beginning(text):
                return self._any(beginning_leaves(text))
            case Field() | Years():
                return self._of_profiles(self.mask(node))
            case Or(parts):
                return any_of([self.hits(part) for part in parts], self.count)
            case Not(part):
                return without(self.everything(), self.hits(part), self.count)
            case And(parts):
                return self._all(parts)

    def everything(self) -> Hits:
        """Return all quotations, with next to no score."""
        return self.snapshot.everything

    def _all(self, parts: tuple[Node, ...]) -> Hits:
        wanted = [self.hits(part) for part in parts if not isinstance(part, Not)]
        found = all_of(wanted, self.count) if wanted else self.everything()
        unwanted = (self.hits(part.part) for part in parts if isinstance(part, Not))
        return reduce(lambda kept, more: without(kept, more, self.count), unwanted, found)

    def _any(self, leaves: list[Leaf]) -> Hits:
        return any_of([self.snapshot.hits(leaf) for leaf in leaves], self.count)

    def _of_profiles(self, mask: Array) -> Hits:
        return self.snapshot.of_profiles(self.everything(), mask)


def word_leaves(text: str) -> Iterator[list[Leaf]]:
    """Yield, for each piece of a text, the leaves of which one is to be found."""
    plain = folded(text)
    whole = list(compounds(plain))
    for piece in pieces(plain):
        if piece.is_unspaced:
            yield _unspaced(piece.text)
        else:
            yield [Leaf("stems", (stem,)) for stem in (*stems(piece.text), *of_whole(piece, whole))]


def _unspaced(run: str) -> list[Leaf]:
    """Return the leaves of a run of characters, one for each way in which it may be spelt."""
    return [
        Leaf("stems", (variant,)) if len(variant) == 1 else Leaf("exact", tuple(pairs(variant)))
        for variant in spellings(run)
    ]


def phrase_leaves(text: str) -> list[Leaf]:
    """Return the leaves of a phrase, one for each way in which it may be indexed."""
    found = list(pieces(folded(text)))
    if len(found) == 1 and found[0].is_unspaced:
        return _unspaced(found[0].text)
    choices = [_exact(piece) for piece in found]
    return [
        Leaf("exact", tuple(token for part in parts for token in part))
        for parts in islice(product(*choices), MOST_VARIANTS)
        if parts
    ]


def _exact(piece: Piece) -> list[tuple[str, ...]]:
    return [tuple(pairs(piece.text))] if piece.is_unspaced else [(form,) for form in forms(piece.text)]


def beginning_leaves(text: str) -> list[Leaf]:
    """Return the leaves of the beginning of a word; of unspaced text every part is a beginning."""
    found = list(pieces(folded(text)))
    if len(found) != 1 or found[0].is_unspaced:
        return phrase_leaves(text)
    return [Leaf("exact", (form,), is_prefix=True) for form in forms(found[0].text)]
