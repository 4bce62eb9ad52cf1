"""Stored: what lies in a file and is read where it is asked for, so that it takes no memory of a process."""

import os
import weakref
from pathlib import Path
from typing import Any

import numpy as np

from archive.search.profiles import Array

FEW = 2000  # so many are read sooner one by one than with all between them


class File:
    """A file that is open for as long as it is in use: also when another has taken its place."""

    def __init__(self, path: Path) -> None:
        self.number = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self.number)

    def read(self, start: int, size: int) -> bytes:
        """Return so many bytes from a place on; raises ValueError where there are fewer."""
        told = os.pread(self.number, size, start)
        if len(told) < size:
            raise ValueError("a file of the index has been cut short")
        return told


class Stored:
    """An array that lies in a file, of which the items that are asked for are read."""

    def __init__(self, file: File, start: int, count: int, kind: Any) -> None:
        """Name the file, the byte at which the items begin, how many there are, and of which kind."""
        self.file, self.start, self.count, self.dtype = file, start, count, np.dtype(kind)

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, part: slice) -> Array:
        start, end, _step = part.indices(self.count)
        return np.frombuffer(self._read(start, max(0, end - start)), self.dtype)

    def take(self, places: Array) -> Array:
        """Return the items at some places."""
        if len(places) > FEW:
            first = int(places.min())
            return self[first : int(places.max()) + 1].take(places - first)
        return np.frombuffer(b"".join(self._read(place, 1) for place in places.tolist()), self.dtype)

    def _read(self, start: int, count: int) -> bytes:
        size = self.dtype.itemsize
        return self.file.read(self.start + start * size, count * size)


def stored(path: Path, count: int) -> Stored:
    """Return the first items of an array in NumPy's own format; raises ValueError where there are fewer."""
    mapped = np.load(path, mmap_mode="r", allow_pickle=False)
    if len(mapped) < count:
        raise ValueError(f"{path} holds {len(mapped)} items, not {count}")
    return Stored(File(path), mapped.offset, count, mapped.dtype)


class Lengthened:
    """An array that lies in a file, and what has been added to it, in memory and with room for more."""

    def __init__(self, first: Stored | Array, later: Array, count: int) -> None:
        self.first, self.later, self.count = first, later, count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, asked: Any) -> Any:
        """Return the items of a slice or at an array of places, or the one at a place."""
        if isinstance(asked, slice):
            return self._part(*asked.indices(self.count)[:2])
        return self._at(asked) if isinstance(asked, np.ndarray) else self[asked : asked + 1][0]

    def _part(self, start: int, end: int) -> Array:
        before = len(self.first)
        if end <= before:
            return self.first[start:end]
        later = self.later[max(0, start - before) : end - before]
        return later if start >= before else np.concatenate([self.first[start:before], later])

    def _at(self, places: Array) -> Array:
        before = len(self.first)
        is_later = places >= before
        if not is_later.any():
            return self.first.take(places)
        found = np.empty(len(places), self.later.dtype)
        found[is_later] = self.later.take(places[is_later] - before)
        found[~is_later] = self.first.take(places[~is_later])
        return found

    def extended(self, items: Array) -> "Lengthened":
        """Return this with items behind; they are written beside what is in use, which does not look so far."""
        used, count = self.count - len(self.first), self.count + len(items)
        later = self.later
        if used + len(items) > len(later):
            later = np.empty(2 * (used + len(items)), later.dtype)
            later[:used] = self.later[:used]
        later[used : used + len(items)] = items
        return Lengthened(self.first, later, count)


def lengthened(first: Stored | Array) -> Lengthened:
    """Return an array to which nothing has been added yet."""
    return Lengthened(first, np.empty(0, first.dtype), len(first))
