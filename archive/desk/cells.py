"""States taken apart into cells that can be compared one by one, and put together again.

A cell is the smallest value that two curators can change independently: a field, one language of a
label, one member of a relation, a field of a child row. Child rows are known by tokens that the
sides of a comparison share, so that a row stays itself when its number changes.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models

from archive.states import Shape, State

# ("words",), ("labels", "ja"), ("attestations", "2", "locator"); a row as a whole is ("attestations", "2").
Key = tuple[str, ...]
Cells = dict[Key, Any]
Tokens = Mapping[str, list[str]]

PRESENT = "yes"
# What names an attestation of the same quotation by its number.
REFERRING = {"quoted_in", "rests_on"}
REFERRED = "attestations"


def cells_of(shape: Shape, state: State, tokens: Tokens) -> Cells:
    """Return the cells of a state whose child rows have these tokens."""
    cells = dict(_cells(shape, state, (), tokens))
    for child in shape.children:
        for token, row in zip(tokens[child.name], state.get(child.name, []), strict=True):
            cells[child.name, token] = PRESENT
            cells |= _cells(child, row, (child.name, token), tokens)
    return cells


def _cells(shape: Shape, row: State, path: Key, tokens: Tokens) -> Iterator[tuple[Key, Any]]:
    rows = {child.name for child in shape.children}
    for name in row.keys() - rows:
        value = _with_tokens(name, row, tokens)
        if isinstance(value, list):
            yield from (((*path, name, member), PRESENT) for member in value)
        elif isinstance(value, dict) and name in _mappings(shape):
            yield from (((*path, name, part), text) for part, text in value.items())
        else:
            yield (*path, name), value


def _with_tokens(name: str, row: State, tokens: Tokens) -> Any:
    """Return a value, in which numbers of rows are their tokens; a role goes with the speaker whose it is."""
    value = row[name]
    if name == "role" and "agent" in row:
        return row["agent"], value
    if name not in REFERRING:
        return value
    known = dict(enumerate(tokens[REFERRED], start=1))
    return [known[int(number)] for number in value] if isinstance(value, list) else known[int(value)]


def _mappings(shape: Shape) -> set[str]:
    return {field.name for field in shape.fields if isinstance(field, models.JSONField)}


def state_from(shape: Shape, cells: Cells, order: Tokens) -> State:
    """Return the state that these cells make, its child rows in this order."""
    places = {token: str(number) for number, token in enumerate(order.get(REFERRED, []), start=1)}
    state = _row(shape, {key: value for key, value in cells.items() if key[0] not in order}, 0, places)
    for child in shape.children:
        rows = [_row(child, below(cells, (child.name, token)), 2, places) for token in order[child.name]]
        state |= {child.name: rows} if rows else {}
    return state


def below(cells: Cells, path: Key) -> Cells:
    """Return the cells of one row, without the one that says that it is there."""
    return {key: value for key, value in cells.items() if key[: len(path)] == path and len(key) > len(path)}


def _row(shape: Shape, cells: Cells, depth: int, places: Mapping[str, str]) -> State:
    row: State = {}
    for key, value in sorted(cells.items()):
        name, *part = key[depth:]
        if not part:
            row[name] = value
        elif name in _mappings(shape):
            row.setdefault(name, {})[part[0]] = value
        else:
            row.setdefault(name, []).append(part[0])
    return _with_places(row, places)


def _with_places(row: State, places: Mapping[str, str]) -> State:
    """Turn tokens back into numbers; a role that is another speaker's falls away."""
    if "quoted_in" in row:
        row["quoted_in"] = places.get(row["quoted_in"], "0")
    if "rests_on" in row:
        row["rests_on"] = sorted((places[token] for token in row["rests_on"] if token in places), key=int)
    agent, role = row.pop("role", (None, None))
    return row | ({"role": role} if role and agent == row.get("agent") else {})
