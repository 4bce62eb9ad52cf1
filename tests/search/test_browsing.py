"""Ways through the archive, as far as they ask the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.quotations.models import Quotation
from archive.search import browsing


def test_like_ones_are_looked_up_and_no_draft_is_among_them(
    boots: Quotation, draft_quotation: Quotation, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [draft_quotation.pk, boots.pk]
    monkeypatch.setattr(browsing, "snapshot", lambda: None)
    monkeypatch.setattr(browsing, "more_like", lambda *asked: ids)
    with CaptureQueriesContext(connection) as queries:
        assert browsing.like(boots) == [boots]
    assert '"state" = ' not in queries[0]["sql"]
