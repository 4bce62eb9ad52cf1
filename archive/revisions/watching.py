"""Watching the records from outside: every tracked write marks the records that it touches.

`settings.WATCHED_RECORDS` names the models; what lies below them is found from their shapes: child
rows, relations to several others, and rows that other records tell by their place (a speaker's role).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import signals

from archive.revisions.appending import lock
from archive.revisions.recording import open_recording, recording, watched_change
from archive.states import SHAPES, Shape
from sources.changes import rows_written, surround
from sources.models import Record


@dataclass(frozen=True)
class Watched:
    """A model whose rows belong to records: the records' shape, and the column that leads to them."""

    model: type[models.Model]
    shape: Shape
    owner: str  # "pk" for the record itself

    def keys(self, **lookup: Any) -> list[str]:
        """Return the ids of the records to which the rows of a lookup belong now."""
        rows = self.model._base_manager.filter(**lookup).order_by()
        return list(rows.values_list(self.owner, flat=True).distinct())


@dataclass(frozen=True)
class Pointer:
    """A relation of watched rows by which a change of its target may change what their records tell."""

    watched: Watched
    lookup: str

    def keys(self, targets: Iterable[Any]) -> list[str]:
        return self.watched.keys(**{f"{self.lookup}__in": list(targets)})


def watched_shapes() -> Iterator[Shape]:
    """Yield the shapes of the watched records; raises ImproperlyConfigured for a model without one."""
    by_model = {shape.model: shape for shape in SHAPES.values()}
    for name in settings.WATCHED_RECORDS:
        model = apps.get_model(name)
        if model not in by_model:
            raise ImproperlyConfigured(f"WATCHED_RECORDS: {name} has no shape in archive.states.")
        yield by_model[model]


@cache
def watched_models() -> dict[type[models.Model], Watched]:
    """Return each watched model, records and child rows alike."""
    found = {}
    for shape in watched_shapes():
        found[shape.model] = Watched(shape.model, shape, "pk")
        for child in shape.children:
            found[child.model] = Watched(child.model, shape, f"{child.parent}_id")
    return found


@cache
def many_relations() -> dict[type[models.Model], tuple[Watched, models.ManyToManyField]]:
    """Return the tables between watched rows and others, with the rows whose relation it is."""
    return {
        column.remote_field.through: (watched, column)
        for watched in watched_models().values()
        for column in watched.model._meta.many_to_many
    }


@cache
def pointers() -> dict[type[models.Model], list[Pointer]]:
    """Return, by target, the relations through which other records tell of a row that is no record."""
    found = defaultdict(list)
    for watched in watched_models().values():
        for column in watched.model._meta.concrete_fields:
            target = column.related_model
            if target in watched_models() and not issubclass(target, Record):
                found[target].append(Pointer(watched, column.name))
    return found


@cache
def many_pointers() -> dict[type[models.Model], list[Pointer]]:
    """Return, by target, the relations to several others: they go when the target goes, without a signal."""
    found = defaultdict(list)
    for watched, column in many_relations().values():
        found[column.related_model].append(Pointer(watched, column.name))
    return found


def watch() -> None:
    """Connect everything; called once, when the models are there."""
    surround(watched_change)
    for model in watched_models():
        identity = f"revisions {model._meta.label}"
        signals.pre_save.connect(before_saving, model, dispatch_uid=identity)
        signals.post_save.connect(after_saving, model, dispatch_uid=identity)
        signals.pre_delete.connect(before_deleting, model, dispatch_uid=identity)
        signals.post_delete.connect(after_deleting, model, dispatch_uid=identity)
        rows_written.connect(after_writing_many, model, dispatch_uid=identity)
    for through in many_relations():
        signals.m2m_changed.connect(relating, through, dispatch_uid=f"revisions {through._meta.label}")


def touch(watched: Watched, ids: Iterable[str]) -> None:
    """Mark records as touched; outside of any recording they are recorded at once."""
    if opened := open_recording():
        opened.touch_keys(watched.shape.name, ids)
        return
    with recording() as own:
        own.touch_keys(watched.shape.name, ids)


def before_saving(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """A child row may be about to leave its record for another."""
    watched = watched_models()[sender]
    if open_recording() and watched.owner != "pk" and instance.pk and not instance._state.adding:
        touch(watched, watched.keys(pk=instance.pk))


def after_saving(sender: type[models.Model], instance: models.Model, created: bool, **kwargs: Any) -> None:
    watched = watched_models()[sender]
    touch(watched, [getattr(instance, watched.owner)])
    if not created:
        _touch_pointing(pointers(), sender, [instance.pk])


def before_deleting(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Records that point here will point to nothing."""
    if open_recording():
        _touch_pointing(pointers(), sender, [instance.pk])
        _touch_pointing(many_pointers(), sender, [instance.pk])


def after_deleting(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    watched = watched_models()[sender]
    touch(watched, [getattr(instance, watched.owner)])


def after_writing_many(
    sender: type[models.Model], keys: list[Any], rows: list[models.Model] | None = None, **kwargs: Any
) -> None:
    """Rows were written, or are about to be, by one statement."""
    watched = watched_models()[sender]
    if rows is not None:
        touch(watched, [getattr(row, watched.owner) for row in rows])
        _touch_pointing(pointers(), sender, keys)
        return
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        touch(watched, watched.keys(pk__in=some))
        _touch_pointing(pointers(), sender, some)


def _touch_pointing(
    relations: dict[type[models.Model], list[Pointer]], target: type[models.Model], keys: list[Any]
) -> None:
    for pointer in relations.get(target, ()):
        if ids := pointer.keys(keys):
            touch(pointer.watched, ids)


def relating(
    sender: type[models.Model], instance: models.Model, action: str, reverse: bool, pk_set: set[Any] | None, **kw: Any
) -> None:
    """A relation to several others changes, from one end or the other."""
    watched, column = many_relations()[sender]
    if not reverse:
        owners = [instance.pk]
    elif pk_set is not None:
        owners = list(pk_set)
    else:
        owners = _owners_when_clearing(watched, column, instance, action)
    if action.startswith("pre_"):
        lock()
    else:
        touch(watched, watched.keys(pk__in=owners))


def _owners_when_clearing(
    watched: Watched, column: models.ManyToManyField, target: models.Model, action: str
) -> list[Any]:
    """Return the rows whose relation to the target is cleared, which can only be asked before."""
    if action == "pre_clear":
        rows = watched.model._base_manager.filter(**{column.name: target})
        vars(target)["_related_before_clearing"] = list(rows.values_list("pk", flat=True))
    return vars(target)["_related_before_clearing"]
