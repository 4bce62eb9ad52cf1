"""Passages are read from the database in few questions, whatever is in it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.quotations.models import Quotation
from archive.search.passages import Authorities, by_range, passages


def test_passages_of_a_range_are_read_by_their_ids_alone(boots: Quotation, draft_quotation: Quotation) -> None:
    ids = sorted([boots.pk, draft_quotation.pk])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = list(passages(ids, Authorities(), by_range(ids)))
    assert [passage.id for passage in found] == [boots.pk]
    of_quotations = next(one["sql"] for one in asked if 'FROM "quotations_quotation"' in one["sql"])
    assert '"state" =' not in of_quotations


def test_quotations_with_the_same_ties_share_what_stands_around_them(boots: Quotation) -> None:
    authorities = Authorities()
    first, again = (next(passages([boots.pk], authorities)) for _ in range(2))
    assert first.profile is again.profile
