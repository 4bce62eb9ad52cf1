"""Naming: the published quotations that name one record, the newest first; of many, not all are looked at."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from archive.quotations.models import Quotation

FEW = 2000  # so many are counted one by one in some milliseconds
EACH = 100  # so many of the newest of the archive are looked at for each that is wanted, before all are sorted
NEWEST = ("-state_at", "pk")


@dataclass(frozen=True)
class Naming:
    """A list of the quotations, among the published ones in `shown`, that have one of the rows; the newest first.

    The rows are of one model and name one record, `once` where no quotation has two of them. Quotations that
    have one of the `foremost` rows come before the others.
    """

    rows: QuerySet[Any]
    shown: QuerySet[Quotation]
    once: bool = False
    foremost: QuerySet[Any] | None = None

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, part: slice) -> list[Quotation]:
        """Return a part of them, whose end is named: a fixed number of queries, besides what `shown` fetches."""
        ids = self._near(part.stop) or list(self._sorted().values_list("pk", flat=True)[: part.stop])
        found = self.shown.in_bulk(ids[part.start :])
        return [found[pk] for pk in ids[part.start :] if pk in found]

    @cached_property
    def count(self) -> int:
        """How many there are; of many, all are counted in an index, less the fewer that are not published."""
        if self._every <= FEW:
            return self._sorted().count()
        return self._every - Quotation.objects.hidden().filter(_having(self.rows)).count()

    @cached_property
    def _every(self) -> int:
        return self.rows.aggregate(every=Count("*") if self.once else Count("quotation", distinct=True))["every"]

    def _sorted(self) -> QuerySet[Quotation]:
        """Return them all in order."""
        found = self.shown.filter(pk__in=self.rows.order_by().values("quotation"))
        if self.foremost is None:
            return found.order_by(*NEWEST)
        return found.order_by(_having(self.foremost).desc(), *NEWEST)

    def _near(self, end: int) -> list[str]:
        """Return the ids of the first, if there are many in all and these are among the newest of the archive."""
        if self._every <= EACH * end:
            return []
        newest = Quotation.objects.filter(state_at__isnull=False).order_by(*NEWEST).values("pk")[: EACH * end]
        first = self.shown.filter(_having(self.rows if self.foremost is None else self.foremost), pk__in=newest)
        ids = list(first.order_by(*NEWEST).values_list("pk", flat=True)[:end])
        return ids if len(ids) == end else []


def _having(rows: QuerySet[Any]) -> Exists:
    return Exists(rows.filter(quotation=OuterRef("pk")))
