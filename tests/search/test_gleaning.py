"""What is gleaned while the index is made is what Tantivy would tell of it, with the same weights."""

import numpy as np
import pytest

from archive.quotations.models import Quotation
from archive.search import building, frequent, snapshot
from archive.search.leaves import Leaf, found, most, query


@pytest.mark.parametrize("at_once", [0, 1000])
def test_gleanings_are_and_weigh_what_tantivy_finds(
    shelf: dict[str, Quotation], monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(frequent, "LEAST", 2)
    monkeypatch.setattr(building, "BATCH", 7)
    monkeypatch.setattr("archive.search.gleaning.AT_ONCE", at_once)
    opened = snapshot.opened(building.rebuild())
    names = list(opened.frequent.places)
    assert {("exact", "и"), ("stems", "мир"), ("exact", "ми*")} <= set(names)
    for field, text in names:
        leaf = Leaf(field, tuple(text.removesuffix("*").split(" ")), text.endswith("*"))
        asked = found(opened.searcher, query(opened.index.schema, leaf), most(opened.searcher, leaf))
        gleaned = opened.frequent.hits((field, text))
        assert gleaned is not None
        gleaned = gleaned.whole()
        assert gleaned.numbers.tolist() == asked.numbers.tolist()
        assert np.allclose(gleaned.scores, asked.scores, rtol=2e-3)
