"""Questions to the whole database: which records name one that is nowhere, which are parts of themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from archive.states import SHAPES, Shape
from sources import permanent
from sources.models import Record


@dataclass(frozen=True)
class Unsound:
    """A record that cannot stand as it is: its type, its id, the field with its wrong value, and the reason."""

    shape: str
    pk: str
    field: str
    value: str
    reason: str


def dangling() -> Iterator[Unsound]:
    """Yield each record that names one which does not exist."""
    for shape in SHAPES.values():
        for model, owner, prefix in _tables(shape):
            for column in _to_records(model):
                yield from _dangling(shape, model, owner, prefix, column)


def _tables(shape: Shape) -> Iterator[tuple[type[models.Model], str, str]]:
    """Yield each table of a type of record, the column that names the record, and what it is called in a state."""
    yield shape.model, "pk", ""
    for child in shape.children:
        yield child.model, f"{child.parent}_id", f"{child.name}."
    for column in shape.many:
        yield column.remote_field.through, column.m2m_column_name(), ""


def _to_records(model: type[models.Model]) -> list[models.ForeignKey]:
    columns = (field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))
    return [column for column in columns if issubclass(column.related_model, Record)]


def _dangling(
    shape: Shape, model: type[models.Model], owner: str, prefix: str, column: models.ForeignKey
) -> Iterator[Unsound]:
    target = column.related_model._default_manager.filter(pk=OuterRef(column.attname))
    rows = model._default_manager.filter(~Exists(target), **{f"{column.attname}__isnull": False})
    for pk, missing in rows.values_list(owner, column.attname)[:1000]:
        reason = _("there is no %(kind)s %(id)s") % {
            "kind": column.related_model._meta.verbose_name,
            "id": permanent.shown(missing),
        }
        yield Unsound(shape.name, pk, f"{prefix}{column.name}", permanent.shown(missing), reason)


LOOPS = """
    WITH RECURSIVE upward (start, here) AS (
        SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL
        UNION
        SELECT upward.start, above.{column} FROM upward
        JOIN {table} above ON above.id = upward.here WHERE above.{column} IS NOT NULL
    )
    SELECT start FROM upward WHERE start = here LIMIT 1000
"""


def loops() -> Iterator[Unsound]:
    """Yield each record that is, by one step or many, a part or translation of itself."""
    for shape in SHAPES.values():
        for column in _to_records(shape.model):
            if column.related_model is shape.model:
                for pk in _looping(shape.model._meta.db_table, column.column):
                    yield Unsound(shape.name, pk, column.name, "", _("following this leads back to the record itself"))


def _looping(table: str, column: str) -> list[str]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(LOOPS.format(table=quote(table), column=quote(column)))
        return [row[0] for row in cursor.fetchall()]
