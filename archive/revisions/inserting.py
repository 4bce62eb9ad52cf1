"""Inserting: many new rows of one model, without all that Django's own way does for each value of each of them."""

from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

from django.db import connection, models

AT_ONCE = 500
# Their values go to the database as they are.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model, which get the keys that the database gives; to be called within a transaction.

    No signal is sent, and no value computed: each row says all that it is to hold.
    """
    made = models.AutoField
    columns = [column for column in rows[0]._meta.concrete_fields if not isinstance(column, made)] if rows else []
    most = AT_ONCE if connection.vendor == "postgresql" else connection.features.max_query_params // (len(columns) or 1)
    for start in range(0, len(rows), most):
        _insert(columns, rows[start : start + most])


def _insert(columns: list[models.Field], rows: Sequence[models.Model]) -> None:
    values = [_values(column, rows) for column in columns]
    key, quote = rows[0]._meta.pk, connection.ops.quote_name
    names = ", ".join(quote(column.column) for column in columns)
    told, parameters = _by_columns(columns, values) if connection.vendor == "postgresql" else _by_rows(values)
    table = quote(rows[0]._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) {told} RETURNING {quote(key.column)}", parameters)
        for row, (given,) in zip(rows, cursor.fetchall(), strict=True):
            setattr(row, key.attname, given)
            row._state.adding = False


def _values(column: models.Field, rows: Sequence[models.Model]) -> list[Any]:
    given = map(attrgetter(column.attname), rows)
    return list(given) if isinstance(column, PLAIN) else [column.get_db_prep_save(one, connection) for one in given]


def _by_rows(values: list[list[Any]]) -> tuple[str, list[Any]]:
    row = f"({', '.join(['%s'] * len(values))})"
    return "VALUES " + ", ".join([row] * len(values[0])), list(chain.from_iterable(zip(*values, strict=True)))


def _by_columns(columns: list[models.Field], values: list[list[Any]]) -> tuple[str, list[Any]]:
    """PostgreSQL takes whole columns, and has a short statement to plan then; a type without a length cuts nothing."""
    types = [column.db_type(connection).split("(")[0] for column in columns]
    return "SELECT " + ", ".join(f"unnest(%s::{one}[])" for one in types), values
