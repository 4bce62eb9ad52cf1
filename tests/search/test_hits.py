"""Hits are joined as sets are, whatever form their scores have and however many there are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.hits import Hits, all_but, all_of, any_of, best, steps, wide, without

COUNT = 200
SCORES = st.dictionaries(st.integers(0, COUNT - 1), st.sampled_from([0.25, 0.5, 1.0, 2.5]), max_size=COUNT)
KINDS = st.sampled_from([np.float16, np.float32])


def hits(scores: dict[int, float], kind: type = np.float32) -> Hits:
    numbers = sorted(scores)
    return Hits(np.array(numbers, np.uint32), np.array([scores[one] for one in numbers], kind))


def told(found: Hits) -> dict[int, float]:
    return dict(zip(found.numbers.tolist(), found.scores.tolist(), strict=True))


@settings(deadline=None, max_examples=50)
@given(SCORES, SCORES, KINDS, KINDS)
def test_hits_of_two_parts_are_joined(one: dict[int, float], two: dict[int, float], kind: type, other: type) -> None:
    parts = [hits(one, kind), hits(two, other)]
    assert told(all_of([[part] for part in parts], COUNT)) == {
        key: one[key] + two[key] for key in one.keys() & two.keys()
    }
    either = {key: one.get(key, 0) + two.get(key, 0) for key in one.keys() | two.keys()}
    assert told(any_of(parts, COUNT)) == either
    assert told(without(parts[0], [parts[1]], COUNT)) == {key: one[key] for key in one.keys() - two.keys()}


def test_hits_of_several_steps_are_joined_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "__defaults__", (7,))
    parts = [hits(dict.fromkeys(range(0, COUNT, step), 0.5)) for step in (2, 3)]
    both, either = range(0, COUNT, 6), {number for step in (2, 3) for number in range(0, COUNT, step)}
    assert told(all_of([[part] for part in parts], COUNT)) == dict.fromkeys(both, 1.0)
    assert told(any_of(parts, COUNT)) == {number: 1.0 if number % 6 == 0 else 0.5 for number in either}
    assert told(without(parts[0], [parts[1]], COUNT)) == dict.fromkeys(set(range(0, COUNT, 2)) - set(both), 0.5)
    kept = parts[0].numbers % 4 == 0
    assert parts[0].where(kept).numbers.tolist() == list(range(0, COUNT, 4))


def test_all_but_hits_are_those_alive_that_are_not_among_them() -> None:
    found = all_but([hits({11: 1, 13: 1})], np.array([True, True, True, True, False, True]), start=10)
    assert found.numbers.tolist() == [10, 12, 15]
    assert (found.scores > 0).all()


def test_what_is_gone_is_in_no_joined_hits() -> None:
    gone = np.array([0, 6, 12])
    parts = [hits(dict.fromkeys(range(0, COUNT, step), 0.5)) for step in (2, 3, 2)]
    for joined in (
        all_of([[part] for part in parts], COUNT, gone),
        any_of(parts, COUNT, gone),
        without(parts[0], [hits({4: 1})], COUNT, gone),
    ):
        assert not set(joined.numbers.tolist()) & set(gone.tolist())
        assert 18 in joined.numbers


@settings(deadline=None, max_examples=50)
@given(st.lists(SCORES, min_size=3, max_size=5), KINDS)
def test_hits_of_many_parts_are_joined(parts: list[dict[int, float]], kind: type) -> None:
    common = set.intersection(*map(set, parts))
    expected = {key: sum(part[key] for part in parts) for key in common}
    assert told(all_of([[hits(part, kind)] for part in parts], COUNT)) == expected


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(SCORES, min_size=1, max_size=3), min_size=1, max_size=4), KINDS)
def test_hits_of_choices_are_joined_as_if_each_choice_had_been_joined_before(
    choices: list[list[dict[int, float]]], kind: type
) -> None:
    parts = [[hits(part, kind) for part in choice] for choice in choices]
    before = [[any_of(choice, COUNT)] for choice in parts]
    assert told(all_of(parts, COUNT)) == told(all_of(before, COUNT))


def test_every_half_precision_score_is_the_same_in_single_precision() -> None:
    scores = np.arange(1, 0x7C00, dtype=np.uint16).view(np.float16)
    assert (wide(scores) == scores.astype(np.float32)).all()


@pytest.mark.parametrize("ties", [1.0, 0.5])
def test_best_of_very_many_equal_ones_have_the_highest_ids(ties: float) -> None:
    """Most have the highest score, or the most but a few."""
    count = 40_000
    scores = np.full(count, ties, np.float32)
    scores[::5000] = 0.75
    ids = np.random.default_rng(6).permutation(count).astype("S8")
    numbers = np.arange(count)
    expected = np.lexsort((ids, scores))[::-1][:20]
    assert best(scores, ids, numbers, 20).tolist() == expected.tolist()


@pytest.mark.parametrize("kind", [np.float16, np.float32])
def test_best_are_those_with_the_highest_scores_and_then_ids(kind: type) -> None:
    found = hits({3: 0.5, 5: 2.5, 8: 0.5, 9: 1.0}, kind)
    ids = np.array([f"{number:08}" for number in range(10)], "S8")
    assert found.numbers[best(found.ranks, ids, found.numbers, 3)].tolist() == [5, 9, 8]
