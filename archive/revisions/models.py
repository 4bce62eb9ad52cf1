"""The log's entries, which are only ever added, and its head."""

import json
from typing import Any, Self

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from archive.among import among
from archive.revisions.canonical import START, entry_hash
from archive.states import SHAPES, Shape, State
from sources import permanent
from sources.models.records import choice_constraint


class Unchangeable(TypeError):
    """An entry of the log was to be changed or deleted."""


class Action(models.TextChoices):
    """What was done to a record."""

    CREATED = "created", _("created")
    CHANGED = "changed", _("changed")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    MERGED = "merged", _("merged")
    DELETED = "deleted", _("deleted")
    RESTORED = "restored", _("restored")


# After these the record is no longer there.
GONE = (Action.DELETED, Action.MERGED)


def has_length(column: str, length: int, name: str) -> models.CheckConstraint:
    """Return the constraint that a text has just so many characters."""
    return models.CheckConstraint(condition=Exact(Length(column), length), name=name)


class EntryQuerySet(models.QuerySet["Entry"]):
    """Questions about many entries; they are asked, never changed."""

    def of(self, record_type: str, *record_ids: str) -> Self:
        """The entries of records of one type."""
        return self.filter(among("record_id", record_ids), record_type=record_type)

    def last_of_each(self) -> Self:
        """Of these entries, the last one of each record."""
        lasts = self.order_by().values("record_type", "record_id").annotate(last=Max("sequence"))
        return self.model._default_manager.filter(sequence__in=lasts.values("last"))

    def update(self, **kwargs: Any) -> int:
        raise Unchangeable("The log's entries cannot be changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Unchangeable("The log's entries cannot be deleted.")

    delete.queryset_only = True  # type: ignore[attr-defined]


class Entry(models.Model):
    """One change of one record: its whole state afterwards (before it, where it was deleted), by whom, when and why."""

    sequence = models.BigIntegerField(_("sequence number"), primary_key=True)
    record_type = models.CharField(_("type of record"), max_length=20)
    record_id = models.CharField(_("permanent id"), max_length=8, validators=[MinLengthValidator(8)])
    action = models.CharField(_("action"), max_length=10, choices=Action)
    state = models.TextField(_("state"), help_text=_("Canonical JSON, as it was hashed."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    by_key = models.BigIntegerField(null=True)  # stays, and is hashed, when the account goes
    by_name = models.CharField(_("by"), max_length=150, blank=True)
    at = models.DateTimeField(_("when"), db_index=True)
    why = models.TextField(_("why"), blank=True)
    batch = models.CharField(_("batch"), max_length=8, blank=True, db_index=True)
    # The record into which this one was merged; null where it was not, and in entries from before this was kept.
    survivor_id = models.CharField(_("merged into"), max_length=8, null=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    # The record's entry before, with its action and state, as it was read to write this one; no column.
    before: "Entry | None" = None

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ["sequence"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["record_type", "record_id", "sequence"], name="revisions_entry_of_record")]
        constraints = [
            choice_constraint("action", Action),
            models.CheckConstraint(condition=Q(sequence__gt=0), name="revisions_entry_from_one"),
            models.CheckConstraint(condition=~Q(record_type=""), name="revisions_entry_has_type"),
            has_length("record_id", 8, "revisions_entry_id_length"),
            has_length("hash", 64, "revisions_entry_hash_length"),
            has_length("previous_hash", 64, "revisions_entry_previous_hash_length"),
            models.UniqueConstraint(fields=["previous_hash"], name="revisions_entry_one_chain"),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | Q(by_key__isnull=False), name="revisions_entry_by_is_kept"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}. {self.record_type} {permanent.shown(self.record_id)} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Unchangeable("The log's entries cannot be changed.")
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Unchangeable("The log's entries cannot be deleted.")

    @property
    def shape(self) -> Shape:
        """The shape of the record's type."""
        return SHAPES[self.record_type]

    @property
    def parsed(self) -> State:
        """The state as plain data."""
        return json.loads(self.state)

    @property
    def leaves_record(self) -> bool:
        """True where the record was there after this entry."""
        return self.action not in GONE

    def computed_hash(self) -> str:
        """Return the hash that follows from what the entry says."""
        return entry_hash(
            sequence=self.sequence,
            record_type=self.record_type,
            record_id=self.record_id,
            action=self.action,
            state=self.state,
            by_key=self.by_key,
            by_name=self.by_name,
            at=self.at,
            why=self.why,
            batch=self.batch,
            survivor=self.survivor_id,
            previous=self.previous_hash,
        )

    def previous_of_record(self) -> "Entry | None":
        """Return the entry before this one of the same record."""
        earlier = Entry.objects.of(self.record_type, self.record_id).filter(sequence__lt=self.sequence)
        return earlier.order_by("-sequence").first()

    def record(self) -> models.Model | None:
        """Return the record as it is now; None where it is gone."""
        return self.shape.model._default_manager.filter(pk=self.record_id).first()


class Head(models.Model):
    """Where the log ends: one row, written with the last entry."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=START)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="revisions_head_only_one"),
            models.CheckConstraint(condition=Q(sequence__gte=0), name="revisions_head_from_zero"),
            has_length("hash", 64, "revisions_head_hash_length"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash}"
