"""Changing records as a program asks: created, written anew, deleted; each as its account, with a reason, in the log."""

from typing import Any

from django.db import models

from archive.building import Fault
from archive.publishing import Publishable
from archive.quotations.models import Quotation
from archive.revisions.models import Entry
from archive.revisions.recording import recording
from archive.revisions.restoring import CannotRestore, check_references, put_back
from archive.states import Shape, State, shape_of, state_of, with_children
from archive.writing.receiving import Refused, checked
from archive.writing.representing import split
from sources import permanent


def create(shape: Shape, state: State, user: Any, why: str = "") -> models.Model:
    """Create a record, a draft where it is one to be published; raises Refused."""
    return _put(shape, permanent.new_id(), state, {}, user, why)


def rewrite(record: models.Model, state: State, user: Any, why: str = "") -> models.Model:
    """Give a record this state, but for its standing with the public; raises Refused, with nothing done."""
    shape = shape_of(record)
    present, standing = split(state_of(with_children(shape, type(record)._default_manager.filter(pk=record.pk)).get()))
    kept = {"cite_key": present["cite_key"]} if "cite_key" in present else {}
    return _put(shape, record.pk, kept | state | standing, present, user, why)


def _put(shape: Shape, pk: str, state: State, present: State, user: Any, why: str) -> models.Model:
    wanted = Entry(record_type=shape.name, record_id=pk, state=checked(shape, pk, state, present, user))
    try:
        with recording(by=user, why=why) as recorder:
            recorder.touch_keys(shape.name, [pk])
            seen = _seen(pk)
            record = put_back(wanted, user)
            check_references([wanted])
            _note_who_saw(record, seen, user)
            _check_publication(wanted, record)
    except CannotRestore as error:
        raise Refused(error.faults) from None
    return record


def _check_publication(wanted: Entry, record: models.Model) -> None:
    if isinstance(record, Publishable) and record.is_published and (reasons := record.hindrances()):
        raise CannotRestore(wanted, [Fault((), str(reason)) for reason in reasons])


def _seen(pk: str) -> dict[Any, Any]:
    """Return the days on which witnesses of a quotation were seen, as its rows have them."""
    return dict(Quotation(pk=pk).attestations.values_list("pk", "seen_on"))


def _note_who_saw(record: models.Model, before: dict[Any, Any], user: Any) -> None:
    """Keep who has seen a witness, as the desk's form does."""
    if isinstance(record, Quotation):
        for row in record.attestations.filter(seen_on__isnull=False):
            if before.get(row.pk) != row.seen_on:
                record.attestations.filter(pk=row.pk).update(seen_by=user)


def delete(record: models.Model, user: Any, why: str = "") -> None:
    """Delete a record; raises ProtectedError where another needs it."""
    with recording(by=user, why=why):
        record.delete()
