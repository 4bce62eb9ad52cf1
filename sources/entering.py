"""Entering records: forms whose dates are read back, and child rows that can be renumbered freely."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.forms.models import BaseInlineFormSet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sources import dates
from sources.fields import HistoricalDateColumns, date_columns

HIGHEST_POSITION = 999
# Rows that change places wait beyond every position, because the database checks each row at once.
ASIDE = 10_000


def read_back(edtf: str, calendar: str) -> str:
    """Return a date in words, in both calendars where there are two; raises WrongDate."""
    date = dates.parse(edtf, calendar or dates.Calendar.GREGORIAN.value)
    return dates.display(date, get_language() or "en", both=True)


class HistoricalDateInput(forms.TextInput):
    """A text field for EDTF, and below it how the archive reads what stands there."""

    reading = ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        own = {"class": "vTextField historical-date", "autocomplete": "off", "spellcheck": "false"}
        own["data-reading-address"] = reverse("admin:date-reading")
        field = super().render(name, value, {**own, **(attrs or {})}, renderer)
        said = format_html('<span class="date-reading" role="status">{}</span>', self.reading)
        return format_html("{}{}", field, said)


class RecordForm(forms.ModelForm):
    """The form of any row: its dates are read back, and what the database refuses becomes an error."""

    # Set when the database has refused a save that this form had found right.
    refusal = ""
    # What may be left empty, because saving fills it in.
    completed_on_saving: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in date_columns(self._meta.model):
            if f"{column.name}_edtf" in self.fields:
                self._show_reading(column)

    def _show_reading(self, column: HistoricalDateColumns) -> None:
        """Show in words what the field holds now: as stored, or as just typed."""
        name = f"{column.name}_edtf"
        widget = HistoricalDateInput(attrs={"size": 30, "maxlength": 120})
        self.fields[name].widget = widget
        text = str(self[name].value() or "")
        if text:
            try:
                widget.reading = read_back(text, str(self[f"{column.name}_calendar"].value()))
            except (dates.WrongDate, ValueError):
                widget.reading = ""

    def clean(self) -> dict[str, Any] | None:
        if self.refusal:
            raise ValidationError(self.refusal)
        for name, field in self.fields.items():
            if isinstance(field, forms.JSONField) and name in self.cleaned_data:
                self._check_object(name)
        return super().clean()

    def _check_object(self, name: str) -> None:
        """Take nothing for an empty JSON object, and refuse what is none."""
        value = self.cleaned_data[name]
        if value is None:
            self.cleaned_data[name] = {}
        elif not isinstance(value, dict):
            self.add_error(name, _('Write a JSON object, as {"volume": "2"}.'))

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out what is empty now and filled in on saving."""
        empty = {name for name in self.completed_on_saving if not self.cleaned_data.get(name)}
        return super()._get_validation_exclusions() | empty

    def _post_clean(self) -> None:
        """Keep wrong values out of the record itself, whose old name the page still shows."""
        super()._post_clean()
        for name in self.errors.keys() & self.initial.keys():
            if name in self.fields and not isinstance(self.fields[name], forms.ModelChoiceField):
                setattr(self.instance, name, self.initial[name])


class RowForm(RecordForm):
    """The form of a child row; its place among its siblings is the form set's business."""

    parent_name = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self._let_position_be_empty()

    def _let_position_be_empty(self) -> None:
        model_field = self.fields["position"]
        self.fields["position"] = forms.IntegerField(
            label=model_field.label,
            help_text=model_field.help_text,
            required=False,
            min_value=1,
            max_value=HIGHEST_POSITION,
            widget=forms.NumberInput(attrs={"class": "position", "min": 1, "max": HIGHEST_POSITION}),
        )
        if not self.instance.pk:
            self.initial["position"] = None

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out what only all siblings together can show: the form set looks at that."""
        return super()._get_validation_exclusions() | {"position", self.parent_name} - {""}


class RowFormSet(BaseInlineFormSet):
    """The child rows of a record: numbered where no number is given, and free to change places."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.parent_name = self.fk.name

    @property
    def has_positions(self) -> bool:
        return any(field.name == "position" for field in self.model._meta.concrete_fields)

    def rows(self) -> list[Any]:
        """Return the forms of the rows that there will be after saving."""
        filled = [form for form in self.forms if form.instance.pk or form.has_changed()]
        return [form for form in filled if not self._should_delete_form(form)]

    def is_readable(self) -> bool:
        """Whether every row by itself is right, so that they can be compared."""
        return not any(form.errors for form in self.rows())

    def clean(self) -> None:
        super().clean()
        if self.is_readable():
            if self.has_positions:
                self._number()
            self._compare()
            self.clean_rows(self.rows())

    def clean_rows(self, rows: list[Any]) -> None:
        """A hook for what must hold between the rows; add errors to their forms."""

    def _number(self) -> None:
        """Give a number to each row that has none, after the highest."""
        rows = self.rows()
        highest = max((form.cleaned_data.get("position") or 0 for form in rows), default=0)
        for form in rows:
            if form.cleaned_data.get("position") is None:
                highest += 1
                form.cleaned_data["position"] = form.instance.position = highest

    def _compare(self) -> None:
        """Find rows that are alike where the database would refuse it."""
        for constraint in self._sibling_constraints():
            seen = set()
            for form in self.rows():
                key = self._key(constraint, form.instance)
                if key is not None and key in seen:
                    self._refuse(constraint, form)
                seen.add(key)

    def _sibling_constraints(self) -> Iterator[models.UniqueConstraint]:
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and self.fk.name in constraint.fields:
                yield constraint

    def _key(self, constraint: models.UniqueConstraint, row: models.Model) -> tuple[Any, ...] | None:
        """Return what may not be the same twice, or None where the constraint does not concern the row."""
        conditions = constraint.condition.children if constraint.condition else ()
        if any(getattr(row, name) != value for name, value in conditions):
            return None
        columns = [self.model._meta.get_field(name).attname for name in constraint.fields if name != self.fk.name]
        return tuple(getattr(row, column) for column in columns)

    def _refuse(self, constraint: models.UniqueConstraint, form: Any) -> None:
        name = constraint.fields[-1]
        reason = constraint.violation_error_message
        if name == "position":
            reason = _("Another row has this number already.")
        elif constraint.violation_error_message == constraint.default_violation_error_message:
            reason = _("This row is here already.")
        form.add_error(name if name in form.fields else None, reason)

    def save(self, commit: bool = True) -> Any:
        with transaction.atomic():
            moved = commit and self.has_positions and self._step_aside()
            saved = super().save(commit)
            if moved:
                self._step_back()
        return saved

    def _step_aside(self) -> bool:
        """Move all rows out of the way where a place changes hands; return whether they were moved."""
        leaving = any(self._should_delete_form(form) for form in self.initial_forms)
        if not leaving and not any("position" in form.changed_data for form in self.initial_forms):
            return False
        self._stored_rows().update(position=F("position") + ASIDE)
        return True

    def _step_back(self) -> None:
        """Bring back the rows that nobody changed, and which therefore were not saved."""
        for form in self.initial_forms:
            if not form.has_changed():
                self._stored_rows().filter(pk=form.instance.pk).update(position=form.instance.position)

    def _stored_rows(self) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(**{self.fk.name: self.instance})
