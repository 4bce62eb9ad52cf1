"""Entries of the log as curators read them: who, when, why, and what was changed, word by word."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from archive.desk.telling import Teller, desk_address, ids_in, names_of, someone, title_of, with_speakers
from archive.publishing import State
from archive.revisions.differing import Difference, Piece, word_by_word
from archive.revisions.log import Step
from archive.revisions.models import Action, Entry
from archive.states import Shape
from sources import permanent


@dataclass(frozen=True)
class Told:
    """One thing that was changed: what it is called, and its old and new words as one run of pieces."""

    label: str
    kind: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Line:
    """An entry with all that a page says of it."""

    entry: Entry
    what: str
    who: str
    shown_id: str
    title: str
    kind: Any
    told: list[Told]
    history: str


def steps_of(entries: Iterable[Entry]) -> list[Step]:
    """Return entries of any records, each beside the one before it of the same record; one query."""
    found = list(entries)
    wanted = [entry.before_sequence for entry in found if entry.before_sequence]
    befores = {entry.sequence: entry for entry in Entry.objects.filter(sequence__in=wanted)}
    return [Step(entry, befores.get(entry.before_sequence)) for entry in found]


def with_before(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Add to each entry the number of the one before it of the same record."""
    earlier = Entry.objects.filter(
        record_type=OuterRef("record_type"), record_id=OuterRef("record_id"), sequence__lt=OuterRef("sequence")
    )
    return entries.annotate(before_sequence=Subquery(earlier.order_by("-sequence").values("sequence")[:1]))


def lines(user: Any, steps: Iterable[Step]) -> list[Line]:
    """Return what a curator reads of the steps; one query for each type of records that they name."""
    found = [(step, list(with_speakers(step.differences, step.entry.parsed))) for step in steps]
    values = [(one.old, one.new) for _step, differences in found for one in differences]
    own = {permanent.shown(pk) for step, _found in found for pk in (step.entry.record_id, step.entry.survivor_id) if pk}
    names = names_of(user, ids_in(values) | own)
    return [_line(step, differences, names) for step, differences in found]


def _line(step: Step, differences: list[Difference], names: dict[str, str]) -> Line:
    entry, shape = step.entry, step.entry.shape
    shown = permanent.shown(entry.record_id)
    return Line(
        entry=entry,
        what=_what(entry, differences, names),
        who=someone(entry),
        shown_id=shown,
        title=names.get(shown) or title_of(shape, entry.parsed),
        kind=shape.model._meta.verbose_name,
        told=told(Teller(shape, names), differences),
        history=desk_address(shape, "history", entry.record_id),
    )


def _what(entry: Entry, differences: list[Difference], names: dict[str, str]) -> str:
    """Return what was done, in the words of the desk's buttons where only the buttons' work was done."""
    if entry.survivor_id:
        survivor = permanent.shown(entry.survivor_id)
        return _("merged into %s") % names.get(survivor, survivor)
    passed = next((one.new or State.DRAFT for one in differences if one.path == ("state",)), "")
    steps = {State.IN_REVIEW: _("submitted for review"), State.DRAFT: _("returned to draft")}
    is_step = entry.action == Action.CHANGED and passed in steps
    return str(steps[State(passed)] if is_step else entry.get_action_display())


def told(teller: Teller, differences: Iterable[Difference]) -> list[Told]:
    """Return differences in words, in the order of the form."""
    return [_told(teller, one) for one in sorted(differences, key=lambda one: teller.place(one.path))]


def _told(teller: Teller, one: Difference) -> Told:
    # A draft says nothing of its state.
    sides = (side or State.DRAFT for side in (one.old, one.new)) if one.path == ("state",) else (one.old, one.new)
    old, new = (teller.value(one.path, side) for side in sides)
    return Told(teller.label(one.path), one.kind, word_by_word(old, new))


def shape_label(shape: Shape) -> str:
    """Return what records of a type are called, as a list of them is."""
    return str(shape.model._meta.verbose_name_plural)
