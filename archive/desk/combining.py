"""Combining what two curators made of the same record: each change is kept, and what both changed is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from django.db import models

from archive.desk.cells import PRESENT, REFERRING, Cells, Key, Tokens, below, cells_of, state_from
from archive.desk.weaving import woven
from archive.revisions.differing import TELLING, match_rows
from archive.revisions.restoring import STANDING
from archive.states import Shape, State

Side = Literal["theirs", "mine", "both"]
FIXED = STANDING | {"cite_key"}
RowKeys = Mapping[str, list[Any]]


class Undecided(ValueError):
    """Something that both curators changed has not been chosen."""


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was: a cell, a whole row (its cells), or the order of rows; None stands for none."""

    path: Key
    was: Any
    theirs: Any
    mine: Any
    both: str | None = None  # a text with the changes of both, where they changed different words
    needed: bool = False  # a row that one side takes away and the other has come to name

    @property
    def name(self) -> str:
        """The path as one word, as forms name it."""
        return ".".join(self.path)

    @property
    def is_contested(self) -> bool:
        """True where both changed it, and not alike."""
        return self.theirs != self.mine and (self.needed or self.was not in (self.theirs, self.mine))

    def settled(self, choices: Mapping[str, str]) -> Any:
        """Return what it becomes; raises Undecided where both changed it and nobody has chosen."""
        chosen = choices.get(self.name) if self.can_be_chosen else self.offered
        if chosen not in self.sides:
            chosen = self.offered
        if not chosen:
            raise Undecided(self.name)
        return {"theirs": self.theirs, "mine": self.mine, "both": self.both}[chosen]

    @property
    def sides(self) -> tuple[Side, ...]:
        """What can be chosen."""
        return ("theirs", "mine") if self.both is None else ("theirs", "mine", "both")

    @property
    def can_be_chosen(self) -> bool:
        """True where the sides differ; a standing changes by publishing and withdrawing only, and a key never."""
        return self.theirs != self.mine and self.path[0] not in FIXED

    @property
    def offered(self) -> Side | Literal[""]:
        """The side that is taken where nobody chooses: the one that changed it, "" where both did."""
        if self.is_contested:
            return ""
        return "mine" if self.theirs == self.was else "theirs"


class Combination:
    """Three states of one record: what it was, and what each of two curators made of it."""

    def __init__(self, shape: Shape, was: State, theirs: State, mine: State) -> None:
        self.shape = shape
        tokens = _tokens(shape, was, theirs, mine)
        self.orders = [{child.name: list(side[child.name]) for child in shape.children} for side in tokens]
        states = zip((was, theirs, mine), tokens, strict=True)
        self.was, self.theirs, self.mine = (cells_of(shape, state, side) for state, side in states)

    @cached_property
    def changes(self) -> list[Change]:
        """Everything that is not as it was, in the order of the fields."""
        rows = [change for change in self._row_changes() if change]
        whole = {change.path for change in rows}
        keys = dict.fromkeys([*self.was, *self.theirs, *self.mine])
        alone = [self._change(key) for key in keys if key[:2] not in whole and not self._is_row(key)]
        found = [change for change in [*alone, *rows, *self._order_changes()] if not _is_same(change)]
        return sorted(found, key=self._place)

    @property
    def contested(self) -> list[Change]:
        """What both changed, and not alike."""
        return [change for change in self.changes if change.is_contested]

    def state(self, choices: Mapping[str, str]) -> State:
        """Return the record with the changes of both; raises Undecided unless everything contested is chosen."""
        cells = self._cells(choices)
        return state_from(self.shape, cells, self._order(cells, choices))

    def keys(self, choices: Mapping[str, str], theirs: RowKeys, mine: RowKeys | None = None) -> dict[str, list[Any]]:
        """Return the keys of the combined rows, in order, from those of the sides' rows; None for new rows."""
        cells = self._cells(choices)
        known: dict[str, dict[str, Any]] = {name: {} for name in theirs}
        for order, keys in ((self.orders[2], mine or {}), (self.orders[1], theirs)):
            for name, some in keys.items():
                known[name] |= dict(zip(order[name], some, strict=True))
        return {
            name: [known[name].get(token) for token in order] for name, order in self._order(cells, choices).items()
        }

    def _cells(self, choices: Mapping[str, str]) -> Cells:
        cells = dict(self.theirs)
        for change in self.changes:
            _put(cells, change.path, change.settled(choices), is_row=self._is_row(change.path))
        return cells

    def _change(self, key: Key) -> Change:
        was, theirs, mine = (side.get(key) for side in (self.was, self.theirs, self.mine))
        is_contested = theirs != mine and was not in (theirs, mine)
        both = woven(was, theirs, mine) if is_contested and was and theirs and mine and self._is_prose(key) else None
        return Change(key, was, theirs, mine, both)

    def _is_prose(self, key: Key) -> bool:
        """Whether a cell holds text of any length, as words and notes are, and no name, number or choice."""
        children = {child.name: child for child in self.shape.children}
        shape = children.get(key[0], self.shape)
        name = key[2:] if key[0] in children else key
        return any(name == (field.name,) and isinstance(field, models.TextField) for field in shape.fields)

    def _is_row(self, path: Key) -> bool:
        return len(path) == 2 and path[0] in self.orders[0]

    def _row_changes(self) -> Iterator[Change | None]:
        """Yield the rows that came or went as a whole."""
        for key in dict.fromkeys([*self.was, *self.theirs, *self.mine]):
            there = tuple(key in side for side in (self.was, self.theirs, self.mine))
            if self._is_row(key) and not all(there[1:]):
                sides = [below(side, key) if key in side else None for side in (self.was, self.theirs, self.mine)]
                yield Change(key, *sides, needed=there[0] and self._is_named_by_one(key))

    def _is_named_by_one(self, row: Key) -> bool:
        """Whether one side takes the row away and the other names it where it was not named."""
        other = self.mine if row in self.mine else self.theirs
        return any(self.was.get(key) != value and _names(key, value, row[1]) for key, value in other.items())

    def _order_changes(self) -> Iterator[Change]:
        for child in self.shape.children:
            common = set.intersection(*(set(order[child.name]) for order in self.orders))
            sides = [tuple(token for token in order[child.name] if token in common) for order in self.orders]
            if child.is_ordered:
                yield Change((child.name,), *sides)

    def _order(self, cells: Cells, choices: Mapping[str, str]) -> dict[str, list[str]]:
        """Return the order of all rows: that of the one who changed it, with the other's rows where they stood."""
        orders = {}
        changed = {change.path: change for change in self.changes}
        for child in self.shape.children:
            _was, theirs, mine = (order[child.name] for order in self.orders)
            change = changed.get((child.name,))
            first, second = (mine, theirs) if change and change.settled(choices) == change.mine else (theirs, mine)
            orders[child.name] = [token for token in _joined(first, second) if (child.name, token) in cells]
        return orders

    def _place(self, change: Change) -> tuple[Any, ...]:
        """Sort as the form does: fields, then rows by list."""
        fields = [*(part.name for part in (*self.shape.fields, *self.shape.dates, *self.shape.many)), *self.orders[0]]
        return fields.index(change.path[0]), len(change.path[1:2]), *change.path[1:]


def _is_same(change: Change) -> bool:
    return change.was == change.theirs == change.mine


def _names(key: Key, value: Any, token: str) -> bool:
    name = key[2] if len(key) > 2 else ""
    return name in REFERRING and token in (value, *key[3:])


def _put(cells: Cells, path: Key, value: Any, *, is_row: bool) -> None:
    """Write what a change has come to."""
    if is_row:
        for key in [key for key in cells if key[:2] == path]:
            del cells[key]
        cells.update({path: PRESENT, **value} if value is not None else {})
    elif isinstance(value, tuple) and len(path) == 1:
        return  # an order
    elif value is None:
        cells.pop(path, None)
    else:
        cells[path] = value


def _joined(first: list[str], second: list[str]) -> list[str]:
    """Return the first list with what only the second has, each after the one that it stood behind."""
    joined = list(first)
    for number, token in enumerate(second):
        if token not in joined:
            before = next((other for other in reversed(second[:number]) if other in joined), None)
            joined.insert(joined.index(before) + 1 if before else 0, token)
    return joined


def _tokens(shape: Shape, was: State, theirs: State, mine: State) -> tuple[Tokens, Tokens, Tokens]:
    """Name the rows of each side: a row that is the same on several sides has one name."""
    named: tuple[dict[str, list[str]], ...] = ({}, {}, {})
    for child in shape.children:
        lists = [state.get(child.name, []) for state in (was, theirs, mine)]
        names = _tokens_of_rows(child, *lists)
        for side, tokens in zip(named, names, strict=True):
            side[child.name] = tokens
    return named


def _tokens_of_rows(child: Shape, was: list[State], theirs: list[State], mine: list[State]) -> tuple[list[str], ...]:
    own = [str(number) for number in range(1, len(was) + 1)]
    sides = []
    for letter, rows in (("t", theirs), ("m", mine)):
        same = match_rows(was, rows)
        sides.append([own[same[n]] if n in same else f"{letter}{n + 1}" for n in range(len(rows))])
    for n, row in enumerate(mine):
        twin = next(
            (m for m, other in enumerate(theirs) if sides[0][m].startswith("t") and _is_twin(child, row, other)), None
        )
        if sides[1][n].startswith("m") and twin is not None and sides[0][twin] not in sides[1]:
            sides[1][n] = sides[0][twin]
    return own, *sides


# What new rows have in common that are about the same thing; the source of a claim only backs it.
TWINS = {"claims": {"agent", "place"}}


def _is_twin(child: Shape, row: State, other: State) -> bool:
    """Whether two new rows are about the same thing."""
    names = TWINS.get(child.name, TELLING - {"scheme"})
    same = any(name in row and row[name] == other.get(name) for name in names)
    return row == other or (same and row.get("about") == other.get("about"))
