"""Ways through the archive, as far as they ask the database."""

import pytest

from archive.quotations.models import Quotation
from archive.search import browsing


def test_no_draft_is_among_like_ones(
    boots: Quotation, draft_quotation: Quotation, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [draft_quotation.pk, boots.pk]
    monkeypatch.setattr(browsing, "snapshot", lambda: None)
    monkeypatch.setattr(browsing, "more_like", lambda *asked: ids)
    assert browsing.like(boots) == [boots]
