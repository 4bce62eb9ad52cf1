"""Inserting: many new rows of one model, without all that Django's own way does for each value of each of them."""

from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

from django.db import connection, models

MOST_VALUES = 5000  # of one statement, where the database does not say
# Their values go to the database as they are.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model, which get the keys that the database gives; to be called within a transaction.

    No signal is sent, and no value computed: each row says all that it is to hold.
    """
    made = models.AutoField
    columns = [column for column in rows[0]._meta.concrete_fields if not isinstance(column, made)] if rows else []
    most = (connection.features.max_query_params or MOST_VALUES) // (len(columns) or 1)
    for start in range(0, len(rows), most):
        _insert(columns, rows[start : start + most])


def _insert(columns: list[models.Field], rows: Sequence[models.Model]) -> None:
    values = zip(*(_values(column, rows) for column in columns), strict=True)
    key, quote = rows[0]._meta.pk, connection.ops.quote_name
    names = ", ".join(quote(column.column) for column in columns)
    into = f"INSERT INTO {quote(rows[0]._meta.db_table)} ({names})"
    places = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(f"{into} VALUES {places} RETURNING {quote(key.column)}", list(chain.from_iterable(values)))
        for row, (given,) in zip(rows, cursor.fetchall(), strict=True):
            setattr(row, key.attname, given)
            row._state.adding = False


def _values(column: models.Field, rows: Sequence[models.Model]) -> list[Any]:
    given = map(attrgetter(column.attname), rows)
    return list(given) if isinstance(column, PLAIN) else [column.get_db_prep_save(one, connection) for one in given]
