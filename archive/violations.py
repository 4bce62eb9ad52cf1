"""Violations: what the database's constraints would say of a record's rows, in words and before it is asked."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from archive.building import Built, Fault, Path, as_faults


def violations(built: Built, pk: str) -> Iterator[Fault]:
    """Ask every constraint that the database has, before the database itself answers with its own words."""
    seen: set[tuple[Any, ...]] = set()
    for path, row in [((), built.record), *built.placed_children()]:
        parent = next((child.parent for child in built.shape.children if child.model is type(row)), "")
        yield from _of_required(row, path)
        yield from _of_unique_fields(row, pk, path)
        for constraint in type(row)._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                yield from _of_unique(constraint, row, parent, pk, path, seen)
            else:
                yield from _of_constraint(constraint, row, path)


def _of_required(row: Any, path: Path) -> Iterator[Fault]:
    for column in row._meta.concrete_fields:
        if column.remote_field and not column.null and not getattr(row, column.attname):
            yield Fault((*path, column.name), _("this must be given"))


def _of_unique_fields(row: Any, pk: str, path: Path) -> Iterator[Fault]:
    for column in row._meta.concrete_fields:
        if column.unique and not column.primary_key and getattr(row, column.attname):
            same = type(row)._default_manager.filter(**{column.attname: getattr(row, column.attname)})
            if same.exclude(pk=pk).exists():
                yield Fault((*path, column.name), _("another record has this already"))


def _of_constraint(constraint: models.BaseConstraint, row: models.Model, path: Path) -> Iterator[Fault]:
    try:
        constraint.validate(type(row), row)
    except ValidationError as error:
        yield from as_faults(error, path)


def _of_unique(
    constraint: models.UniqueConstraint, row: Any, parent: str, pk: str, path: Path, seen: set[tuple[Any, ...]]
) -> Iterator[Fault]:
    """Compare a row with its siblings, and where the whole table is concerned, with the rows of other records."""
    conditions = constraint.condition.children if constraint.condition else ()
    if any(getattr(row, name) != value for name, value in conditions):
        return
    values = {name: getattr(row, row._meta.get_field(name).attname) for name in constraint.fields if name != parent}
    key = (constraint.name, *values.values())
    others = type(row)._default_manager.filter(**values).exclude(**{parent: pk})
    if key in seen or (parent not in constraint.fields and others.exists()):
        yield Fault((*path, constraint.fields[-1]), str(constraint.get_violation_error_message()))
    seen.add(key)
