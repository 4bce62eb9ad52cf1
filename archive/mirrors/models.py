"""Presence: whether the public sees a record, and the last change of what it sees of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.revisions.models import has_length
from sources import permanent


class Presence(models.Model):
    """One record that is or once was public: whether it is so now, and since which entry of the log it reads as it does.

    A record that was never public has none, so that nobody learns of a draft.
    """

    record_type = models.CharField(_("type of record"), max_length=20)
    record_id = models.CharField(_("permanent id"), max_length=8)
    is_public = models.BooleanField(_("public"))
    sequence = models.BigIntegerField(_("sequence number"))
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        default_permissions = ()
        indexes = [models.Index(fields=["sequence", "id"], name="mirrors_presence_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id"], name="mirrors_presence_once"),
            models.CheckConstraint(condition=Q(sequence__gte=0), name="mirrors_presence_from_zero"),
            has_length("record_id", 8, "mirrors_presence_id_length"),
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {permanent.shown(self.record_id)} {'public' if self.is_public else 'gone'}"
