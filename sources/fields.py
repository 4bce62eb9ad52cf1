"""Model fields of the shelf: permanent ids, labels in many languages, historical dates."""

import json
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources import dates, permanent
from sources.forms import LabelsFormField, check_labels
from sources.telling import told


class PermanentIdField(models.CharField):
    """A primary key that is also the record's permanent address: eight Crockford base32 characters."""

    FIXED = {"max_length": 8, "primary_key": True, "default": permanent.new_id, "editable": False}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | self.FIXED)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: value for key, value in kwargs.items() if key not in self.FIXED}


class ReadableJSON(json.JSONEncoder):
    """JSON with every script as itself, so that the database can look for レーニン in it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"ensure_ascii": False})


class LabelsField(models.JSONField):
    """One name in many languages: a mapping of BCP 47 tags to text, none of them empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"encoder": ReadableJSON, "default": dict}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return (
            name,
            path,
            args,
            {key: value for key, value in kwargs.items() if key not in ("encoder", "default")},
        )

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        check_labels(value)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": LabelsFormField, **kwargs})


class EdtfField(models.CharField):
    """The EDTF text of a historical date; saving it computes the day numbers beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 120)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        group = self.name.removesuffix("_edtf")
        date = getattr(model_instance, group)
        setattr(model_instance, f"{group}_earliest", date.earliest if date else None)
        setattr(model_instance, f"{group}_latest", date.latest if date else None)
        return getattr(model_instance, self.attname)


class HistoricalDateColumns(property):
    """A historical date of a model, kept in five columns: `born = HistoricalDateColumns(_("born"))`.

    Reading `record.born` gives a `sources.dates.HistoricalDate` or None; setting it fills
    `born_edtf`, `born_calendar` and `born_as_written`; saving computes `born_earliest` and
    `born_latest`, Julian day numbers, by which dates are sorted and filtered. The model lists
    `date_constraint("born")` among its constraints.
    It is a property so that a model takes it by name: `Agent(born=date)`.
    """

    def __init__(self, verbose_name: Any) -> None:
        super().__init__()
        self.verbose_name = verbose_name

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        self.name = name
        for suffix, field in self._columns().items():
            cls.add_to_class(f"{name}_{suffix}", field)
        setattr(cls, name, self)

    def _columns(self) -> dict[str, models.Field]:
        help_text = _("EDTF: 1917-11-07, 1917-11, 1917~, 19XX, 1917-12-22/1918-03-03, 1918-12/.. and so on.")
        calendars = {"max_length": 10, "choices": CALENDARS, "default": dates.Calendar.GREGORIAN.value}
        return {
            "edtf": EdtfField(self.verbose_name, blank=True, default="", help_text=help_text),
            "calendar": models.CharField(_("calendar"), **calendars),
            "as_written": models.CharField(_("as written"), max_length=200, blank=True, default=""),
            "earliest": models.BigIntegerField(null=True, editable=False, db_index=True),
            "latest": models.BigIntegerField(null=True, editable=False, db_index=True),
        }

    def __get__(self, record: models.Model | None, owner: type | None = None) -> Any:
        if record is None:
            return self
        text, calendar, as_written = (getattr(record, f"{self.name}_{part}") for part in WRITTEN)
        return dates.parse(text, calendar, as_written) if text else None

    def __set__(self, record: models.Model, date: dates.HistoricalDate | None) -> None:
        values = (date.edtf, str(date.calendar), date.as_written) if date else ("", CALENDARS[0][0], "")
        for part, value in zip(WRITTEN, values, strict=True):
            setattr(record, f"{self.name}_{part}", value)

    def clean(self, record: models.Model) -> None:
        """Raise ValidationError for the EDTF column, with the reason and an example."""
        try:
            self.__get__(record)
        except dates.WrongDate as error:
            raise ValidationError({f"{self.name}_edtf": told(error)}) from None


WRITTEN = ("edtf", "calendar", "as_written")
CALENDARS = [
    (dates.Calendar.GREGORIAN.value, _("Gregorian (New Style)")),
    (dates.Calendar.JULIAN.value, _("Julian (Old Style)")),
    (dates.Calendar.UNKNOWN.value, _("not known which")),
]


def date_constraint(name: str) -> models.CheckConstraint:
    """Return the constraint that a date has both day numbers, in order, or is not there at all."""
    empty = {f"{name}_edtf": "", f"{name}_earliest__isnull": True, f"{name}_latest__isnull": True}
    in_order = models.Q(**{f"{name}_earliest__lte": models.F(f"{name}_latest")}) & ~models.Q(**{f"{name}_edtf": ""})
    return models.CheckConstraint(
        condition=models.Q(**empty) | in_order,
        name=f"%(app_label)s_%(class)s_{name}_days",
        violation_error_message=_("A date needs its earliest and latest day, in this order."),
    )


@cache
def date_columns(model: type[models.Model]) -> list[HistoricalDateColumns]:
    """Return the historical dates of a model."""
    found = (vars(ancestor).values() for ancestor in model.__mro__)
    return [value for values in found for value in values if isinstance(value, HistoricalDateColumns)]


def first_day(name: str) -> models.Case:
    """Return the expression that sorts a date: its earliest day, or its latest where the beginning is open."""
    open_start = models.When(**{f"{name}_earliest": dates.BEGINNING}, then=models.F(f"{name}_latest"))
    return models.Case(open_start, default=models.F(f"{name}_earliest"))
