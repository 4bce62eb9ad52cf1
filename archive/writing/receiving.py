"""Receiving: a program's JSON as a record's state, and every fault that the desk's forms would find in it.

States hold text, lists and mappings of text (archive.states). Programs may also write whole numbers
for text, and null or "" for what is empty.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from archive.building import Built, Fault, Path, build
from archive.publishing import Publishable
from archive.revisions.canonical import NotCanonical, canonical
from archive.revisions.restoring import STANDING, references
from archive.states import Shape, State
from archive.violations import violations
from sources import permanent

EMPTY = (None, "")


class Refused(Exception):
    """A record cannot become what a program wants; `faults` say why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.reason}" for fault in faults))
        self.faults = faults


def received(value: Any) -> State:
    """Return the state that a program has sent; raises Refused for what no state can hold."""
    if not isinstance(value, dict):
        raise Refused([Fault((), _("this must be a mapping of names to values"))])
    faults = [
        Fault((name,), _("this changes by publishing, returning and withdrawing")) for name in STANDING & {*value}
    ]
    state = _plain(value)
    faults += list(_unstorable(state, ()))
    if faults:
        raise Refused(faults)
    return state


def _plain(value: Any) -> Any:
    """Return numbers as text, and text as the desk's forms take it, without white space around it; leave out what is empty."""
    if isinstance(value, dict):
        parts = {name: _plain(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part not in EMPTY}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value).strip() if is_number or isinstance(value, str) else value


def _unstorable(value: Any, path: Path) -> Iterator[Fault]:
    """Yield the texts that no database takes: with a null character, or half of a character."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _unstorable(name, (*path, name.encode("ascii", "replace").decode()))
            yield from _unstorable(part, (*path, name))
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            yield from _unstorable(part, (*path, number))
    elif isinstance(value, str) and ("\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value)):
        yield Fault(path, _("this text holds a character that cannot be stored"))


def merged(state: State, patch: State) -> State:
    """Return a state with a merge patch applied (RFC 7386): null takes away, lists are replaced whole."""
    result = dict(state)
    for name, part in patch.items():
        if part is None:
            result.pop(name, None)
        elif isinstance(part, dict):
            old = result.get(name)
            result[name] = merged(old if isinstance(old, dict) else {}, part)
        else:
            result[name] = part
    return result


def checked(shape: Shape, pk: str, state: State, present: State, user: Any) -> str:
    """Return a state as the canonical text that can be saved; raises Refused with all that is wrong with it.

    `present` is what the record is now, empty for a new one.
    """
    built = build(shape, pk, state)
    faults = [
        *built.faults,
        *_of_key(state, present),
        *(violations(built, pk) if not built.faults else ()),  # of rows that are there in part they would say too much
        *_of_references(built, pk, present, user),
    ]
    if faults:
        raise Refused(faults)
    try:
        return canonical(state)
    except NotCanonical as error:
        raise Refused([Fault((), str(error))]) from None


def _of_key(state: State, present: State) -> Iterator[Fault]:
    """A cite key is given once and never changes."""
    if present.get("cite_key") and state.get("cite_key") != present["cite_key"]:
        yield Fault(("cite_key",), _("this was given once and never changes"))


def _of_references(built: Built, pk: str, present: State, user: Any) -> Iterator[Fault]:
    """Every record that is named must be there, and one that this curator may see, unless it was named before."""
    known = references(build(built.shape, pk, present)) if present else {}
    for model, keys in references(built).items():
        records = model._default_manager.all()
        records = records.visible_to(user) if issubclass(model, Publishable) else records
        there = {pk, *records.filter(pk__in=keys).values_list("pk", flat=True), *known.get(model, ())}
        for key in keys.keys() - there:
            yield Fault(keys[key], _missing(model, key))


def _missing(model: type[models.Model], key: str) -> str:
    return _("there is no %(kind)s %(id)s") % {"kind": model._meta.verbose_name, "id": permanent.shown(key)}
