"""Telling curators what states hold, in words: names of fields, choices, and records by name instead of id."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, Self

from django.contrib.admin.utils import quote
from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.building import Fault
from archive.desk.cells import PRESENT, REFERRING
from archive.publishing import Publishable
from archive.revisions.differing import Difference, Piece, word_by_word
from archive.revisions.models import Entry
from archive.revisions.restoring import CannotRestore
from archive.states import SHAPES, Shape, State
from sources import permanent
from sources.fields import CALENDARS
from sources.models import AgentRole

ID = re.compile(r"(?<![\w-])[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}(?![\w-])")
AT = " @ "  # between the number of a role and whose it is
ARCHIVE_FILES = (".yaml", ".yml")

# What a date's state is made of, and its calendars.
DATE_WORDS = {
    "edtf": "EDTF",
    "calendar": gettext_lazy("calendar"),
    "as_written": gettext_lazy("as written"),
    **dict(CALENDARS),
}


class Teller:
    """Says values to one curator: other records by name, as far as the curator may see them."""

    def __init__(self, shape: Shape, names: Mapping[str, str]) -> None:
        self.shape, self.names = shape, names

    @classmethod
    def to(cls, user: Any, shape: Shape, values: Iterable[Any]) -> Self:
        """Return a teller that knows the names of all records that stand in these values."""
        return cls(shape, names_of(user, ids_in(values)))

    def label(self, path: tuple[Any, ...]) -> str:
        """Return what a path of a state or of a cell is called: “Attestation 2: locator value”."""
        first, *rest = path
        for child in self.shape.children:
            if child.name == first:
                number = f" {_number(rest[0])}" if rest else ""
                row = f"{capfirst(child.model._meta.verbose_name)}{number}"
                return f"{row}: {self._field_label(child, rest[1:])}" if rest[1:] else row
        return capfirst(self._field_label(self.shape, list(path)))

    def _field_label(self, shape: Shape, path: list[Any]) -> str:
        name, *part = path
        label = _label_of(shape, name)
        return f"{label} ({self._said(shape, name, part[0])})" if part else label

    def place(self, path: tuple[Any, ...]) -> tuple[int, int]:
        """Return where a path stands in the form: the fields in their order, then the rows by list."""
        parts = (*self.shape.fields, *self.shape.dates, *self.shape.many, *self.shape.children)
        names = [part.name for part in parts]
        row = path[1] if len(path) > 1 and isinstance(path[1], int) else 0
        return names.index(path[0]) if path[0] in names else len(names), row

    def value(self, path: tuple[Any, ...], value: Any) -> str:
        """Return a value in words, "" for none."""
        if value is None:
            return ""
        shape, rest = self.shape, list(path)
        for child in self.shape.children:
            if child.name == path[0]:
                shape, rest = child, list(path[2:])
        if value == PRESENT and len(rest) > 1:
            return self._said(shape, rest[0], rest[-1])
        if rest and rest[0] == "role" and isinstance(value, tuple):
            value = office(*value)
        if not rest:
            return self._row(shape, value)
        return self._said(shape, rest[0], value)

    def default(self, path: tuple[Any, ...]) -> str:
        """Return in words what a field holds of which a state says nothing, "" where that is nothing."""
        shape, rest = self.shape, list(path)
        for child in self.shape.children:
            if child.name == path[0]:
                shape, rest = child, list(path[2:])
        field = next((field for field in shape.fields if rest == [field.name] and field.flatchoices), None)
        return self._said(shape, field.name, field.get_default()) if field is not None else ""

    def _row(self, shape: Shape, row: Any) -> str:
        """Tell a whole row, as mapping of names or of cells, one value a line; an order as numbers."""
        if not isinstance(row, dict):
            return ", ".join(map(_number, row)) if isinstance(row, list | tuple) else str(row)
        plain = {name[2:] if isinstance(name, tuple) else (name,): value for name, value in row.items()}
        lines = []
        for name, value in plain.items():
            said = self.names.get(name[-1], name[-1]) if value == PRESENT and len(name) > 1 else value
            said = office(*said) if isinstance(said, tuple) else said
            said = office(row["agent"], said) if name == ("role",) and "agent" in row else said
            lines.append(f"{_label_of(shape, name[0])}: {self._said(shape, name[0], said)}")
        return "\n".join(lines)

    def _said(self, shape: Shape, name: str, value: Any) -> str:
        if any(date.name == name for date in shape.dates):
            return _date_said(value)
        if isinstance(value, dict):
            return "\n".join(f"{part}: {text}" for part, text in value.items())
        if name in REFERRING:
            return ", ".join(map(_number, value)) if isinstance(value, list) else _number(value)
        if isinstance(value, list):
            return "\n".join(self.names.get(item, str(item)) for item in value)
        if name == "role" and AT in value:
            value = self.names.get(value) or value.partition(AT)[0]
        choices = dict(next((field.flatchoices for field in shape.fields if field.name == name), ()))
        return str(choices.get(value) or self.names.get(value) or value)


def office(speaker: str, number: str) -> str:
    """Return a speaker's role, which a state has by its number alone, as a teller knows it by name."""
    return f"{number}{AT}{speaker}"


def with_speakers(found: Iterable[Difference], now: State) -> Iterator[Difference]:
    """Yield what differs from a state, with the speakers beside the numbers of their roles."""
    found = list(found)
    spoken = {one.path[:-1]: one for one in found if one.path[-1] == "agent"}
    for one in found:
        if len(one.path) == 3 and (one.path[0], one.path[-1]) == ("attributions", "role"):
            row = now["attributions"][one.path[1] - 1]
            old = getattr(spoken.get(one.path[:-1]), "old", row["agent"])
            yield Difference(one.path, one.old and office(old, one.old), one.new and office(row["agent"], one.new))
        else:
            yield one


def _date_said(value: Any) -> str:
    """Return in words a date, a part of it, or what that part is called."""
    if not isinstance(value, dict):
        return str(DATE_WORDS.get(value, value))
    more = [f"{DATE_WORDS[name]}: {DATE_WORDS.get(text, text)}" for name, text in value.items() if name != "edtf"]
    return "\n".join([value["edtf"], *more])


def _number(token: Any) -> str:
    """Return the number of a row on its own side, from its name in a comparison: “t2” is the other's second."""
    return str(token).lstrip("tm")


def _label_of(shape: Shape, name: str) -> str:
    named = [*shape.fields, *shape.dates, *shape.many]
    return str(next((part.verbose_name for part in named if part.name == name), name))


def ids_in(values: Iterable[Any]) -> set[str]:
    """Return every permanent id that stands in values."""
    found: set[str] = set()
    for value in values:
        found.update(ID.findall(_flat(value)))
    return found


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{_flat(name)} {_flat(part)}" for name, part in value.items())
    return " ".join(map(_flat, value)) if isinstance(value, list | tuple) else str(value)


def names_of(user: Any, shown: set[str]) -> dict[str, str]:
    """Return the names of records by their ids as shown, of those that this user may see; a query for each type.

    With those of people are the titles of their roles, by what `office` makes of them.
    """
    keys = [text.replace("-", "") for text in shown]
    if not keys:
        return {}
    roles = AgentRole.objects.filter(agent__in=keys)
    titles = {office(permanent.shown(role.agent_id), str(role.position)): str(role) for role in roles}
    return {permanent.shown(record.pk): str(record) for record in _records(user, keys)} | titles


def _records(user: Any, keys: list[str]) -> Iterator[models.Model]:
    for shape in SHAPES.values():
        yield from visible(shape, user).filter(pk__in=keys)


def visible(shape: Shape, user: Any) -> models.QuerySet[Any]:
    """Return the records of a type that a curator may see, ready to be named."""
    records = shape.model._default_manager.all()
    records = records.visible_to(user) if issubclass(shape.model, Publishable) else records
    return records.prefetch_related("names") if shape.name == "agent" else records


def desk_address(shape: Shape, page: str, *args: Any) -> str:
    """Return the address of a page of the desk about a type of records, or one of them."""
    options = shape.model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=[quote(arg) for arg in args])


def title_of(shape: Shape, state: State) -> str:
    """Return what a state calls its record, for one that is gone."""
    if names := state.get("names"):
        first = names[0]
        return " ".join(filter(None, (first.get("literal"), first.get("given"), first.get("family"))))
    labels = state.get("labels")
    return next(iter(labels.values())) if labels else state.get("words", state.get("title", ""))[:80]


def faults_told(teller: Teller, faults: Iterable[Fault]) -> list[str]:
    """Return what is wrong, each with the name of the field."""
    return [": ".join(filter(None, (teller.label(fault.path) if fault.path else "", fault.reason))) for fault in faults]


def why_not(error: CannotRestore) -> str:
    """Return in one line why a record cannot become what it was."""
    return "; ".join(faults_told(Teller(error.entry.shape, {}), error.faults))


def marked(was: str, side: str) -> list[Piece]:
    """Return what a text has become, with what is new in it as added; what has replaced nothing is not marked."""
    if not was:
        return [Piece("same", side)]
    return [piece for piece in word_by_word(was, side) if piece.kind != "removed"]


def entry_named(entry: Entry) -> str:
    """Return which entry of which record it is, in the curator's language."""
    kind, shown = entry.shape.model._meta.verbose_name, permanent.shown(entry.record_id)
    return f"{kind} {shown}, {_('entry %s') % entry.sequence}"


def someone(entry: Entry) -> str:
    """Return who made an entry, for people to read; what came with an archive file says its name as the reason."""
    if not entry.by_name and PurePath(entry.why).suffix in ARCHIVE_FILES:
        return _("the archive file %s") % entry.why
    return entry.by_name or _("nobody signed in")
