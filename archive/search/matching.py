"""Matching: from a query as it was read to the quotations that it finds."""

from collections.abc import Iterator
from itertools import islice, product
from typing import Generic, Protocol, TypeVar

from archive.search.analysis import Piece, compounds, of_whole, pairs, pieces
from archive.search.folding import folded
from archive.search.leaves import Leaf
from archive.search.oldkana import spellings
from archive.search.querying import And, Beginning, Field, Node, Not, Or, Phrase, Words, Years
from archive.search.stemming import forms, stems

MOST_VARIANTS = 8

T = TypeVar("T")


class Sets(Protocol[T]):
    """What leaves find in a part of the index, and what can be made of it."""

    def leaf(self, leaf: Leaf) -> T: ...

    def all_of(self, choices: list[list[T]]) -> T: ...

    def any_of(self, parts: list[T]) -> T: ...

    def without(self, found: T, unwanted: list[T]) -> T: ...

    def all_but(self, unwanted: list[T]) -> T: ...

    def everything(self) -> T: ...

    def of_profiles(self, asked: Field | Years) -> T: ...


class Matcher(Generic[T]):
    """Finds what queries ask for."""

    def __init__(self, sets: Sets[T]) -> None:
        self.sets = sets

    def found(self, node: Node) -> T:
        """Return what a part of a query finds."""
        match node:
            case Words(text):
                return self.sets.all_of([self._leaves(leaves) for leaves in word_leaves(text)])
            case Field() | Years():
                return self.sets.of_profiles(node)
            case Not(part):
                return self.sets.all_but(self._choice(part))
            case And(parts):
                return self._all(parts)
        return self.sets.any_of(self._choice(node))

    def _all(self, parts: tuple[Node, ...]) -> T:
        wanted = [self._choice(part) for part in parts if not isinstance(part, Not)]
        unwanted = [one for part in parts if isinstance(part, Not) for one in self._choice(part.part)]
        if wanted:
            found = self.sets.all_of(wanted)
            return self.sets.without(found, unwanted) if unwanted else found
        return self.sets.all_but(unwanted) if unwanted else self.sets.everything()

    def _choice(self, part: Node) -> list[T]:
        """Return what a part of a query finds, as alternatives that nothing has joined yet."""
        match part:
            case Words(text):
                pieces = list(word_leaves(text))
                return self._leaves(pieces[0]) if len(pieces) == 1 else [self.found(part)]
            case Phrase(text):
                return self._leaves(phrase_leaves(text))
            case Beginning(text):
                return self._leaves(beginning_leaves(text))
            case Or(parts):
                return [one for part in parts for one in self._choice(part)]
        return [self.found(part)]

    def _leaves(self, leaves: list[Leaf]) -> list[T]:
        return [self.sets.leaf(leaf) for leaf in leaves]


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
