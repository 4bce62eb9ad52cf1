"""The archive's own style, in three languages."""

import pytest

from sources.reference import Reference, Related
from sources.styles.neutral import Neutral


def book(title: str, *quoted_in: Reference) -> Reference:
    ties = tuple(Related("quoted-in", nearer) for nearer in quoted_in)
    return Reference(id=title, type="book", variables={"title": title}, related=ties)


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("en", "Origin (no date), as quoted in Memoir (no date), as quoted in Reader (no date)."),
        ("ru", "Origin (б. г.), цит. по: Memoir (б. г.), цит. по: Reader (б. г.)."),
        ("ja", "Origin（刊行年不明）、Memoir（刊行年不明）所引、Reader（刊行年不明）所引。"),
    ],
)
def test_witnesses_of_a_long_chain_are_told_one_after_the_other(locale: str, told: str) -> None:
    chain = book("Origin", book("Memoir", book("Reader")))
    assert Neutral().cite(chain, locale).text() == told
