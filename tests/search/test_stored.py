"""What lies in a file is read from it, and what is added comes behind."""

import os
from pathlib import Path

import numpy as np
import pytest

from archive.search import stored
from archive.search.stored import Lengthened, Stored, lengthened

ITEMS = np.array([f"id{number:06}" for number in range(50)], "S8")


@pytest.fixture(params=["alone", "together"])
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Stored:
    """Forty items of fifty in a file, of which some are read one by one, or with all between them."""
    monkeypatch.setattr(stored, "FEW", 100 if request.param == "alone" else 0)
    np.save(tmp_path / "items.npy", ITEMS)
    return stored.stored(tmp_path / "items.npy", 40)


def test_items_are_read_by_slice_and_by_place(held: Stored) -> None:
    assert len(held) == 40
    assert held[:].tolist() == ITEMS[:40].tolist()
    assert held[38:60].tolist() == ITEMS[38:40].tolist()
    assert held[60:70].tolist() == []
    for places in ([39, 0, 7], [12, 9], [20]):
        assert held.take(np.array(places, np.uint32)).tolist() == ITEMS[places].tolist()
    assert held.take(np.array([], np.uint32)).tolist() == []


def test_items_are_added_behind(held: Stored) -> None:
    longer = lengthened(held).extended(ITEMS[40:45])
    longest = longer.extended(ITEMS[45:])
    assert [len(lengthened(held)), len(longer), len(longest)] == [40, 45, 50]
    assert longest[:].tolist() == ITEMS.tolist()
    assert longest[38:42].tolist() == ITEMS[38:42].tolist()
    assert longest[42:100].tolist() == ITEMS[42:].tolist()
    assert longest[np.array([45, 3, 49], np.uint32)].tolist() == ITEMS[[45, 3, 49]].tolist()
    assert (longest[np.uint32(45)], longest[3]) == (ITEMS[45], ITEMS[3])


def test_what_is_in_use_does_not_see_what_is_added(held: Stored) -> None:
    longer = lengthened(held).extended(ITEMS[40:45])
    longer.extended(ITEMS[45:46])
    assert longer[:].tolist() == ITEMS[:45].tolist()
    with pytest.raises(IndexError):
        longer[45]


def test_few_items_are_added_without_a_copy() -> None:
    longer: Lengthened = lengthened(ITEMS[:1]).extended(ITEMS[1:10])
    assert np.shares_memory(longer.later, longer.extended(ITEMS[10:15]).later)


def test_a_file_that_is_replaced_is_read_on(held: Stored, tmp_path: Path) -> None:
    (tmp_path / "items.npy").unlink()
    assert held[:2].tolist() == ITEMS[:2].tolist()


def test_a_file_that_is_too_short_is_refused(held: Stored, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="50 items, not 51"):
        stored.stored(tmp_path / "items.npy", 51)
    os.truncate(tmp_path / "items.npy", held.start + 8)
    with pytest.raises(ValueError, match="cut short"):
        held.take(np.array([30]))
