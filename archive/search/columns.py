"""Columns: what is known of each quotation by its number, and which numbers still count."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from archive.search.passages import Passage
from archive.search.profiles import Array, Gathering, Profile, Profiles


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

    def save(self, path: Path) -> None:
        """Write the columns of a new generation."""
        own = {"ids": self.ids, "profile": self.profile, "newest": self.newest, "said": self.said}
        with open(path, "wb") as file:
            np.savez(file, **own, **self.profiles.saved())

    @classmethod
    def load(cls, path: Path) -> "Columns":
        """Read the columns of a generation."""
        with np.load(path, allow_pickle=False) as file:
            own: dict[str, Any] = {name: file[name] for name in ("ids", "profile", "newest", "said")}
            count = len(own["ids"])
            profiles = Profiles.loaded(file)
        return cls(**own, alive=np.ones(count, bool), profiles=profiles, base_count=count)


@dataclass(frozen=True)
class Entry:
    """One quotation's row in the columns."""

    id: str
    profile: int
    newest: int
    said: int


class Gatherer:
    """Columns as they come while a generation is made."""

    def __init__(self) -> None:
        self.profiles = Gathering()
        self.entries: list[Entry] = []

    def add(self, passage: Passage) -> None:
        number = self.profiles.number(passage.profile)
        self.entries.append(Entry(passage.id, number, passage.newest, passage.said))

    def columns(self) -> Columns:
        """Return all that came."""
        known: list[Profile] = list(self.profiles.numbers)
        none = Columns(
            ids=np.zeros(0, "S8"),
            profile=np.zeros(0, np.uint32),
            newest=np.zeros(0, np.int64),
            said=np.zeros(0, np.int32),
            alive=np.zeros(0, bool),
            profiles=Profiles.empty(),
            base_count=0,
        )
        columns = none.changed([], self.entries, none.profiles.extended(known))
        return Columns(**vars(columns) | {"base_count": columns.count})
