"""Columns: what is known of each quotation by its number, and which numbers still count."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from archive.search.layout import Generation
from archive.search.passages import Passage
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
    """Columns as they come while a generation is made, in any order."""

    def __init__(self) -> None:
        self.profiles = Gathering()
        self.numbers, self.profile = array("L"), array("L")
        self.newest, self.said = array("q"), array("q")
        self.ids: list[bytes] = []

    @property
    def count(self) -> int:
        return len(self.ids)

    def add(self, number: int, passage: Passage) -> None:
        self.numbers.append(number)
        self.profile.append(self.profiles.number(passage.profile))
        self.newest.append(passage.newest)
        self.said.append(passage.said)
        self.ids.append(passage.id.encode())

    def columns(self) -> Columns:
        """Return all that came, by number; a number that did not come is dead."""
        numbers = np.array(self.numbers, np.int64)
        count = int(numbers.max(initial=-1)) + 1
        known: list[Profile] = list(self.profiles.numbers)

        def placed(values: Any, kind: Any) -> Array:
            column = np.zeros(count, kind)
            column[numbers] = np.array(values, kind)
            return column

        return Columns(
            ids=placed(self.ids, "S8"),
            profile=placed(self.profile, np.uint32),
            newest=placed(self.newest, np.int64),
            said=placed(self.said, np.int32),
            alive=placed(np.ones(len(numbers), bool), bool),
            profiles=Profiles.empty().extended(known),
            base_count=count,
        )
