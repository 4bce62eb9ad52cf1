"""Rows that are written as whole changes: what is said of a change is committed with it, or not at all."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from sources.changes import one_change, rows_written


class RowQuerySet(models.QuerySet[Any]):
    """Writes of many rows that whoever watches the rows hears of."""

    def update(self, **kwargs: Any) -> int:
        with one_change():
            keys = list(self.order_by().values_list("pk", flat=True))
            rows_written.send(self.model, keys=keys)  # before, for rows that now move to another parent
            count = super().update(**kwargs)
            rows_written.send(self.model, keys=keys)
        return count

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        with one_change():
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        with one_change():
            created = super().bulk_create(objs, *args, **kwargs)
            rows_written.send(self.model, keys=[row.pk for row in created], rows=created)
        return created


class Row(models.Model):
    """A row of a record or below one."""

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with one_change():
            super().save(*args, **kwargs)

    save.alters_data = True  # type: ignore[attr-defined]

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with one_change():
            return super().delete(*args, **kwargs)

    delete.alters_data = True  # type: ignore[attr-defined]
