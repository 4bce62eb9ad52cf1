"""What readers may ask of a list: filters that keep what they cannot read, and say why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field

from sources import dates, permanent

ID: dict[str, str] = {"type": "string", "pattern": "^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$"}
# Languages with a script and a region at the most; other tags are read as well.
TAG: dict[str, str] = {"type": "string", "pattern": "^([A-Za-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2})?)?$"}
MOST_CHOICES = 200
MOST_VALUES = 50
FIRST_YEAR, LAST_YEAR = -9999, 9999


@dataclass(frozen=True)
class Wish:
    """One thing that a reader asks of a list, as the reader sees it."""

    name: str
    label: str
    shown: str
    others: str  # the query of all that is asked but this


class FewChoices(ModelChoiceIterator):
    """A bounded number of records to choose from, and the one that is chosen already."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        yield "", self.field.empty_label
        records = {record.pk: record for record in self.queryset[:MOST_CHOICES]}
        if self.field.chosen is not None:
            records[self.field.chosen.pk] = self.field.chosen
        yield from sorted(map(self.choice, records.values()), key=lambda choice: choice[1].casefold())


@extend_schema_field(
    {"type": "string", "maxLength": 200, "pattern": "^[^\\u0000]*$", "description": "Words; each has to be in it."}
)
class TextFilter(django_filters.CharFilter):
    """A filter by words of a name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)


@extend_schema_field(TAG | {"description": "A language, as a BCP 47 tag: ja."})
class LanguageFilter(django_filters.ChoiceFilter):
    """A filter by one of the languages that there are."""


class RecordField(forms.ModelChoiceField):
    """A choice of one record; its permanent id may be typed in any way that people type it."""

    iterator = FewChoices
    chosen: Model | None = None
    default_error_messages = {"invalid_choice": _("There is no such record in the archive: “%(value)s”.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(empty_label=_("any"), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        try:
            return permanent.normalised(value) if isinstance(value, str) else super().prepare_value(value)
        except permanent.WrongId:
            return value

    def to_python(self, value: Any) -> Model | None:
        if value in self.empty_values:
            return None
        try:
            pk = permanent.normalised(value)
        except permanent.WrongId:
            message = self.error_messages["invalid_choice"]
            raise ValidationError(message, code="invalid_choice", params={"value": value}) from None
        self.chosen = super().to_python(pk)
        return self.chosen


@extend_schema_field(ID | {"description": "A permanent id, as K7M2-9XQ4."})
class RecordFilter(django_filters.Filter):
    """A filter by one record."""

    field_class = RecordField


class ValuesField(forms.MultipleChoiceField):
    """Any number of values that `reads` understands; one that nothing has finds nothing.

    `reads` returns a value as it is stored, and raises ValueError for what can be none.
    """

    def __init__(self, reads: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.reads = reads

    def validate(self, value: list[str]) -> None:
        """Take every value that could be read."""

    def to_python(self, value: Any) -> list[str]:
        typed = [text for text in super().to_python(value) if text]
        return list(dict.fromkeys(map(self._read, typed[:MOST_VALUES])))

    def _read(self, text: str) -> str:
        try:
            return self.reads(text)
        except ValueError:
            raise ValidationError(self.unreadable(), code="invalid_choice", params={"value": text[:80]}) from None

    def unreadable(self) -> Any:
        """Return what is said of a value that cannot be read."""
        if self.reads is permanent.normalised:
            return RecordField.default_error_messages["invalid_choice"]
        return self.error_messages["invalid_choice"]


class ValuesFilter(django_filters.MultipleChoiceFilter):
    """A filter by any number of values, of which one has to hold."""

    field_class = ValuesField


@extend_schema_field(ID | {"description": "Permanent ids, as K7M2-9XQ4; several are alternatives."})
class RecordsFilter(ValuesFilter):
    """A filter by any number of records."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(reads=permanent.normalised, **kwargs)


class YearField(forms.IntegerField):
    """A year; years before the common era are negative."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 6, "autocomplete": "off"})
    default_error_messages = {"invalid": _("Write a year in figures, as 1917.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=FIRST_YEAR, max_value=LAST_YEAR, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Bounds are for the server to judge: they are no attributes of a text input."""
        return {}


@extend_schema_field(
    {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR, "description": "A year; before our era, negative."}
)
class YearFilter(django_filters.Filter):
    """A filter by a year."""

    field_class = YearField


class ReaderFilterSet(django_filters.FilterSet):
    """What may be asked of one list; a wish that cannot be read is told and left out, the others hold."""

    def wishes(self) -> list[Wish]:
        """Return what the reader asks for, in the order of the form."""
        asked = getattr(self.form, "cleaned_data", {}) if self.is_bound else {}
        told = (self.told(name, value) for name, value in asked.items() if value not in (None, "") and name != "sort")
        return [wish for wishes in told for wish in wishes]

    def told(self, name: str, value: Any) -> list[Wish]:
        """Return what the reader asks for by one field."""
        return [Wish(name, str(self.form.fields[name].label), self._shown(name, value), self._without(name))]

    def _shown(self, name: str, value: Any) -> str:
        choices = getattr(self.form.fields[name], "choices", None)
        return str(
            value if isinstance(value, Model | list) else dict(() if choices is None else choices).get(value, value)
        )

    def _without(self, name: str) -> str:
        kept = self.data.copy()
        for dropped in (name, "page"):
            kept.pop(dropped, None)
        return kept.urlencode()

    def asked(self, name: str) -> Any:
        """Return the value of one wish, None where it is not asked or cannot be read."""
        return self.form.cleaned_data.get(name) or None

    def is_valid_wish(self) -> bool:
        """Return whether everything that is asked could be read."""
        return not self.is_bound or not self.form.errors

    def left_as_is(self, records: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """The `method` of wishes that are read together with others."""
        return records


def within(group: str, first_year: int | None, last_year: int | None, certainly: bool) -> Q:
    """Return the condition that the date in the columns `group` lies in a span of years.

    Certainly: all the days that may be meant lie in it, and the date is neither doubted nor
    approximate. Possibly: one of them does.
    """
    start = dates.day_number(FIRST_YEAR if first_year is None else first_year, 1, 1)
    end = dates.day_number(LAST_YEAR if last_year is None else last_year, 12, 31)
    if not certainly:
        return Q(**{f"{group}_earliest__lte": end, f"{group}_latest__gte": start})
    doubted = Q()
    for sign in "?~%":
        doubted |= Q(**{f"{group}_edtf__contains": sign})
    return Q(**{f"{group}_earliest__gte": start, f"{group}_latest__lte": end}) & ~doubted
