"""Forms for quotations: chains of witnesses, and what an attribution rests on."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.quotations.models import Attestation
from sources.entering import RowForm, RowFormSet
from sources.models import AgentRole

NUMBERS = re.compile(r"[0-9０-９]{1,4}(?:[\s,、，;]+[0-9０-９]{1,4})*")


class NumbersField(forms.CharField):
    """Numbers of rows, as “1, 3”; gives a set of them."""

    def to_python(self, value: Any) -> set[int]:
        text = str(value or "").strip()
        if text and not NUMBERS.fullmatch(text):
            raise ValidationError(_("Write numbers of attestations, as “1” or “1, 3”."))
        return {int(number) for number in re.findall(r"\d+", text)}

    def run_validators(self, value: set[int]) -> None:
        """The text's own validators do not fit a set; `to_python` has said all."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class AttributionForm(RowForm):
    """Who said it: the role is one of the speaker's, and the attestations are named by their numbers."""

    rests_on_numbers = NumbersField(
        label=_("rests on no."),
        required=False,
        help_text=_("The numbers of the attestations above on which it rests, as “1” or “1, 3”."),
        widget=forms.TextInput(attrs={"size": 12}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            numbers = sorted(row.position for row in self.instance.rests_on.all())
            self.initial["rests_on_numbers"] = ", ".join(map(str, numbers))
        if "role" in self.fields:
            self._limit_roles()

    def _limit_roles(self) -> None:
        """Offer the roles of the speaker who is chosen, or was just posted."""
        speaker = str(self["agent"].value() or "").replace("\0", "")
        role = self.fields["role"]
        role.queryset = AgentRole.objects.filter(agent_id=speaker) if speaker else AgentRole.objects.none()
        role.error_messages["invalid_choice"] = _("This role is another person's.")
        role.widget.attrs["data-roles-address"] = reverse("admin:quotations_quotation_roles")
        role.help_text = _("One of the speaker's roles; they are entered with the speaker.")


class AttestationFormSet(RowFormSet):
    """Where it is found: a chain of witnesses that never turns back."""

    def clean_rows(self, rows: list[Any]) -> None:
        numbers = {form.instance.position for form in rows}
        for form in rows:
            self._check_chain(form, numbers)
        must_remain(self, rows, _("A published quotation keeps at least one attestation; withdraw it first."))

    def _check_chain(self, form: Any, numbers: set[int]) -> None:
        through, own = form.instance.quoted_in, form.instance.position
        if through is None:
            return
        if through >= own:
            reason = _("No. %(own)s can only be quoted in a witness further up in the list: in a number below %(own)s.")
            form.add_error("quoted_in", ValidationError(reason, params={"own": own}))
        elif through not in numbers:
            reason = _("There is no witness no. %(number)s in this list, or it is being removed.")
            form.add_error("quoted_in", ValidationError(reason, params={"number": through}))


class AttributionFormSet(RowFormSet):
    """Who said it; saved after the attestations, on which attributions rest."""

    # The form set of the attestations on the same page.
    attestations: AttestationFormSet | None = None

    def clean_rows(self, rows: list[Any]) -> None:
        if self.attestations is not None and self.attestations.is_valid():
            numbers = {form.instance.position for form in self.attestations.rows()}
            for form in rows:
                self._check_grounds(form, numbers)
        must_remain(self, rows, _("A published quotation keeps at least one attribution; withdraw it first."))

    def _check_grounds(self, form: Any, numbers: set[int]) -> None:
        missing = form.cleaned_data.get("rests_on_numbers", set()) - numbers
        if missing:
            reason = _("There is no attestation no. %(number)s in the list above, or it is being removed.")
            form.add_error("rests_on_numbers", ValidationError(reason, params={"number": min(missing)}))

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        if commit:
            self._ground()
        return saved

    def _ground(self) -> None:
        """Tie each attribution to the attestations that now have the numbers."""
        by_number = {row.position: row for row in Attestation.objects.filter(quotation=self.instance)}
        for form in self.rows():
            numbers = form.cleaned_data["rests_on_numbers"]
            form.instance.rests_on.set(by_number[number] for number in sorted(numbers))


def must_remain(rows_of: RowFormSet, rows: list[Any], reason: Any) -> None:
    """Raise ValidationError where something published would lose its last row."""
    if rows_of.instance.is_published and not rows:
        raise ValidationError(reason)
