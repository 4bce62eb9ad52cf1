"""Restoring: bringing records, also deleted ones, back to what the log says they were."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.building import Built, Fault, as_faults, build
from archive.publishing import Publishable
from archive.publishing import State as Standing
from archive.revisions.appending import lock
from archive.revisions.models import Action, Entry
from archive.revisions.recording import recording
from archive.saving import NoSuchRow, save_below
from archive.states import Shape, State, row_state, state_of
from archive.violations import violations
from sources import permanent
from sources.models import Record, Row

# What a state says of a record's standing with the public.
STANDING = {"state", "withdrawn_because", "successor"}
# The keys that child rows are to have, in order, by the name of their list; None for a fresh one.
Keys = Mapping[str, Sequence[Any]]


class CannotRestore(Exception):
    """A record cannot become what it was; `faults` say why, and nothing was changed."""

    def __init__(self, entry: Entry, faults: list[Fault]) -> None:
        super().__init__("; ".join(": ".join(filter(None, (fault.field, fault.reason))) for fault in faults))
        self.entry, self.faults = entry, faults


def restore(entry: Entry, by: Any = None, why: str = "", *, with_standing: bool = False) -> Record:
    """Bring a record back to the state that an entry holds, child rows and all; raises CannotRestore.

    Its standing with the public (draft, published ...) stays as it is, and a record that is gone comes
    back as a draft, unless `with_standing` is set: restoring words must not publish them.
    """
    with recording(by=by, why=why) as recorder:
        lock()
        recorder.touch_keys(entry.record_type, [entry.record_id], Action.RESTORED)
        if faults := _dangling(entry):  # said first: who is gone has no roles, either
            raise CannotRestore(entry, faults)
        record = put_back(entry, by, with_standing=with_standing)
        check_references([entry])
        check_publishable(entry, record)
    return record


def put_back(entry: Entry, by: Any = None, *, with_standing: bool = True, keys: Keys | None = None) -> Record:
    """Write the state of an entry over the record's rows; references to other records are not looked at yet.

    Child rows keep the keys of those that they equal, unless `keys` says which they are to have.
    """
    shape = entry.shape
    present = shape.model._default_manager.filter(pk=entry.record_id).first()
    built = build(shape, entry.record_id, _wanted(entry.parsed, present, with_standing))
    if built.faults:
        raise CannotRestore(entry, built.faults)
    try:
        with transaction.atomic():
            _save_record(built, present, by)
            _replace_children(built, keys)
    except NoSuchRow as error:
        raise CannotRestore(entry, [error.fault]) from None
    except IntegrityError as error:
        faults = list(violations(built, entry.record_id)) or [Fault((), " ".join(str(error).split()))]
        raise CannotRestore(entry, faults) from None
    return built.record


def _wanted(state: State, present: Any, with_standing: bool) -> State:
    if with_standing:
        return state
    kept = {name: value for name, value in state.items() if name not in STANDING}
    now = state_of(present) if present else {}
    return kept | {name: value for name, value in now.items() if name in STANDING}


def _save_record(built: Built, present: Any, by: Any) -> None:
    """Save the record's own row; what is no part of its state, as who made it and when, stays as it is."""
    record = built.record
    if present:
        told = {column.name for column in built.shape.fields}
        told |= {column.name for date in built.shape.dates for column in _columns(date.name, record)}
        for column in record._meta.concrete_fields:
            if column.name not in told:
                setattr(record, column.attname, getattr(present, column.attname))
        record._state.adding = False
    _stamp(record, present, by)
    record.save(force_insert=not present)


def _columns(date: str, record: models.Model) -> list[models.Field]:
    return [column for column in record._meta.concrete_fields if column.name.startswith(f"{date}_")]


def _stamp(record: Any, present: Any, by: Any) -> None:
    """Note who brought it back, and since when it stands with the public as it does."""
    record.changed_by = by
    if not present:
        record.created_by = by
    if isinstance(record, Publishable) and record.state != getattr(present, "state", Standing.DRAFT):
        record.state_at, record.state_by = timezone.now(), by


def _replace_children(built: Built, keys: Keys | None = None) -> None:
    """Put the built child rows in the place of those that are there.

    Rows are taken away without following what points to them, and those that come back keep their
    keys, so that for instance a speaker's role is still the same role to the quotations that name it.
    """
    for shape in built.shape.children:
        rows = [row for child, row in built.children if child is shape]
        old = list(_rows(shape, built.record))
        if keys is None:
            _keep_keys(shape, old, rows)
        else:
            _give_keys(rows, keys.get(shape.name, ()))
        _keep_witnesses(old, rows)
        for column in shape.many:
            _take_away(column.remote_field.through, column.m2m_field_name(), old)
        _let_go(shape.model, {row.pk for row in old} - {row.pk for row in rows})
        _take_away(shape.model, "pk", old)
    for column in built.shape.many:
        _take_away(column.remote_field.through, column.m2m_field_name(), [built.record])
    save_below([built])


def _rows(shape: Shape, record: models.Model) -> models.QuerySet[Any]:
    return shape.model._default_manager.filter(**{shape.parent: record}).prefetch_related(
        *(column.name for column in shape.many)
    )


def _keep_keys(shape: Shape, old: list[Any], new: list[Any]) -> None:
    """Give each new row the key of an old one: of its equal, else of the one in its place."""
    free = list(old)
    for row in new:
        _take_key(row, free, [other for other in free if row_state(shape, other) == row_state(shape, row)])
    for row in new:
        if row.pk is None and shape.is_ordered:
            _take_key(row, free, [other for other in free if other.position == row.position])


def _give_keys(rows: list[Any], keys: Sequence[Any]) -> None:
    for row, key in zip(rows, keys, strict=False):
        row.pk = key


def _keep_witnesses(old: list[Any], new: list[Any]) -> None:
    """Keep who has seen a witness, which is no part of a state, where the day is the same."""
    before = {row.pk: row for row in old}
    for row in new:
        seen = getattr(before.get(row.pk), "seen_on", None)
        if seen and row.seen_on == seen:
            row.seen_by_id = before[row.pk].seen_by_id


def _take_key(row: Any, free: list[Any], candidates: list[Any]) -> None:
    if candidates:
        row.pk = candidates[0].pk
        free.remove(candidates[0])


def _take_away(model: type[models.Model], column: str, owners: list[Any]) -> None:
    """Delete rows alone: what still points to them is looked at when the transaction ends."""
    rows = model._base_manager.filter(**{f"{column}__in": [owner.pk for owner in owners]})
    rows._raw_delete(rows.db)


def _let_go(model: type[models.Model], keys: Iterable[Any]) -> None:
    """Empty the relations of other records to rows that do not come back."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.one_to_many and issubclass(relation.related_model, Row) and relation.field.null:
            pointing = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": list(keys)})
            pointing.update(**{relation.field.name: None})


def check_references(entries: list[Entry]) -> None:
    """Raise CannotRestore for the first entry whose state names a record that is not there."""
    for entry in entries:
        if faults := _dangling(entry) or _unsound(entry):
            raise CannotRestore(entry, faults)


def check_publishable(entry: Entry, record: Any) -> None:
    """Raise CannotRestore for a public record that could not be published as it is now."""
    if isinstance(record, Publishable) and record.is_published and (reasons := record.hindrances()):
        raise CannotRestore(entry, [Fault((), str(reason)) for reason in reasons])


def _dangling(entry: Entry) -> list[Fault]:
    """Return a fault for each reference of the record's rows to another record that is not there."""
    named = references(build(entry.shape, entry.record_id, entry.parsed))
    named[entry.shape.model].pop(entry.record_id, None)
    return [fault for model, keys in named.items() for fault in _missing(model, keys)]


def references(built: Built) -> dict[type[models.Model], dict[str, tuple[str | int, ...]]]:
    """Return the keys of all records that a built one names, by their model, each with the place of its name."""
    named: dict[type[models.Model], dict[str, tuple[str | int, ...]]] = defaultdict(dict)
    for path, row in [((), built.record), *built.placed_children()]:
        for column in row._meta.concrete_fields:
            key = getattr(row, column.attname)
            if key and column.related_model and issubclass(column.related_model, Record):
                named[column.related_model].setdefault(key, (*path, column.name))
    for column, _row, keys in built.many:
        if issubclass(column.related_model, Record):
            named[column.related_model] |= dict.fromkeys(keys, (column.name,))
    return named


def _missing(model: type[models.Model], named: dict[str, tuple[str | int, ...]]) -> list[Fault]:
    there = set(model._default_manager.filter(pk__in=named).values_list("pk", flat=True))
    kind = model._meta.verbose_name
    return [
        Fault(path, _("there is no %(kind)s %(id)s any more") % {"kind": kind, "id": permanent.shown(key)})
        for key, path in named.items()
        if key not in there
    ]


def _unsound(entry: Entry) -> list[Fault]:
    """Return what the record itself has to say, as that it would be a part of itself."""
    record = entry.record()
    try:
        if record is not None:
            record.clean()
    except ValidationError as error:
        return list(as_faults(error, ()))
    return []
