"""The columns: what is added later comes behind what all processes share, and costs nobody a copy."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from archive.search import columns
from archive.search.columns import Columns, Entry
from archive.search.layout import Generation
from archive.search.profiles import Profiles
from archive.search.stored import lengthened

IDS = ["aaaa2222", "zzzz9999", "mmmm"]
NEW = Entry("nnnn3333", 7, 20261125, -5)


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    return Generation(tmp_path)


@pytest.fixture(params=["with room", "without room"])
def held(generation: Generation, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Columns]:
    """Columns of a generation, as they are written now and as they were before there was room."""
    ids = lengthened(np.array(IDS, columns.ID))
    made = {name: np.zeros(len(IDS), kind) for name, kind in columns.KINDS.items()}
    with monkeypatch.context() as older:
        if request.param == "without room":
            older.setattr(columns, "room_for", lambda count: count)
        Columns(ids, made, np.ones(len(IDS), bool), Profiles.empty(), len(IDS)).save(generation)
    return Columns.load(generation)


def told(held: Columns) -> list[tuple[object, ...]]:
    rows = zip(held.ids, held.profile, held.newest, held.said, held.alive, strict=True)
    return [tuple(value.item() for value in row) for row in rows]


def test_what_is_added_comes_behind_and_what_is_gone_is_dead(held: Columns) -> None:
    changed = held.changed([1], [NEW], held.profiles)
    assert told(changed) == [
        (b"aaaa2222", 0, 0, 0, True),
        (b"zzzz9999", 0, 0, 0, False),
        (b"mmmm", 0, 0, 0, True),
        (b"nnnn3333", 7, 20261125, -5, True),
    ]


def test_columns_in_use_stay_as_they_were(held: Columns) -> None:
    before = told(held)
    changed = held.changed([1], [NEW], held.profiles)
    after = told(changed)
    changed.changed([3], [Entry("oooo4444", 8, 1, 1)], held.profiles)
    assert (told(held), told(changed)) == (before, after)


def test_files_stay_as_they_were(held: Columns, generation: Generation) -> None:
    before = told(held)
    held.changed([0], [NEW], held.profiles)
    assert told(Columns.load(generation)) == before


def test_more_is_taken_than_there_was_room_for(held: Columns, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "LEAST_ROOM", 1)
    many = [Entry(f"many{number:04}", number, number, number) for number in range(1500)]
    for start in range(0, len(many), 100):
        held = held.changed([], many[start : start + 100], held.profiles)
    assert [pk.decode() for pk in held.ids] == IDS + [entry.id for entry in many]
    assert held.said[len(IDS) :].tolist() == list(range(1500))


def test_change_copies_no_column(generation: Generation, held: Columns) -> None:
    held = held.changed([], [NEW], held.profiles)
    changed = held.changed([0], [NEW], held.profiles)
    assert all(np.shares_memory(held.roomy[name], changed.roomy[name]) for name in columns.KINDS)


def test_numbers_are_those_of_what_is_alive(held: Columns) -> None:
    changed = held.changed([1], [NEW, Entry("zzzz9999", 0, 0, 0)], held.profiles)
    assert changed.numbers_of(["zzzz9999", "mmmm", "nnnn3333", "none0000"]) == [2, 3, 4]
    assert changed.numbers_of([]) == []


def test_live_numbers_of_a_part(held: Columns) -> None:
    assert held.live_numbers(slice(1, 3)).tolist() == [1, 2]
    changed = held.changed([1], [NEW], held.profiles)
    assert changed.live_numbers().tolist() == [0, 2, 3]
    assert changed.live_numbers(slice(1, 3)).tolist() == [2]
