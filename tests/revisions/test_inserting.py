"""Inserting many rows at once."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from archive.editions.models import Edition
from archive.harvesting.models import Header
from archive.revisions.inserting import insert

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 1, 1, 12, 0, 0, 1234, tzinfo=UTC)


def edition(nth: int, **said: Any) -> Edition:
    told = {"quotation_id": "K7M29XQ4", "number": nth, "content": f'"%s «{nth}» 革命"', "hash": f"{nth:064}"}
    return Edition(**told | {"at": NOON, "sequence": nth} | said)


def test_rows_are_read_as_they_were_given_under_keys_in_their_order() -> None:
    given = [edition(number) for number in range(1, 700)]  # more than one statement takes
    insert(given)
    assert [one.pk for one in given] == sorted(one.pk for one in given)
    columns = [column.attname for column in Edition._meta.concrete_fields]
    read = Edition.objects.order_by("number").values_list(*columns)
    assert list(read) == [tuple(getattr(one, name) for name in columns) for one in given]


def test_what_is_empty_and_what_names_other_rows_is_kept() -> None:
    insert(editions := [edition(1)])
    insert([Header(quotation_id="K7M29XQ4", edition=editions[0], is_deleted=True, at=None)])
    header = Header.objects.get()
    assert (header.edition, header.is_deleted, header.is_waiting, header.at) == (editions[0], True, True, None)


def test_rows_are_no_longer_new() -> None:
    insert(rows := [edition(1)])
    with pytest.raises(TypeError, match="cannot be changed"):
        rows[0].save()


@pytest.mark.parametrize("wrong", [{"hash": "short"}, {"quotation_id": "TOO LONG FOR IT"}, {"number": 1}])
def test_what_the_database_refuses_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        insert([edition(1), edition(2, **wrong)])
    assert not Edition.objects.exists()


def test_no_rows_ask_nothing() -> None:
    with CaptureQueriesContext(connection) as queries:
        insert([])
    assert not len(queries)
