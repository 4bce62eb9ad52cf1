"""The state of a record as plain data, child rows and all: what an archive file holds of it.

A state is a mapping of names to text, lists and mappings, in the order of the model's fields; what
is empty or has its default is left out. A record is named by its permanent id, a child row by its
place in its parent's list, counted from 1.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from archive.events.models import Event, EventClaim, Place
from archive.quotations.models import Attestation, Attribution, EventLink, Quotation, Topic
from sources import dates, permanent
from sources.fields import HistoricalDateColumns, LabelsField, date_columns
from sources.models import (
    Agent,
    AgentIdentifier,
    AgentName,
    AgentRole,
    Contribution,
    Source,
    SourceIdentifier,
)

State = dict[str, Any]

# What is not part of a record's state: who and when, what is computed, and the order of child rows.
APART = {"id", "position", "folded", "sort_key", "seen_by"}
APART |= {f"{action}_{part}" for action in ("created", "changed", "state") for part in ("at", "by")}


@dataclass(frozen=True, eq=False)
class Shape:
    """How a model's rows become states: its fields, dates, relations and child rows."""

    name: str
    model: type[models.Model]
    parent: str = ""
    children: tuple["Shape", ...] = ()

    @cached_property
    def dates(self) -> list[HistoricalDateColumns]:
        return date_columns(self.model)

    @cached_property
    def fields(self) -> list[models.Field]:
        """The columns that are told one by one, in order."""
        of_dates = {f"{date.name}_{part}" for date in self.dates for part in DATE_PARTS}
        apart = APART | of_dates | {self.parent}
        return [field for field in self.model._meta.concrete_fields if field.name not in apart]

    @cached_property
    def columns(self) -> list[tuple[models.Field, str, Any]]:
        """The same with the attributes that hold their values, and the default of each; none is the empty text."""
        return [(field, field.attname, field.get_default() if field.has_default() else "") for field in self.fields]

    @cached_property
    def many(self) -> list[models.ManyToManyField]:
        """The relations to several other rows."""
        return list(self.model._meta.many_to_many)

    @cached_property
    def is_ordered(self) -> bool:
        """Whether child rows have a place in their parent's list."""
        return any(field.name == "position" for field in self.model._meta.concrete_fields)

    @cached_property
    def sorted_by(self) -> list[str]:
        """The columns that child rows without a place are sorted by."""
        return [] if self.is_ordered else [name for name in self.model._meta.ordering if name != "pk"]

    @cached_property
    def is_exact(self) -> bool:
        """True where the database gives every value back just as it was given, digits and order of names too."""
        columns = [field for shape in (self, *self.children) for field in shape.model._meta.concrete_fields]
        free_json = any(isinstance(field, models.JSONField) and not isinstance(field, LabelsField) for field in columns)
        return not free_json and not any(isinstance(field, models.DecimalField) for field in columns)

    @cached_property
    def known(self) -> set[str]:
        """Return every name that a state of this shape may hold."""
        named = (self.fields, self.dates, self.many, self.children)
        return {part.name for parts in named for part in parts}


DATE_PARTS = ("edtf", "calendar", "as_written", "earliest", "latest")

SHAPES = {
    shape.name: shape
    for shape in (
        Shape(
            "agent",
            Agent,
            children=(
                Shape("names", AgentName, "agent"),
                Shape("roles", AgentRole, "agent"),
                Shape("identifiers", AgentIdentifier, "agent"),
            ),
        ),
        Shape(
            "source",
            Source,
            children=(
                Shape("contributions", Contribution, "source"),
                Shape("identifiers", SourceIdentifier, "source"),
            ),
        ),
        Shape("place", Place),
        Shape("topic", Topic),
        Shape("event", Event, children=(Shape("claims", EventClaim, "event"),)),
        Shape(
            "quotation",
            Quotation,
            children=(
                Shape("attestations", Attestation, "quotation"),
                Shape("attributions", Attribution, "quotation"),
                Shape("event_links", EventLink, "quotation"),
            ),
        ),
    )
}


BY_MODEL = {shape.model: shape for shape in SHAPES.values()}


def shape_of(record: models.Model) -> Shape:
    """Return the shape of a record's model."""
    return BY_MODEL[type(record)]


def with_children(shape: Shape, queryset: models.QuerySet[Any] | None = None) -> models.QuerySet[Any]:
    """Return the records with all that their states need, in a number of queries that does not grow."""
    records = shape.model._default_manager.all() if queryset is None else queryset
    related = [field.name for field in shape.many]
    for child in shape.children:
        related.append(child.name)
        related += [f"{child.name}__{field.name}" for field in child.many]
        related += [f"{child.name}__role"] if child.model is Attribution else []
    return records.prefetch_related(*related)


def state_of(record: models.Model) -> State:
    """Return the state of a record, without its id."""
    shape = shape_of(record)
    state = row_state(shape, record)
    for child in shape.children:
        rows = [row_state(child, row) for row in getattr(record, child.name).all()]
        state |= {child.name: rows} if rows else {}
    return state


def row_state(shape: Shape, row: models.Model) -> State:
    """Return the state of one row, without its child rows."""
    if not row.pk or row._state.adding:
        return columns_state(shape, row)
    related = {field.name: _many_state(field, row) for field in shape.many}
    return columns_state(shape, row) | {name: keys for name, keys in related.items() if keys}


def columns_state(shape: Shape, row: models.Model) -> State:
    """Return what a row's own columns tell; asks the database nothing."""
    told = {
        field.name: _field_state(field, value, row)
        for field, name, default in shape.columns
        if (value := getattr(row, name)) not in (None, "", default)
    }
    told |= {date.name: _date_state(getattr(row, date.name)) for date in shape.dates}
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def _field_state(field: models.Field, value: Any, row: models.Model) -> Any:
    if field.remote_field:
        return str(row.role.position) if field.name == "role" else permanent.shown(value)
    if isinstance(field, models.JSONField):
        return _json_state(value)
    return str(value)


def _json_state(value: dict[str, Any]) -> Any:
    """A mapping of text is told as such, anything else as JSON."""
    plain = isinstance(value, dict) and all(isinstance(part, str) for part in value.values())
    return dict(value) if plain else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _date_state(date: dates.HistoricalDate | None) -> Any:
    if date is None:
        return None
    more = {"calendar": str(date.calendar.value)} if date.calendar != dates.Calendar.GREGORIAN else {}
    more |= {"as_written": date.as_written} if date.as_written else {}
    return {"edtf": date.edtf, **more} if more else date.edtf


def _many_state(field: models.ManyToManyField, row: models.Model) -> list[str]:
    others = getattr(row, field.name).all()
    if field.name == "rests_on":
        return [str(position) for position in sorted(other.position for other in others)]
    return sorted(permanent.shown(other.pk) for other in others)
