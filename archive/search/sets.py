"""Sets: what leaves find in a part of the index, and what is made of it as a query says.

In an index that has followed changes there are two parts. What the generation was made of is mostly stored, and is
joined as it was then, but for what is dead now. What came later is asked of Tantivy, all words of a query at once:
each hit that is asked for takes longer than all that is then made of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

import tantivy

from archive.search import hits, leaves
from archive.search.hits import LEAST_SCORE, Hits
from archive.search.leaves import Leaf
from archive.search.matching import Matcher
from archive.search.profiles import Array
from archive.search.querying import And, Field, Node, Not, Or, Years
from archive.search.snapshot import Snapshot

# What finds the profiles that a field of the query asks for.
ProfileMask = Callable[[Field | Years], Array]


def found(snapshot: Snapshot, node: Node, mask: ProfileMask) -> Hits:
    """Return what a query finds in a snapshot; `mask` says which profiles a field asks for."""
    columns = snapshot.columns
    if snapshot.is_unchanged or not any(map(snapshot.is_stored, Matcher(LeafSets()).found(node))):
        every = HitSets(snapshot, mask, snapshot.hits, slice(0, columns.count))
        return Matcher(every).found(node).whole()
    early = HitSets(snapshot, mask, snapshot.early, slice(0, columns.base_count))
    later = HitSets(snapshot, mask, snapshot.hits, slice(columns.base_count, columns.count))
    return snapshot.both(Matcher(early).found(node), LaterMatcher(later).found(node))


@dataclass(frozen=True)
class HitSets:
    """Hits among some numbers; where a leaf alone is stored, some of it may be dead."""

    snapshot: Snapshot
    mask: ProfileMask
    leaf: Callable[[Leaf], Hits]
    numbers: slice

    def all_of(self, choices: list[list[Hits]]) -> Hits:
        return hits.all_of(choices, self.numbers.stop, self.snapshot.columns.gone)

    def any_of(self, parts: list[Hits]) -> Hits:
        return hits.any_of(parts, self.numbers.stop, self.snapshot.columns.gone)

    def without(self, found: Hits, unwanted: list[Hits]) -> Hits:
        return hits.without(found, unwanted, self.numbers.stop, self.snapshot.columns.gone)

    def all_but(self, unwanted: list[Hits]) -> Hits:
        return hits.all_but(unwanted, self.snapshot.columns.alive[self.numbers], self.numbers.start)

    def everything(self) -> Hits:
        return self.snapshot.everything(self.numbers)

    def of_profiles(self, asked: Field | Years) -> Hits:
        return self.snapshot.everything_of(self.mask(asked), self.numbers)


class LaterMatcher(Matcher[Hits]):
    """Finds what queries ask for among what came later: as many of their words at once as can be."""

    sets: HitSets

    def found(self, node: Node) -> Hits:
        return self._asked(node) if is_for_tantivy(node) else super().found(node)

    def _asked(self, node: Node) -> Hits:
        return self.sets.snapshot.later(Matcher(Queries(self.sets.snapshot.index.schema)).found(node))

    def _all(self, parts: tuple[Node, ...]) -> Hits:
        words = tuple(filter(is_for_tantivy, parts))
        others = tuple(part for part in parts if part not in words)
        return super()._all((And(words), *others) if words else others)

    def _choice(self, part: Node) -> list[Hits]:
        return [self.found(part)] if is_for_tantivy(part) else super()._choice(part)


def is_for_tantivy(node: Node) -> bool:
    """Is all of a query words, and does it not find nearly everything, as one that only says what is not to be found?"""
    match node:
        case Field() | Years() | Not():
            return False
        case And(parts):
            wanted = [part for part in parts if not isinstance(part, Not)]
            unwanted = [part.part for part in parts if isinstance(part, Not)]
            return bool(wanted) and all(map(is_for_tantivy, wanted + unwanted))
        case Or(parts):
            return all(map(is_for_tantivy, parts))
    return True


class LeafSets:
    """The leaves themselves."""

    def leaf(self, leaf: Leaf) -> set[Leaf]:
        return {leaf}

    def all_of(self, choices: list[list[set[Leaf]]]) -> set[Leaf]:
        return set().union(*chain.from_iterable(choices))

    def any_of(self, parts: list[set[Leaf]]) -> set[Leaf]:
        return set().union(*parts)

    def without(self, found: set[Leaf], unwanted: list[set[Leaf]]) -> set[Leaf]:
        return found.union(*unwanted)

    all_but = any_of

    def everything(self) -> set[Leaf]:
        return set()

    def of_profiles(self, asked: Field | Years) -> set[Leaf]:
        return set()


@dataclass(frozen=True)
class Queries:
    """Tantivy's queries for what came later; fields are left to profiles."""

    schema: tantivy.Schema

    def leaf(self, leaf: Leaf) -> tantivy.Query:
        return leaves.query(self.schema, leaf, is_later=True)

    def all_of(self, choices: list[list[tantivy.Query]]) -> tantivy.Query:
        return _joined(tantivy.Occur.Must, map(self.any_of, choices))

    def any_of(self, parts: list[tantivy.Query]) -> tantivy.Query:
        return _joined(tantivy.Occur.Should, parts)

    def without(self, found: tantivy.Query, unwanted: list[tantivy.Query]) -> tantivy.Query:
        others = [(tantivy.Occur.MustNot, one) for one in unwanted]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, found), *others])

    def all_but(self, unwanted: list[tantivy.Query]) -> tantivy.Query:
        return self.without(self.everything(), unwanted)

    def everything(self) -> tantivy.Query:
        return leaves.all_later(self.schema, LEAST_SCORE)

    def of_profiles(self, asked: Field | Years) -> tantivy.Query:
        raise TypeError(f"Tantivy knows nothing of {asked}")


def _joined(occur: tantivy.Occur, parts: Iterable[tantivy.Query]) -> tantivy.Query:
    parts = list(parts)
    if not parts:
        return tantivy.Query.empty_query()
    return parts[0] if len(parts) == 1 else tantivy.Query.boolean_query([(occur, part) for part in parts])
