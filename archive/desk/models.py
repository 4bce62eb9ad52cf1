"""Remarks: what curators say to each other about a record, by itself or with a decision; readers never see them."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.publishing import State
from archive.revisions.appending import Key


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Questions about many remarks."""

    def threads(self, keys: Iterable[Key]) -> dict[Key, list["Remark"]]:
        """Return the remarks on each of these records, the first one first; one query."""
        wanted, threads = set(keys), defaultdict(list)
        for remark in self.filter(record_id__in={pk for _kind, pk in wanted}).order_by("at", "pk"):
            if (remark.record_type, remark.record_id) in wanted:
                threads[remark.record_type, remark.record_id].append(remark)
        return threads


class Remark(models.Model):
    """A comment on a record, or a step towards the public or back with its reason."""

    record_type = models.CharField(_("type of record"), max_length=20)
    record_id = models.CharField(_("permanent id"), max_length=8)
    text = models.TextField(_("comment"), blank=True)
    old_state = models.CharField(max_length=10, choices=State, blank=True)
    new_state = models.CharField(max_length=10, choices=State, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    by_name = models.CharField(_("by"), max_length=150)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["record_id", "at"], name="desk_remark_of_record")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="") | ~models.Q(new_state=""), name="desk_remark_says_something"
            )
        ]

    def __str__(self) -> str:
        return self.text or f"{self.get_old_state_display()} → {self.get_new_state_display()}"
