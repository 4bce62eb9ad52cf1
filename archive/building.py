"""Building records from their states: every problem is found and named, none stops the rest."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from archive.states import Shape, State, columns_state
from sources import dates, permanent
from sources.complaints import Complaint
from sources.fields import HistoricalDateColumns
from sources.telling import told

# Where a value stands in a state: ("names", 2, "literal") is the literal of the second name.
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong with one value of a state."""

    path: Path
    reason: str

    @property
    def field(self) -> str:
        return ".".join(str(part) for part in self.path)


@dataclass
class Built:
    """A record that is not saved yet, with its child rows and its relations to several others."""

    shape: Shape
    record: models.Model
    children: list[tuple[Shape, models.Model]] = field(default_factory=list)
    many: list[tuple[models.ManyToManyField, models.Model, list[str]]] = field(default_factory=list)
    roles: list[tuple[models.Model, int]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def state(self) -> State:
        """Return the state as `archive.states` would tell it, once the record is saved; asks the database nothing."""
        state = columns_state(self.shape, self.record) | self._relations(self.record)
        for shape, row in sorted(self.children, key=_place):
            state.setdefault(shape.name, []).append(columns_state(shape, row) | self._relations(row))
        return state

    def placed_children(self) -> Iterator[tuple[Path, models.Model]]:
        """Yield each child row with its place, as ("names", 2)."""
        counts: Counter[str] = Counter()
        for shape, row in self.children:
            counts[shape.name] += 1
            yield (shape.name, counts[shape.name]), row

    def _relations(self, row: models.Model) -> State:
        many = {column.name: _shown(column, keys) for column, owner, keys in self.many if owner is row and keys}
        roles = [str(number) for owner, number in self.roles if owner is row]
        return many | ({"role": roles[0]} if roles else {})


def _place(child: tuple[Shape, models.Model]) -> tuple[str, ...]:
    """Return what child rows are sorted by that have no place of their own; the others stay as they are."""
    shape, row = child
    return tuple(str(getattr(row, name)) for name in shape.sorted_by)


def _shown(column: models.ManyToManyField, keys: list[str]) -> list[str]:
    once = set(keys)
    return sorted(once, key=int) if column.name == "rests_on" else sorted(map(permanent.shown, once))


Setter = Callable[[Built, Any, models.Model, Any], None]


class _Wrong(Exception):
    """A value that cannot be read; the message says why."""


def build(shape: Shape, pk: str, state: State) -> Built:
    """Return the record that a state describes, with every fault that its values have."""
    built = Built(shape, shape.model(pk=pk))
    _fill(built, shape, built.record, state, ())
    for child in shape.children:
        rows = state.get(child.name, [])
        if not isinstance(rows, list):
            built.faults.append(Fault((child.name,), _("this must be a list")))
            continue
        for number, row in enumerate(rows, start=1):
            _add_child(built, child, number, row)
    _check(built, built.record, ())
    return built


def _add_child(built: Built, shape: Shape, number: int, state: Any) -> None:
    path: Path = (shape.name, number)
    if not isinstance(state, dict):
        built.faults.append(Fault(path, _("this must be a mapping of names to values")))
        return
    row = shape.model(**{shape.parent: built.record})
    if shape.is_ordered:
        row.position = number
    _fill(built, shape, row, state, path)
    built.children.append((shape, row))
    _check(built, row, path)


def _fill(built: Built, shape: Shape, row: models.Model, state: State, path: Path) -> None:
    """Set every value of the state on the row; what cannot be read becomes a fault."""
    known = shape.known
    for name in state.keys() - known:
        names = ", ".join(sorted(known))
        built.faults.append(Fault((*path, name), _("there is no such field; known are: %s") % names))
    # The shape's own order: the speaker is known before the number of the speaker's role is read.
    for setter, columns in ((_set_field, shape.fields), (_set_date, shape.dates), (_set_many, shape.many)):
        for column in columns:
            if column.name in state:
                _try(built, setter, column, row, state[column.name], path)


def _try(built: Built, setter: Setter, column: Any, row: models.Model, value: Any, path: Path) -> None:
    try:
        setter(built, column, row, value)
    except _Wrong as error:
        built.faults.append(Fault((*path, column.name), str(error)))
    except Complaint as error:
        built.faults.append(Fault((*path, column.name), told(error)))
    except ValidationError as error:
        built.faults.append(Fault((*path, column.name), " ".join(error.messages)))


def _set_field(built: Built, column: models.Field, row: models.Model, value: Any) -> None:
    if isinstance(column, models.JSONField):
        setattr(row, column.name, _json(value))
        return
    if not isinstance(value, str):
        raise _Wrong(_("this must be one value, not a list or mapping"))
    if column.name == "role" and column.remote_field:
        built.roles.append((row, _number(value)))
    elif column.remote_field:
        setattr(row, column.attname, permanent.normalised(value))
    else:
        setattr(row, column.name, column.to_python(value))


def _number(value: str) -> int:
    if not value.isdecimal():
        raise _Wrong(_("this must be a number: the place in the speaker's list of roles"))
    return int(value)


def _json(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise _Wrong(_("this is neither a mapping nor JSON")) from None


def _set_date(built: Built, column: HistoricalDateColumns, row: models.Model, value: Any) -> None:
    parts = {"edtf": value} if isinstance(value, str) else value
    if not isinstance(parts, dict) or parts.keys() - {"edtf", "calendar", "as_written"} or "edtf" not in parts:
        raise _Wrong(_("a date is EDTF, or a mapping of edtf, calendar and as_written"))
    if not all(isinstance(part, str) for part in parts.values()):
        raise _Wrong(_("the parts of a date are text"))
    calendar = parts.get("calendar", dates.Calendar.GREGORIAN.value)
    if calendar not in list(dates.Calendar):
        raise _Wrong(_("there is no such calendar; known are: %s") % ", ".join(dates.Calendar))
    setattr(row, column.name, dates.parse(parts["edtf"], calendar, parts.get("as_written", "")))


def _set_many(built: Built, column: models.ManyToManyField, row: models.Model, value: Any) -> None:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _Wrong(_("this must be a list of values"))
    keys = value if column.name == "rests_on" else [permanent.normalised(item) for item in value]
    built.many.append((column, row, keys))


def _check(built: Built, row: models.Model, path: Path) -> None:
    """Complete the row and ask its fields, without asking the database; of what could not be read nothing more is said."""
    columns = row._meta.concrete_fields
    unread = {fault.path for fault in built.faults}
    apart = {column.name for column in columns if column.remote_field or (*path, column.name) in unread}
    complete = getattr(row, "complete", None)
    if complete and all(_is_chosen(row, column) for column in columns if column.choices):
        complete()
    elif complete:  # what follows from a choice that is none cannot be told
        apart |= {column.name for column in columns if not column.editable}
    for ask in (partial(row.clean_fields, exclude=apart), getattr(row, "clean_values", lambda: None)):
        try:
            ask()
        except ValidationError as error:
            told = {fault.path for fault in built.faults}
            built.faults.extend(fault for fault in as_faults(error, path) if fault.path not in told)


def _is_chosen(row: models.Model, column: models.Field) -> bool:
    value = getattr(row, column.name)
    return value in column.empty_values or any(value == known for known, _label in column.flatchoices)


def as_faults(error: ValidationError, path: Path) -> Iterator[Fault]:
    """Yield the messages of a validation error as faults of the values below `path`."""
    if hasattr(error, "error_dict"):
        for name, messages in error.message_dict.items():
            yield Fault((*path, name) if name != "__all__" else path, " ".join(messages))
    else:
        yield Fault(path, " ".join(error.messages))
