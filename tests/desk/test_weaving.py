"""Two curators' changes in one text."""

import pytest

from archive.desk.weaving import woven


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        ("革命は長く続く", "大革命は続く", "大革命は長く続く"),
        ("革命はまだ続く", "革命は長く続く", None),
        ("革命は続いた", "革命は続かない", None),
        ("戦争は続く", "革命は続くのか", "戦争は続くのか"),
    ],
)
def test_words_are_woven_where_they_do_not_touch(theirs: str, mine: str, both: str | None) -> None:
    assert woven("革命は続く", theirs, mine) == both
