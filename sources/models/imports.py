"""Imports: a file that was read, what was found in it, and what the curator decides about each entry."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources import permanent
from sources.fields import ReadableJSON
from sources.models.records import choice_constraint


class ImportKind(models.TextChoices):
    """What the entries of a file become."""

    SOURCES = "sources", _("sources")
    QUOTATIONS = "quotations", _("quotations")


class ImportState(models.TextChoices):
    """Where an import stands."""

    READING = "reading", _("being read")
    PLANNED = "planned", _("planned")
    APPLIED = "applied", _("applied")
    UNDONE = "undone", _("undone")


class Status(models.TextChoices):
    """What an entry is to the archive."""

    NEW = "new", _("new")
    KNOWN = "known", _("known")
    DOUBTFUL = "doubtful", _("doubtful")
    REFUSED = "refused", _("refused")
    UNREADABLE = "unreadable", _("unreadable")


class Decision(models.TextChoices):
    """What is done with an entry."""

    UNDECIDED = "", _("not decided")
    SKIP = "skip", _("leave out")
    NEW = "new", _("take as new")
    UPDATE = "update", _("update the known one")
    SAME = "same", _("the same as that one")


# What a curator may decide; what needs a record that is there is offered only where one was found.
CHOICES = {
    Status.NEW: (Decision.NEW, Decision.SKIP),
    Status.KNOWN: (Decision.SKIP, Decision.UPDATE, Decision.NEW),
    Status.DOUBTFUL: (Decision.UNDECIDED, Decision.SKIP, Decision.NEW, Decision.SAME, Decision.UPDATE),
    Status.REFUSED: (Decision.SKIP,),
    Status.UNREADABLE: (Decision.SKIP,),
}
# What is done unless the curator says otherwise: nothing that changes or doubles a record.
FIRST = {status: choices[0] for status, choices in CHOICES.items()}


class ImportBatch(models.Model):
    """One file that is imported: its plan, and later what became of it. Its id is that of the log's batch."""

    id = models.CharField(max_length=8, primary_key=True, default=permanent.new_id, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=ImportKind, default=ImportKind.SOURCES)
    file_name = models.CharField(_("file"), max_length=255)
    format = models.CharField(_("format"), max_length=20)
    state = models.CharField(_("state"), max_length=8, choices=ImportState, default=ImportState.READING)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    planned_at = models.DateTimeField(_("planned"), null=True)
    applied_at = models.DateTimeField(_("applied"), null=True)
    undone_at = models.DateTimeField(_("undone"), null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-made_at", "pk"]
        default_permissions = ("add", "view")
        constraints = [choice_constraint("kind", ImportKind), choice_constraint("state", ImportState)]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"

    @property
    def shown_id(self) -> str:
        """The id as people read it."""
        return permanent.shown(self.pk)

    def counts(self) -> dict[str, int]:
        """Return how many entries there are of each status, in order."""
        rows = self.entries.order_by().values_list("status").annotate(models.Count("pk"))
        return {status.value: count for status in Status if (count := dict(rows).get(status.value, 0))}

    def possible(self, status: str) -> list[Decision]:
        """Return what may be decided about entries of a status; a quotation is never changed by an import."""
        choices = CHOICES.get(status, ())
        return [choice for choice in choices if self.kind == ImportKind.SOURCES or choice != Decision.UPDATE]

    def decide(self, status: str, decision: str) -> int:
        """Decide for all entries of a status; returns for how many, since some cannot be decided so."""
        if decision not in self.possible(status):
            return 0
        entries = self.entries.filter(status=status)
        if decision in (Decision.UPDATE, Decision.SAME):
            entries = entries.exclude(matched_id="")
        return entries.update(decision=decision)


class ImportEntryQuerySet(models.QuerySet["ImportEntry"]):
    """Questions about many entries."""

    def to_apply(self) -> Self:
        """Those that make or change a record."""
        return self.filter(decision__in=[Decision.NEW, Decision.UPDATE])

    def undecided(self) -> Self:
        """Those that wait for a decision."""
        return self.filter(decision=Decision.UNDECIDED)


class ImportEntry(models.Model):
    """One entry of a file: what it says, what the archive has of it, and what is to be done."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="entries", verbose_name=_("import"))
    position = models.PositiveIntegerField(_("no."))
    line = models.PositiveIntegerField(_("line"), default=0)
    title = models.CharField(_("entry"), max_length=300, blank=True)
    raw = models.TextField(_("as it was read"))
    status = models.CharField(_("status"), max_length=10, choices=Status)
    decision = models.CharField(_("decision"), max_length=6, choices=Decision, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    score = models.FloatField(_("likeness"), null=True)
    matched_id = models.CharField(_("known record"), max_length=8, blank=True)
    same_as = models.PositiveIntegerField(_("the same as no."), null=True)
    differences = models.JSONField(_("differences"), default=dict, encoder=ReadableJSON)
    chosen = models.JSONField(_("fields to update"), default=list, blank=True)
    problems = models.JSONField(_("problems"), default=list, encoder=ReadableJSON)
    result_id = models.CharField(_("record"), max_length=8, blank=True)

    objects = ImportEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of an import")
        verbose_name_plural = _("entries of imports")
        ordering = ["position"]
        default_permissions = ()
        constraints = [
            choice_constraint("status", Status),
            models.UniqueConstraint(fields=["batch", "position"], name="sources_importentry_one_place"),
        ]
        indexes = [models.Index(fields=["batch", "status", "position"], name="sources_importentry_of_status")]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """What may be decided about this entry."""
        needing = (Decision.UPDATE, Decision.SAME)
        possible = self.batch.possible(self.status)
        found = [choice for choice in possible if self.matched_id or choice not in needing]
        return [(choice.value, choice.label) for choice in found]

    @property
    def fields_to_update(self) -> list[str]:
        """The fields that an update changes: those chosen, else all that differ."""
        return [name for name in self.differences if not self.chosen or name in self.chosen]

    @property
    def shown_match(self) -> str:
        """The permanent id of the record that it is, or may be."""
        return permanent.shown(self.matched_id) if self.matched_id else ""
