"""Snapshots: the index as one process sees it at one sequence of the log."""

import json
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import tantivy

from archive.search.beginnings import kept_as
from archive.search.columns import Columns, Entry
from archive.search.frequent import Frequent
from archive.search.hits import NONE, Hits, evenly, is_sparse, joined, numbers_of, steps
from archive.search.layout import Generation, NoIndex, State
from archive.search.leaves import Leaf, found, found_later, most, query
from archive.search.profiles import Array, Profile
from archive.search.schema import VERSION

KEPT_HITS = 500_000
KEPT_COUNTS = 24
KEPT_LABELS = 2000


class Kept:
    """Values kept for later, the longest unused dropped first, up to a weight in all."""

    def __init__(self, most: int, weight: Callable[[Any], int] = lambda value: 1) -> None:
        self.most, self.weight, self.total = most, weight, 0
        self.values: OrderedDict[Any, Any] = OrderedDict()

    def get(self, key: Any, make: Callable[[], Any]) -> Any:
        """Return the value of a key, made where it is not kept."""
        if key in self.values:
            self.values.move_to_end(key)
            return self.values[key]
        value = self.values[key] = make()
        self.total += self.weight(value)
        while self.total > self.most and len(self.values) > 1:
            self.total -= self.weight(self.values.popitem(last=False)[1])
        return value

    def clear(self) -> None:
        self.values.clear()
        self.total = 0


@dataclass(frozen=True)
class Snapshot:
    """All that answers questions, at one sequence; what changes makes a new one."""

    generation: Generation
    state: State
    index: tantivy.Index
    searcher: tantivy.Searcher
    columns: Columns
    frequent: Frequent
    sequence: int
    read_to: int  # how much of the changes has been read, in bytes

    @cached_property
    def _hits(self) -> Kept:
        return Kept(KEPT_HITS, len)

    @cached_property
    def counts(self) -> Kept:
        """Counts by profile of the queries that were asked last."""
        return Kept(KEPT_COUNTS)

    @cached_property
    def labels(self) -> Kept:
        """Labels of the choices that were shown last."""
        return Kept(KEPT_LABELS)

    @property
    def is_unchanged(self) -> bool:
        """Is all as it was when the generation was made?"""
        return self.columns.count == self.columns.base_count and not len(self.columns.gone)

    def everything(self, part: slice = slice(None)) -> Hits:
        """Return all quotations, or those with some numbers, with next to no score."""
        return evenly(self.columns.live_numbers(part))

    def everything_of(self, mask: Array, part: slice = slice(None)) -> Hits:
        """Return all quotations, or those with some numbers, whose profile an array of truths names."""
        kept, profile = self.columns.alive[part].copy(), self.columns.profile[part]
        for step in steps(len(kept)):
            kept[step] &= mask.take(profile[step])
        return evenly(numbers_of(kept, part.start or 0))

    def hits(self, leaf: Leaf) -> Hits:
        """Return the hits of a leaf."""
        frequent = self._frequent(leaf)
        return frequent if frequent is not None else self._hits.get(leaf, lambda: self._asked(leaf))

    def forget(self) -> None:
        """Forget what was asked before, so that the next call takes as long as a first one."""
        for kept in (self._hits, self.counts, self.labels):
            kept.clear()

    def early(self, leaf: Leaf) -> Hits:
        """Return the hits of a leaf among those of the generation; the many that are stored as they were then."""
        stored, count = self._stored(leaf), self.columns.base_count
        if stored is None:
            return self.hits(leaf).parted(count)[0]
        return self.both(stored, NONE) if is_sparse(stored, count) else stored

    def is_stored(self, leaf: Leaf) -> bool:
        """Are the hits of a leaf kept with the generation?"""
        return self._stored(leaf) is not None

    def later(self, wanted: tantivy.Query) -> Hits:
        """Return what a query finds among what came later."""
        return self._live(found_later(self.index.schema, self.searcher, wanted))

    def both(self, early: Hits, later: Hits) -> Hits:
        """Return hits of the generation, without those that are dead of what is stored, and later ones after them."""
        pieces = self._live_pieces(early) if early.is_stored else early.pieces()
        return joined(chain(pieces, later.pieces()), len(early) + len(later), early.scores.dtype)

    def _frequent(self, leaf: Leaf) -> Hits | None:
        stored = self._stored(leaf)
        if stored is None or self.is_unchanged:
            return stored
        return self.both(stored, self.later(query(self.index.schema, leaf, is_later=True)))

    def _stored(self, leaf: Leaf) -> Hits | None:
        return self.frequent.hits(kept_as(leaf)) if len(leaf.places) == 2 else None

    def of_profiles(self, hits: Hits, mask: Array) -> Hits:
        """Return the hits whose profile is one of those that an array of truths names."""
        profile = self.columns.profile
        pieces = (piece.at(np.flatnonzero(mask.take(profile.take(piece.numbers)))) for piece in hits.pieces())
        return joined(pieces, len(hits), hits.scores.dtype)

    def _asked(self, leaf: Leaf) -> Hits:
        return self._live(found(self.searcher, query(self.index.schema, leaf), most(self.searcher, leaf)))

    def _live(self, hits: Hits) -> Hits:
        """Return the hits that this snapshot knows and that have not changed since."""
        hits = self._known(hits)
        if self.columns.all_alive:
            return hits.whole()
        return joined(self._live_pieces(hits), len(hits), hits.scores.dtype)

    def _known(self, hits: Hits) -> Hits:
        """Return the hits that this snapshot knows; Tantivy may know later ones."""
        if not len(hits) or hits.numbers[-1] < self.columns.count:
            return hits
        return hits.where(hits.numbers < self.columns.count)

    def _live_pieces(self, hits: Hits) -> Iterator[Hits]:
        """Yield the hits that have not changed since, a step at a time."""
        alive = self.columns.alive
        return (piece.at(np.flatnonzero(alive.take(piece.numbers))) for piece in hits.pieces())

    def followed(self) -> "Snapshot":
        """Return the snapshot after the changes that have been written since; itself where there are none."""
        changes, read_to = read_changes(self.generation, self.read_to)
        if not changes:
            return self
        columns, sequence = self.columns, self.sequence
        for change in changes:
            columns, sequence = _after(columns, change), change["sequence"]
        self.index.reload()
        searcher = self.index.searcher()
        return replace(self, columns=columns, searcher=searcher, sequence=sequence, read_to=read_to)


def _after(columns: Columns, change: dict[str, Any]) -> Columns:
    """Return the columns after one change; each quotation that is added brings its profile."""
    profiles = columns.profiles
    entries = [Entry(pk, profiles.count + n, new, said) for n, (pk, new, said, _told) in enumerate(change["added"])]
    extended = profiles.extended(Profile.from_json(told) for *_rest, told in change["added"])
    return columns.changed(change["gone"], entries, extended)


def read_changes(generation: Generation, start: int) -> tuple[list[dict[str, Any]], int]:
    """Return the changes written after a place in the file, and the place after them; half a line waits."""
    try:
        if generation.changes.stat().st_size <= start:
            return [], start
        with open(generation.changes, "rb") as file:
            file.seek(start)
            told = file.read()
    except OSError as error:
        raise NoIndex("the index has been deleted") from error
    whole = told[: told.rfind(b"\n") + 1]
    return [json.loads(line) for line in whole.splitlines()], start + len(whole)


def opened(generation: Generation) -> Snapshot:
    """Open a generation; raises NoIndex where it cannot serve, of another form or damaged."""
    state = generation.state()
    if state.version != VERSION:
        raise NoIndex(f"the index is of version {state.version}, and this program wants {VERSION}")
    try:
        index = tantivy.Index.open(str(generation.words))
        columns = Columns.load(generation)
        snapshot = Snapshot(
            generation, state, index, index.searcher(), columns, Frequent(generation), state.sequence, read_to=0
        )
    except Exception as error:  # whatever a damaged file makes its reader raise
        raise NoIndex(f"the index cannot be read ({error})") from error
    if columns.count != state.count:
        raise NoIndex("the index is not whole")
    return snapshot.followed()
