"""Editions, which are only ever added, and redirections of merged records."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from archive.among import among
from archive.revisions.models import Unchangeable, has_length
from sources import permanent

MOST_STEPS = 100  # of a chain of redirections


def hash_of(content: str) -> str:
    """Return the SHA-256 of an edition's content, as sixty-four hexadecimal digits."""
    return hashlib.sha256(content.encode()).hexdigest()


class EditionQuerySet(models.QuerySet["Edition"]):
    """Questions about many editions; they are asked, never changed."""

    def of(self, *quotation_ids: str) -> Self:
        """The editions of quotations, the oldest first."""
        return self.filter(among("quotation_id", quotation_ids)).order_by("quotation_id", "number")

    def dated(self) -> Self:
        """Only what a list of editions says, without their contents."""
        return self.defer("content")

    def latest_of_each(self, *quotation_ids: str) -> dict[str, "Edition"]:
        """Return the last edition of each of these quotations, by its id, without the contents; one query."""
        own = self.model._default_manager.filter(quotation_id=models.OuterRef("quotation_id")).order_by()
        last = own.values("quotation_id").annotate(last=Max("number")).values("last")
        found = self.of(*quotation_ids).filter(number=models.Subquery(last))
        return {edition.quotation_id: edition for edition in found.dated()}

    def update(self, **kwargs: Any) -> int:
        raise Unchangeable("Editions cannot be changed.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise Unchangeable("Editions cannot be changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Unchangeable("Editions cannot be deleted.")

    delete.queryset_only = True  # type: ignore[attr-defined]


class Edition(models.Model):
    """What the public read of a quotation from a time on: frozen, and whole without any other row.

    The quotation is named by its id alone, since its editions outlive it.
    """

    quotation_id = models.CharField(_("quotation"), max_length=8)
    number = models.PositiveIntegerField(_("edition number"))
    content = models.TextField(_("content"), help_text=_("Canonical JSON, as it was hashed."))
    hash = models.CharField(_("hash"), max_length=64)
    at = models.DateTimeField(_("when"))
    sequence = models.BigIntegerField(_("sequence number"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["quotation_id", "number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["quotation_id", "number"], name="editions_edition_one_number"),
            models.UniqueConstraint(fields=["quotation_id", "sequence"], name="editions_edition_once_in_log"),
            models.CheckConstraint(condition=Q(number__gt=0), name="editions_edition_from_one"),
            models.CheckConstraint(condition=Q(sequence__gt=0), name="editions_edition_is_in_log"),
            models.CheckConstraint(condition=~Q(content=""), name="editions_edition_has_content"),
            has_length("quotation_id", 8, "editions_edition_id_length"),
            has_length("hash", 64, "editions_edition_hash_length"),
        ]

    def __str__(self) -> str:
        return f"{self.shown_id} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Unchangeable("Editions cannot be changed.")
        super().save(*args, **kwargs | {"force_insert": True})

    def get_absolute_url(self) -> str:
        return reverse("edition", args=[self.shown_id, self.number])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Unchangeable("Editions cannot be deleted.")

    @property
    def shown_id(self) -> str:
        """The quotation's permanent id as people read it."""
        return permanent.shown(self.quotation_id)

    @cached_property
    def parsed(self) -> dict[str, Any]:
        """The content as plain data, to be read only."""
        return json.loads(self.content)

    def is_intact(self) -> bool:
        """Return whether the content is still what was hashed."""
        return hash_of(self.content) == self.hash


class Redirection(models.Model):
    """A record that was merged into another of its type, to which its address leads for ever."""

    record_type = models.CharField(_("type of record"), max_length=20)
    old_id = models.CharField(_("old permanent id"), max_length=8)
    new_id = models.CharField(_("new permanent id"), max_length=8)

    class Meta:
        verbose_name = _("redirection")
        verbose_name_plural = _("redirections")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["record_type", "old_id"], name="editions_redirection_one_way"),
            models.CheckConstraint(condition=~Q(old_id=F("new_id")), name="editions_redirection_leads_away"),
            has_length("old_id", 8, "editions_redirection_old_id_length"),
            has_length("new_id", 8, "editions_redirection_new_id_length"),
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {permanent.shown(self.old_id)} → {permanent.shown(self.new_id)}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it; raises ValidationError where following it would lead back to where it begins."""
        if self.old_id in (self.new_id, *steps_from(self.record_type, self.new_id)):
            raise ValidationError(_("This redirection would lead back to itself."))
        super().save(*args, **kwargs)


def steps_from(record_type: str, record_id: str) -> Iterable[str]:
    """Yield the ids to which an id was redirected, one after the other."""
    seen = {record_id}
    while len(seen) < MOST_STEPS:
        found = Redirection.objects.filter(record_type=record_type, old_id=record_id).values_list("new_id", flat=True)
        record_id = found.first() or ""
        if not record_id or record_id in seen:
            return
        seen.add(record_id)
        yield record_id


def survivor_of(record_type: str, record_id: str) -> str:
    """Return the id of the record into which one was merged in the end, "" where it never was."""
    *_before, last = "", *steps_from(record_type, record_id)
    return last
