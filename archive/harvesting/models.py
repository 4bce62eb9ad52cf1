"""Headers, one for each quotation that ever was public, and the sets that they belong to."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from archive.editions.models import Edition
from archive.revisions.models import has_length
from sources import permanent


class HarvestSet(models.Model):
    """A set of records that can be harvested alone, as topic:K7M2-9XQ4, language:ja or event:2WQX-AYK8."""

    spec = models.CharField(max_length=60, unique=True)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~Q(spec=""), name="harvesting_harvestset_has_spec")]

    def __str__(self) -> str:
        return self.spec

    @property
    def kind(self) -> str:
        """What the records of the set have in common: topic, language or event."""
        return self.spec.partition(":")[0]

    @property
    def value(self) -> str:
        """Which topic, language or event, "" for the set of all that have any."""
        return self.spec.partition(":")[2]


class HeaderQuerySet(models.QuerySet["Header"]):
    """Questions about many headers."""

    def stamped(self) -> Self:
        """What harvesters are told: a change that has no time yet was not seen by anybody."""
        return self.filter(is_waiting=False)

    def in_set(self, spec: str) -> Self:
        """The headers of a set; one without a colon holds all the sets below it."""
        through = Header.sets.through.objects.filter(header=OuterRef("pk"))
        own = Q(harvestset__spec=spec) if ":" in spec else Q(harvestset__spec__startswith=f"{spec}:")
        return self.filter(Exists(through.filter(own)))


class Header(models.Model):
    """A quotation as harvesters see it: its last edition, and when it or its standing with the public changed last.

    Rows are never deleted, and are numbered in the order in which the quotations became public.
    """

    quotation_id = models.CharField(max_length=8, unique=True)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    is_deleted = models.BooleanField(default=False)
    is_waiting = models.BooleanField(default=True)
    at = models.DateTimeField(null=True, db_index=True)  # whole seconds
    sets = models.ManyToManyField(HarvestSet, related_name="headers")

    objects = HeaderQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["is_waiting"], condition=Q(is_waiting=True), name="harvesting_header_waiting")]
        constraints = [
            has_length("quotation_id", 8, "harvesting_header_id_length"),
            models.CheckConstraint(
                condition=Q(is_waiting=True) | Q(at__isnull=False), name="harvesting_header_waits_or_has_time"
            ),
        ]

    def __str__(self) -> str:
        return self.shown_id

    @property
    def shown_id(self) -> str:
        """The quotation's permanent id as people read it."""
        return permanent.shown(self.quotation_id)
