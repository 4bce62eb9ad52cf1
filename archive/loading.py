"""Loading an archive file: every problem is named by its line, and all of it is applied or nothing.

An archive file is a stream of YAML documents in UTF-8, one record each, separated by lines of `---`.
A document begins with the record's type and permanent id (`quotation: K7M2-9XQ4`); the rest is its
state (see `archive.states`). Every value is read as text. Records may name records further down.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import yaml
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from archive.building import Built, Fault, build
from archive.states import SHAPES, Shape, state_of, with_children
from sources import permanent
from sources.models import AgentRole

BATCH = 500
LONGEST_DOCUMENT = 1_000_000  # characters
DEEPEST_DOCUMENT = 12


@dataclass(frozen=True)
class Problem:
    """What is wrong in a file, and where: line and column counted from 1."""

    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.field}: {self.reason}" if self.field else f"line {self.line}: {self.reason}"


class CannotLoad(Exception):
    """A file that cannot be loaded, with each of its problems; nothing of it was applied."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True)
class Loaded:
    """How many records were new, and how many the archive had already, just so."""

    new_count: int = 0
    known_count: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(self.new_count + other.new_count, self.known_count + other.known_count)


@dataclass
class Document:
    """One record of a file: its first line, its value, and the line of every part of it."""

    line: int
    value: dict[str, Any]
    lines: dict[tuple[str | int, ...], int]

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """Return the line of a part, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, self.line)


MOST_PROBLEMS = 1000


def load(path: Path, progress: Callable[[int], None] = lambda count: None) -> Loaded:
    """Load a file; raises CannotLoad with its problems, and OSError when it cannot be opened."""
    loader = _Loader(path)
    with transaction.atomic():
        loaded = loader.load(progress)
        if loader.problems:
            raise CannotLoad(loader.problems)
    return loaded


class _Loader:
    """One run over a file: what was found wrong so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def load(self, progress: Callable[[int], None]) -> Loaded:
        done, count = Loaded(), 0
        with open(self.path, encoding="utf-8-sig", errors="strict", newline=None) as file:
            documents = self.documents(file)
            while batch := list(islice(documents, BATCH)):
                done += self.apply(batch)
                count += len(batch)
                progress(count)
        if not self.problems:
            self.check_relations()
        return done
