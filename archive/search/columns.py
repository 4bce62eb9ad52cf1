"""Columns: what is known of each quotation by its number, and which numbers still count."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np

from archive.search.batches import Batch
from archive.search.hits import numbers_of, steps
from archive.search.layout import Generation
from archive.search.profiles import Array, Gathering, Profile, Profiles
from archive.search.stored import Lengthened, lengthened, stored

ID = "S8"
KINDS = {"profile": np.uint32, "newest": np.int64, "said": np.int32}
LEAST_ROOM = 1000  # rows that can be added before a column is copied


@dataclass(frozen=True)
class Columns:
    """For the quotation of each number: its id, profile, and the values that it is sorted by.

    The first `base_count` numbers were given when the generation was made, in the order of
    publication; what changed since has numbers above, and the number it had before is dead.

    Arrays have room behind the rows that count. What is added is written there, beside columns that are in
    use and do not look so far; all that follow one generation read the same from it, so they write the same.
    Ids, of which only those on a page are asked for, are left in their file.
    """

    ids: Lengthened
    roomy: dict[str, Array]
    alive: Array
    profiles: Profiles
    base_count: int

    @cached_property
    def profile(self) -> Array:
        return self.roomy["profile"][: self.count]

    @cached_property
    def newest(self) -> Array:
        return self.roomy["newest"][: self.count]

    @cached_property
    def said(self) -> Array:
        return self.roomy["said"][: self.count]

    @property
    def count(self) -> int:
        return len(self.alive)

    @cached_property
    def gone(self) -> Array:
        """The numbers that the generation gave and that are dead."""
        return np.flatnonzero(~self.alive[: self.base_count])

    @property
    def all_alive(self) -> bool:
        return bool(self.alive.all())

    def live_numbers(self, part: slice = slice(None)) -> Array:
        """Return the numbers, or those of a part of them, of the quotations that are in the index now."""
        start, end, _step = part.indices(self.count)
        if self.all_alive:
            return np.arange(start, end, dtype=np.uint32)
        return numbers_of(self.alive[start:end], start)

    def numbers_of(self, ids: list[str]) -> list[int]:
        """Return the numbers under which quotations are in the index now."""
        if not ids:
            return []
        wanted = np.sort(_comparable(np.array(ids, ID)))
        held = ((step.start, _comparable(self.ids[step])) for step in steps(self.count))
        found = [start + np.flatnonzero(_among(wanted, some)) for start, some in held]
        numbers = np.concatenate(found) if found else np.zeros(0, np.intp)
        return numbers[self.alive[numbers]].tolist()

    def changed(self, gone: Iterable[int], added: list["Entry"], profiles: Profiles) -> "Columns":
        """Return the columns after a change; the profiles of what is added are known already."""
        alive = np.concatenate([self.alive, np.ones(len(added), bool)])
        alive[list(gone)] = False
        rows = np.array([entry.row for entry in added], [("id", ID), *KINDS.items()])
        roomy = self.roomy if len(alive) <= len(self.roomy["profile"]) else _with_room(self.roomy, len(alive))
        for name, column in roomy.items():
            column[self.count : len(alive)] = rows[name]
        return Columns(self.ids.extended(rows["id"]), roomy, alive, profiles, self.base_count)

    def save(self, generation: Generation) -> None:
        """Write the columns of a new generation."""
        for name in KINDS:
            _save_with_room(generation.column(name), getattr(self, name))
        for name in ("ids", "alive"):
            np.save(generation.column(name), getattr(self, name)[:], allow_pickle=False)
        with open(generation.profiles, "wb") as file:
            np.savez(file, **self.profiles.saved())

    @classmethod
    def load(cls, generation: Generation) -> "Columns":
        """Open the columns of a generation, which all processes have in memory once but for what they add."""
        roomy = {name: _mapped(generation.column(name), "c") for name in KINDS}
        alive = _mapped(generation.column("alive"), "r")
        with np.load(generation.profiles, allow_pickle=False) as file:
            profiles = Profiles.loaded(file)
        ids = lengthened(stored(generation.column("ids"), len(alive)))
        return cls(ids, roomy, alive, profiles, base_count=len(alive))


def room_for(count: int) -> int:
    """Return for how many rows there is to be room where there are so many: more than call for a new generation."""
    return count + count // 2 + LEAST_ROOM


def _with_room(columns: dict[str, Array], count: int) -> dict[str, Array]:
    """Return copies of columns, with room for so many rows and more."""
    copies = {name: np.zeros(room_for(count), kind) for name, kind in KINDS.items()}
    for name, column in columns.items():
        copies[name][: len(column)] = column
    return copies


def _save_with_room(path: Path, column: Array) -> None:
    """Write a column and room behind it, which takes no place on the disk."""
    header = np.lib.format.header_data_from_array_1_0(column) | {"shape": (room_for(len(column)),)}
    with open(path, "wb") as file:
        np.lib.format.write_array_header_1_0(file, header)
        start = file.tell()
        column.tofile(file)
        file.truncate(start + room_for(len(column)) * column.itemsize)


def _mapped(path: Path, mode: Literal["r", "c"]) -> Array:
    """Return a column in its file; in mode "c" it can be written, and what is written is this process's own."""
    return np.asarray(np.load(path, mmap_mode=mode, allow_pickle=False))


def _comparable(ids: Array) -> Array:
    """Return ids as whole numbers of their bytes, which are compared much sooner."""
    return ids.view(np.uint64)


def _among(wanted: Array, held: Array) -> Array:
    """Return for each of what is held whether it is among what is wanted, which ascends."""
    places = np.searchsorted(wanted, held)
    return wanted.take(places, mode="clip") == held


@dataclass(frozen=True)
class Entry:
    """One quotation's row in the columns."""

    id: str
    profile: int
    newest: int
    said: int

    @property
    def row(self) -> tuple[str, int, int, int]:
        return self.id, self.profile, self.newest, self.said


class Gatherer:
    """Columns as they come while a generation is made, in batches and in any order."""

    def __init__(self, count: int) -> None:
        self.ids = np.zeros(count, ID)
        self.columns_by_name = {name: np.zeros(count, kind) for name, kind in KINDS.items()}
        self.alive = np.zeros(count, bool)
        self.count = 0
        self.profiles = Gathering()
        self.by_analyst: dict[int, array[int]] = defaultdict(lambda: array("I"))

    def add(self, batch: Batch) -> None:
        """Take a batch; the profiles that its analyst met before are known."""
        known = self.by_analyst[batch.analyst]
        known.extend(map(self.profiles.number, batch.new_profiles))
        self.ids[batch.numbers] = batch.ids
        told = (np.array(known, np.uint32)[batch.profile], batch.newest, batch.said)
        for column, values in zip(self.columns_by_name.values(), told, strict=True):
            column[batch.numbers] = values
        self.alive[batch.numbers] = True
        self.count += len(batch.ids)

    def columns(self) -> Columns:
        """Return all that came, by number; a number that did not come is dead."""
        known: list[Profile] = list(self.profiles.numbers)
        profiles = Profiles.empty().extended(known)
        return Columns(lengthened(self.ids), self.columns_by_name, self.alive, profiles, len(self.alive))
