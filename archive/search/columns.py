"""Columns: what is known of each quotation by its number, and which numbers still count."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from archive.search.batches import Batch
from archive.search.layout import Generation
from archive.search.profiles import Array, Gathering, Profile, Profiles

OWN = ("ids", "profile", "newest", "said", "alive")


@dataclass(frozen=True)
class Columns:
    """For the quotation of each number: its id, profile, and the values that it is sorted by.

    The first `base_count` numbers were given when the generation was made, in the order of
    publication; what changed since has numbers above, and the number it had before is dead.
    """

    ids: Array
    profile: Array
    newest: Array
    said: Array
    alive: Array
    profiles: Profiles
    base_count: int

    @property
    def count(self) -> int:
        return len(self.ids)

    @property
    def all_alive(self) -> bool:
        return bool(self.alive.all())

    def live_numbers(self) -> Array:
        """Return the numbers of the quotations that are in the index now."""
        if self.all_alive:
            return np.arange(self.count, dtype=np.uint32)
        return np.flatnonzero(self.alive).astype(np.uint32)

    def numbers_of(self, ids: list[str]) -> list[int]:
        """Return the numbers under which quotations are in the index now."""
        if not ids:
            return []
        here = np.isin(self.ids, np.array(ids, "S8")) & self.alive
        return [int(number) for number in np.flatnonzero(here)]

    def changed(self, gone: Iterable[int], added: list["Entry"], profiles: Profiles) -> "Columns":
        """Return the columns after a change; the profiles of what is added are known already."""
        alive = np.concatenate([self.alive, np.ones(len(added), bool)])
        alive[list(gone)] = False
        return Columns(
            ids=np.concatenate([self.ids, np.array([entry.id for entry in added], "S8")]),
            profile=np.concatenate([self.profile, np.array([entry.profile for entry in added], np.uint32)]),
            newest=np.concatenate([self.newest, np.array([entry.newest for entry in added], np.int64)]),
            said=np.concatenate([self.said, np.array([entry.said for entry in added], np.int32)]),
            alive=alive,
            profiles=profiles,
            base_count=self.base_count,
        )

    def save(self, generation: Generation) -> None:
        """Write the columns of a new generation."""
        for name in OWN:
            np.save(generation.column(name), getattr(self, name), allow_pickle=False)
        with open(generation.profiles, "wb") as file:
            np.savez(file, **self.profiles.saved())

    @classmethod
    def load(cls, generation: Generation) -> "Columns":
        """Open the columns of a generation, which all processes then have in memory once."""
        own: dict[str, Any] = {
            name: np.asarray(np.load(generation.column(name), mmap_mode="r", allow_pickle=False)) for name in OWN
        }
        with np.load(generation.profiles, allow_pickle=False) as file:
            profiles = Profiles.loaded(file)
        return cls(**own, profiles=profiles, base_count=len(own["ids"]))


@dataclass(frozen=True)
class Entry:
    """One quotation's row in the columns."""

    id: str
    profile: int
    newest: int
    said: int


class Gatherer:
    """Columns as they come while a generation is made, in batches and in any order."""

    def __init__(self, count: int) -> None:
        self.columns_by_name = {
            "ids": np.zeros(count, "S8"),
            "profile": np.zeros(count, np.uint32),
            "newest": np.zeros(count, np.int64),
            "said": np.zeros(count, np.int32),
            "alive": np.zeros(count, bool),
        }
        self.count = 0
        self.profiles = Gathering()
        self.by_analyst: dict[int, array[int]] = defaultdict(lambda: array("I"))

    def add(self, batch: Batch) -> None:
        """Take a batch; the profiles that its analyst met before are known."""
        known = self.by_analyst[batch.analyst]
        known.extend(map(self.profiles.number, batch.new_profiles))
        told = (batch.ids, np.array(known, np.uint32)[batch.profile], batch.newest, batch.said, True)
        for column, values in zip(self.columns_by_name.values(), told, strict=True):
            column[batch.numbers] = values
        self.count += len(batch.ids)

    def columns(self) -> Columns:
        """Return all that came, by number; a number that did not come is dead."""
        known: list[Profile] = list(self.profiles.numbers)
        return Columns(
            **self.columns_by_name,
            profiles=Profiles.empty().extended(known),
            base_count=len(self.columns_by_name["ids"]),
        )
