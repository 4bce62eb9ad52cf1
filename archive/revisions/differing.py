"""What differs between two states of a record, field by field, and between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from archive.revisions.canonical import canonical
from archive.states import State

# Where a value stands in a state: ("names", 2, "literal") is the literal of the second name.
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, was taken away or came."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True)
class Difference:
    """One value that is not what it was; None stands for none. A row is counted where it now stands."""

    path: Path
    old: Any
    new: Any

    @property
    def kind(self) -> Literal["added", "removed", "changed", "moved"]:
        if isinstance(self.old, int) and isinstance(self.new, int):
            return "moved"
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed"

    @property
    def name(self) -> str:
        """The path as one word: names.2.literal."""
        return ".".join(map(str, self.path))

    @property
    def pieces(self) -> list[Piece]:
        """The old and new text word by word; a side that is no text counts as empty."""
        return word_by_word(*(side if isinstance(side, str) else "" for side in (self.old, self.new)))


def differences(old: State, new: State) -> list[Difference]:
    """Return what differs between two states, in the order of the new one, then what is gone.

    Child rows are matched: equal ones first, then those that have most values in common. A row
    that came or went is one difference, with the whole row as its value; one that only changed its
    place is one with the old and the new place as its values.
    """
    return list(_of_mappings(old, new, ()))


def _of_mappings(old: dict[str, Any], new: dict[str, Any], path: Path) -> Iterator[Difference]:
    for name in [*new, *(name for name in old if name not in new)]:
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        if _is_rows(before) and _is_rows(after):
            yield from _of_rows(before or [], after or [], (*path, name))
        elif isinstance(before, dict) and isinstance(after, dict):
            yield from _of_mappings(before, after, (*path, name))
        else:
            yield Difference((*path, name), before, after)


def _is_rows(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(row, dict) for row in value))


def _of_rows(old: list[State], new: list[State], path: Path) -> Iterator[Difference]:
    matched = match_rows(old, new)
    moved = _out_of_order(matched)
    for number, row in enumerate(new):
        if number not in matched:
            yield Difference((*path, number + 1), None, row)
            continue
        if number in moved:
            yield Difference((*path, number + 1), matched[number] + 1, number + 1)
        yield from _of_mappings(old[matched[number]], row, (*path, number + 1))
    for number in sorted(set(range(len(old))) - set(matched.values())):
        yield Difference((*path, number + 1), old[number], None)


def match_rows(old: list[State], new: list[State]) -> dict[int, int]:
    """Return, by the place of each new row that was there before, the place where it was."""
    matched: dict[int, int] = {}
    free = dict(enumerate(map(canonical, old)))
    for number, text in enumerate(map(canonical, new)):
        same = [place for place, other in free.items() if other == text]
        if same:
            matched[number] = min(same, key=lambda place, number=number: abs(place - number))
            del free[matched[number]]
    likely = sorted(
        (-_likeness(old[place], row), abs(place - number), number, place)
        for number, row in enumerate(new)
        if number not in matched
        for place in free
    )
    for unlikeness, _distance, number, place in likely:
        if unlikeness and number not in matched and place in free:
            matched[number] = place
            del free[place]
    return matched


def _likeness(old: State, new: State) -> int:
    """Return how many values two rows have in common; those that name another record count most."""
    common = [name for name in old if old[name] == new.get(name)]
    return len(common) + 3 * len(TELLING.intersection(common))


# What a row is about: where this stayed, it is the same row.
TELLING = {"agent", "source", "event", "place", "scheme", "literal", "family", "titles"}


def _out_of_order(matched: dict[int, int]) -> set[int]:
    """Return the new places of the rows that left the order of the others; insertions alone move nothing."""
    places = [matched[number] for number in sorted(matched)]
    kept = SequenceMatcher(None, sorted(places), places, autojunk=False).get_matching_blocks()
    in_order = {places[block.b + offset] for block in kept for offset in range(block.size)}
    return {number for number, place in matched.items() if place not in in_order}


# A word with its accents, a run of spaces, or one character: writing without spaces is compared by characters.
TOKEN = re.compile(
    r"(?:[^\W\u2E80-\u303F\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\uFF66-\uFF9F\u0E00-\u0E7F]"
    r"[\u0300-\u036F\u0483-\u0489]*)+|\s+|.",
    re.DOTALL,
)
LONGEST = 20_000  # words; longer texts are compared line by line


def word_by_word(old: str, new: str) -> list[Piece]:
    """Return two texts as one run of pieces; Japanese and Chinese are compared by characters."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if max(len(before), len(after)) > LONGEST:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces, removed, added = [], "", ""
    for same, old_text, new_text in _runs(before, after):
        if same:
            pieces += [Piece("removed", removed), Piece("added", added), Piece("same", new_text)]
            removed = added = ""
        else:
            removed, added = removed + old_text, added + new_text
    pieces += [Piece("removed", removed), Piece("added", added)]
    return [piece for piece in pieces if piece.text]


def _runs(before: list[str], after: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield whether a run of words is the same in both texts, and what it is in either.

    Where two words that follow each other have changed, the space between them has changed with them.
    """
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (tag, start, end, new_start, new_end) in enumerate(found):
        text = "".join(before[start:end])
        is_between = 0 < number < len(found) - 1 and text.isspace() and "\n" not in text
        yield tag == "equal" and not is_between, text, "".join(after[new_start:new_end])
