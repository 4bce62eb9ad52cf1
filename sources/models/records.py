"""What all records have: a permanent id, who made them and when, and on what a statement stands."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources import permanent
from sources.fields import PermanentIdField, date_columns
from sources.labels import valid_tag
from sources.models.rows import Row


class Dated(Row):
    """A row with historical dates, which say what is wrong with them in forms."""

    class Meta:
        abstract = True

    def clean_values(self) -> None:
        """Raise ValidationError for what this row alone shows to be wrong, without asking the database."""
        for column in date_columns(type(self)):
            column.clean(self)

    def clean(self) -> None:
        super().clean()
        self.clean_values()


class Record(Dated):
    """A record with a permanent address; its curators are never shown to the public."""

    id = PermanentIdField(_("permanent id"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def shown_id(self) -> str:
        """The permanent id as people read it: K7M2-9XQ4."""
        return permanent.shown(self.pk)


class Basis(models.TextChoices):
    """On what a statement of the archive stands."""

    STATED = "stated", _("stated by a source")
    GENERAL_KNOWLEDGE = "general knowledge", _("general knowledge, to be confirmed")
    SUPPLIED = "supplied", _("supplied by the archive")


class Grounded(Row):
    """A statement that says on what it stands: a source, or what is generally known."""

    basis = models.CharField(_("basis"), max_length=20, choices=Basis, default=Basis.GENERAL_KNOWLEDGE)

    class Meta:
        abstract = True

    @property
    def is_general_knowledge(self) -> bool:
        """True where no source of the archive says so and a curator has yet to confirm it."""
        return self.basis == Basis.GENERAL_KNOWLEDGE


def no_loop(record: models.Model, relation: str) -> bool:
    """Return whether following `relation` upwards from `record` never comes back to it."""
    seen, here = {record.pk}, getattr(record, relation)
    while here is not None:
        if here.pk in seen:
            return False
        seen.add(here.pk)
        here = getattr(here, relation)
    return True


def check_language(tag: str) -> None:
    """Raise ValidationError for what is no language tag (BCP 47), since XML and RDF would break at it."""
    if not valid_tag(tag):
        raise ValidationError({"language": _("This is not a language tag; write for instance ja, ru or en-GB.")})


def choice_constraint(field: str, choices: type[models.TextChoices], **kwargs: Any) -> models.CheckConstraint:
    """Return the constraint that a column holds one of its choices."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": sorted(choices.values)}),
        name=f"%(app_label)s_%(class)s_{field}_known",
        **kwargs,
    )
