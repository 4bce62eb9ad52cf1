"""Replaying a form: what it would have made of the record as it was when the form was opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.admin.utils import quote
from django.db import transaction
from django.forms.formsets import all_valid
from django.http import HttpRequest, HttpResponse

from archive.building import build
from archive.revisions.models import Entry
from archive.revisions.restoring import put_back
from archive.states import Shape, State, state_of, with_children


class _Undo(Exception):
    """Ends a transaction that shall leave nothing."""


@contextmanager
def undone() -> Iterator[None]:
    """Undo within the transaction whatever is written here."""
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        pass


@contextmanager
def as_it_was(entry: Entry, request: HttpRequest) -> Iterator[None]:
    """Have the record be for a while as an entry says, its rows with the keys that the form posts."""
    with undone():
        _make_room(entry)
        put_back(entry, request.user, keys=posted_keys(entry.shape, request))
        yield


def _make_room(entry: Entry) -> None:
    """Take away the rows of other records that have come to hold what only one may hold, as an identifier."""
    built = build(entry.shape, entry.record_id, entry.parsed)
    for shape, row in built.children:
        for fields in _unique_in_all(shape):
            same = shape.model._base_manager.filter(**{name: getattr(row, name) for name in fields})
            taken = same.exclude(**{shape.parent: entry.record_id})
            taken._raw_delete(taken.db)


def _unique_in_all(shape: Shape) -> list[tuple[str, ...]]:
    """Return the fields whose values only one row may have, whatever its record."""
    return [
        tuple(found.fields) for found in shape.model._meta.total_unique_constraints if shape.parent not in found.fields
    ]


def posted_keys(shape: Shape, request: HttpRequest) -> dict[str, list[Any]]:
    """Return the keys of the rows that a form was opened with, in order, by the name of their list."""
    found: dict[str, list[Any]] = {}
    for child in shape.children:
        keys: list[Any] = []
        while (posted := request.POST.get(f"{child.name}-{len(keys)}-id", "")).isdecimal():
            keys.append(int(posted))
        found[child.name] = keys
    return found


def filled_in(admin: Any, request: HttpRequest, record: Any) -> State | HttpResponse:
    """Save what a form posts over a record and return its state; or return the form's page where it has errors."""
    form = admin.get_form(request, record, change=True)(request.POST, request.FILES, instance=record)
    valid = form.is_valid()
    changed = admin.save_form(request, form, change=True) if valid else form.instance
    formsets, _inlines = admin._create_formsets(request, changed, change=True)
    if not all_valid(formsets) or not valid:
        page = admin.shown_with_errors(request, quote(record.pk))
        return page.render() if hasattr(page, "render") else page
    admin.save_model(request, changed, form, change=True)
    admin.save_related(request, form, formsets, change=True)
    return state_of(with_children(admin.shape, admin.model._default_manager.filter(pk=record.pk)).get())
