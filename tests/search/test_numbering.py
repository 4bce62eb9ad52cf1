"""Tokens are numbered by their bytes as they would be one by one."""

import pytest

from archive.search.numbering import END, GAP, UNKNOWN, Numbers, numbered, parted

LONG = ("большевик", "большевизм", "interventionists", "interventionism", "a" * 16, "a" * 17)


@pytest.mark.parametrize("count", [0, 1, 6, 3000])
def test_tokens_of_any_length_have_the_numbers_that_they_were_given(count: int) -> None:
    known = [*LONG, "革命", "a", *(f"token{number}" for number in range(count))]
    asked = ["革命", "b", *LONG[::-1], "革", "большеви", "token7", "a", f"token{count}"]
    numbers = {token: number for number, token in enumerate(known)}
    codes = numbered([" ".join(asked)], Numbers(known)).codes
    assert codes.tolist() == [numbers.get(token, UNKNOWN) for token in asked]


def test_texts_are_parted_by_gaps_and_know_their_tokens() -> None:
    told = numbered(["a b", "", "b"], Numbers(["b"]))
    assert told.codes.tolist() == [UNKNOWN, 0, GAP, GAP, 0]
    assert told.owners[told.codes == 0].tolist() == [0, 2]
    assert told.lengths.tolist() == [2, 0, 1]


def test_tokens_are_read_back_from_their_places() -> None:
    told = parted(["мир  peace", "平和"])
    assert [told.token(place) for place in range(len(told.starts))] == ["мир", "peace", END, "平和"]
