"""Merging two records into one: values are chosen, rows joined, relations moved; one batch, which can be undone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from archive.desk.combining import FIXED, Combination
from archive.editions.models import Redirection
from archive.publishing import Publishable
from archive.revisions.appending import new_batch
from archive.revisions.canonical import canonical
from archive.revisions.models import Entry
from archive.revisions.recording import recording
from archive.revisions.restoring import check_publishable, check_references, put_back
from archive.states import Shape, State, shape_of, state_of, with_children
from sources.models import Row

MERGEABLE = ("agent", "source", "event", "quotation")


class CannotMerge(Exception):
    """Two records cannot become one; `conflicts` say what has to be settled first."""

    def __init__(self, conflicts: list["Conflict"]) -> None:
        super().__init__("; ".join(conflict.reason for conflict in conflicts))
        self.conflicts = conflicts


@dataclass(frozen=True)
class Conflict:
    """Something that has to be settled before, and the record where it is."""

    reason: str
    record: models.Model | None = None


class Merge:
    """Two records of one type, of which the first is kept and the second goes."""

    def __init__(self, kept: Any, gone: Any) -> None:
        self.kept, self.gone, self.shape = kept, gone, shape_of(kept)

    @cached_property
    def combination(self) -> Combination:
        """Both states as two makings of one record: what only one has is kept, the rest is to be chosen."""
        kept, gone = _state(self.shape, self.kept), _state(self.shape, self.gone)
        gone = {name: value for name, value in gone.items() if name not in FIXED}
        return Combination(self.shape, {}, kept, _without_second_preferred(kept, gone))

    def conflicts(self) -> list[Conflict]:
        """Return what has to be settled before the two can be merged."""
        found = []
        if isinstance(self.kept, Publishable) and self.gone.is_published and not self.kept.is_published:
            found.append(Conflict(_("Readers see the record that would go, and not the one that is kept."), self.kept))
        for name, here, there in _self_relations(self.kept, self.gone):
            found.append(Conflict(_("One names the other: %s.") % name, here if there else self.gone))
        for relation in _relations(self.kept, self.shape):
            found += [Conflict(_("It names both."), row) for row in _doubled(relation, self.kept, self.gone)]
        return found

    def apply(self, choices: Mapping[str, str], by: Any = None, why: str = "") -> str:
        """Merge the two and return the batch; raises CannotMerge, Undecided, or CannotRestore for what cannot be."""
        if conflicts := self.conflicts():
            raise CannotMerge(conflicts)
        state, keys = self.combination.state(choices), self.combination.keys(choices, *self._keys())
        batch = new_batch()
        with transaction.atomic(), recording(by=by, why=why, batch=batch) as recorder:
            recorder.touch(self.kept)
            recorder.merge(self.gone, self.kept)
            self._move_relations()
            seen = self._witnesses()
            self._take_away(keys)
            wanted = Entry(record_type=self.shape.name, record_id=self.kept.pk, state=canonical(state))
            record = put_back(wanted, by, keys=keys)
            self._keep_witnesses(seen)
            check_references([wanted])
            check_publishable(wanted, record)
            Redirection.objects.create(record_type=self.shape.name, old_id=self.gone.pk, new_id=self.kept.pk)
        return batch

    def _keys(self) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
        """Return the keys of the child rows of both records, in order."""
        return tuple(
            {child.name: [row.pk for row in getattr(record, child.name).all()] for child in self.shape.children}
            for record in (self.kept, self.gone)
        )

    def _move_relations(self) -> None:
        """Let everything that names the record which goes name the one that is kept."""
        for relation in _relations(self.kept, self.shape):
            relation.related_model._default_manager.filter(**{relation.field.name: self.gone}).update(
                **{relation.field.name: self.kept}
            )
        for relation in self.kept._meta.related_objects:
            if relation.many_to_many:
                for row in relation.related_model._default_manager.filter(**{relation.field.name: self.gone}):
                    getattr(row, relation.field.name).add(self.kept)
                    getattr(row, relation.field.name).remove(self.gone)

    def _witnesses(self) -> dict[Any, Any]:
        """Return who has seen each witness of the record that goes, which no state says."""
        rows = getattr(self.gone, "attestations", None) if self.shape.name == "quotation" else None
        return dict(rows.values_list("pk", "seen_by")) if rows else {}

    def _keep_witnesses(self, seen: Mapping[Any, Any]) -> None:
        for key, user in seen.items():
            if user is not None:
                self.kept.attestations.filter(pk=key, seen_by=None, seen_on__isnull=False).update(seen_by=user)

    def _take_away(self, keys: Mapping[str, list[Any]]) -> None:
        """Delete the record that goes; those of its rows that come to the other keep their keys, and who names them."""
        kept_keys, gone_keys = self._keys()
        for child in self.shape.children:
            for token, key in zip(self.combination.orders[2][child.name], gone_keys[child.name], strict=True):
                if key not in keys[child.name]:
                    twin = dict(zip(self.combination.orders[1][child.name], kept_keys[child.name], strict=True)).get(
                        token
                    )
                    _name_instead(child.model, key, twin)
            for column in child.many:
                through = column.remote_field.through._base_manager
                _delete(through.filter(**{f"{column.m2m_field_name()}__in": gone_keys[child.name]}))
            _delete(child.model._base_manager.filter(pk__in=gone_keys[child.name]))
        # The instance keeps its id, for the page that says why in the end it cannot be.
        type(self.gone)._default_manager.filter(pk=self.gone.pk).delete()


def _delete(rows: models.QuerySet[Any]) -> None:
    """Delete rows alone: what still points to them is looked at when the transaction ends."""
    rows._raw_delete(rows.db)


def _name_instead(model: type[models.Model], old: Any, new: Any) -> None:
    """Let what names a row that goes, as a speaker's role, name its twin."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.one_to_many and issubclass(relation.related_model, Row):
            pointing = relation.related_model._default_manager.filter(**{relation.field.name: old})
            pointing.update(**{relation.field.name: new})


def _state(shape: Shape, record: Any) -> State:
    return state_of(with_children(shape, shape.model._default_manager.filter(pk=record.pk)).get())


def _without_second_preferred(kept: State, gone: State) -> State:
    """Make names variants where the kept record has a preferred one in their language."""
    taken = {row.get("language") for row in kept.get("names", []) if "use" not in row}
    if not taken or "names" not in gone:
        return gone
    same = kept["names"]
    names = [
        row if row in same or "use" in row or row.get("language") not in taken else row | {"use": "variant"}
        for row in gone["names"]
    ]
    return gone | {"names": names}


def _relations(record: models.Model, shape: Shape) -> Iterator[Any]:
    """Yield the relations by which rows that are not the record's own name it."""
    own = {child.model: child.parent for child in shape.children}
    for relation in type(record)._meta.related_objects:
        if relation.one_to_many and own.get(relation.related_model) != relation.field.name:
            yield relation


def _self_relations(kept: Any, gone: Any) -> Iterator[tuple[str, Any, bool]]:
    for column in kept._meta.concrete_fields:
        if column.related_model is type(kept):
            if getattr(kept, column.attname) == gone.pk:
                yield str(column.verbose_name), kept, True
            if getattr(gone, column.attname) == kept.pk:
                yield str(column.verbose_name), gone, False


def _doubled(relation: Any, kept: Any, gone: Any) -> Iterator[models.Model]:
    """Yield the records with a row for each of the two where there may be but one."""
    model, name = relation.related_model, relation.field.name
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and name in constraint.fields:
            others = {field: OuterRef(field) for field in constraint.fields if field != name}
            twins = model._default_manager.filter(**{name: kept}, **others)
            yield from model._default_manager.filter(Exists(twins), **{name: gone})
