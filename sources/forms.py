"""Form fields of the shelf: labels as lines that a person can type."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from sources import labels

# Japanese keyboards give the wide one.
COLON = re.compile("[:：]")
NO_NULL = ProhibitNullCharactersValidator()


def check_labels(value: Any) -> None:
    """Raise ValidationError unless `value` maps well-formed language tags to text that is not empty."""
    if not isinstance(value, dict):
        raise ValidationError(_("Labels are a mapping of languages to text."))
    for tag, text in value.items():
        if not labels.valid_tag(tag):
            reason = _("“%(tag)s” is not a language tag; write for instance ja, ru or en-GB.")
            raise ValidationError(reason, params={"tag": tag})
        if not isinstance(text, str) or not text.strip():
            raise ValidationError(_("The label in “%(tag)s” is empty."), params={"tag": tag})


class LabelsFormField(forms.CharField):
    """One label a line, `ja: 十月革命`; gives a mapping of language tags to text."""

    widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField labels"})

    def __init__(self, **kwargs: Any) -> None:
        for json_only in ("encoder", "decoder"):
            kwargs.pop(json_only, None)
        kwargs["show_hidden_initial"] = False
        kwargs["help_text"] = kwargs.get("help_text") or _("One language a line, as “ja: 十月革命”.")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(f"{tag}: {text}" for tag, text in value.items())
        return value

    def to_python(self, value: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        for number, line in enumerate((value or "").splitlines(), start=1):
            if line.strip():
                NO_NULL(line)
                self._add(found, number, line)
        return found

    def _add(self, found: dict[str, str], number: int, line: str) -> None:
        tag, colon, text = (part.strip() for part in COLON.sub(":", line, count=1).partition(":"))
        if not colon:
            reason = _("Line %(number)s has no language; write for instance “en: October Revolution”.")
            raise ValidationError(reason, params={"number": number})
        if tag in found:
            reason = _("Line %(number)s: there is already a label in “%(tag)s”.")
            raise ValidationError(reason, params={"number": number, "tag": tag})
        found[tag] = text

    def validate(self, value: dict[str, str]) -> None:
        super().validate(value)
        check_labels(value)

    def run_validators(self, value: dict[str, str]) -> None:
        """The text's own validators do not fit a mapping; `validate` has said all."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or {}) != self.to_python(data)
        except ValidationError:
            return True
