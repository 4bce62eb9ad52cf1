"""A sample of texts shows the phrases that are frequent in all."""

import pickle

import pytest

from archive.search.numbering import numbered
from archive.search.phrases import SIZE, Ladder, ladder, sample_step


def phrases(least: float, *texts: str) -> set[str]:
    found = ladder("exact", [(text, "a name") for text in texts], least)
    return {name for name in found.names if " " in name}


def test_phrases_of_any_length_are_those_in_enough_texts() -> None:
    texts = ("и не то", "и не было и не было", "а и не то", "не и")
    assert phrases(3, *texts) == {"и не", "a name"}
    assert phrases(2, *texts) == {"и не", "не то", "и не то", "a name"}


def test_phrase_between_two_spellings_of_a_run_is_none() -> None:
    assert phrases(2, "言ふ ¦ 言う", "言ふ ¦ 言う") == {"a name"}


def test_phrases_are_found_where_they_begin_and_not_across_texts() -> None:
    steps: Ladder = ladder("exact", [("a b c", ""), ("a b c", "")], 2)
    codes = numbered(["x a b c", "", "a b", "c a b"], steps.known).codes
    found = [
        (steps.names[name], place)
        for places, names in steps.found(codes)
        for place, name in zip(places, names, strict=True)
    ]
    assert [place for name, place in found if name == "a b"] == [1, 6, 10]
    assert [place for name, place in found if name == "a b c"] == [1]


def test_other_processes_get_a_ladder_without_what_follows_from_it() -> None:
    steps = ladder("exact", [("a b c", ""), ("a b c", "")], 2)
    size = len(pickle.dumps(steps))
    names = steps.names
    assert len(pickle.dumps(steps)) == size
    assert pickle.loads(pickle.dumps(steps)).names == names  # noqa: S301 (our own)


def test_lengths_leave_out_what_is_no_token() -> None:
    assert numbered(["a  b", "", "c"], ladder("exact", [], 1).known).lengths.tolist() == [2, 0, 1]


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (1500, 1), (4000, 2), (100_000, 10), (1_000_000, 100)])
def test_sample_is_a_tenth_of_all_but_neither_too_small_nor_too_large(count: int, expected: int) -> None:
    assert sample_step(count) == expected
    assert count // expected <= SIZE
