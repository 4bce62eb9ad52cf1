"""Forms of the import pages: a file to plan, and the decisions about a page of entries."""

from collections.abc import Iterable, Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from sources.formats import readable_formats
from sources.models import ImportBatch, ImportEntry

MOST_BYTES = 20 * 1024 * 1024
MOST_ENTRIES = 5000
QUOTATIONS = "quotations"
ENCODINGS = ("utf-8", "utf-16", "cp1251", "cp1252", "koi8-r", "shift_jis", "euc_jp", "gb18030", "iso8859-2")


def formats() -> list[tuple[str, object]]:
    """Return what a file may be."""
    known = [(one.name, one.label) for one in readable_formats()]
    return [("", _("told from the content")), *known, (QUOTATIONS, _("quotations, as CSV or JSON Lines"))]


class UploadForm(forms.Form):
    """A file whose import is to be planned."""

    file = forms.FileField(label=_("File"))
    format = forms.ChoiceField(label=_("Format"), choices=formats, required=False)
    encoding = forms.ChoiceField(
        label=_("Encoding"),
        choices=[("", _("told from the content")), *((name, name) for name in ENCODINGS)],
        required=False,
    )

    def clean_file(self) -> object:
        """Refuse what is too long for a page that somebody waits for."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            allowed = filesizeformat(MOST_BYTES)
            raise ValidationError(_("A file of more than %s is imported by the command import_sources.") % allowed)
        return file


def decide(batch: ImportBatch, entries: Iterable[ImportEntry], posted: Mapping[str, list[str]]) -> int:
    """Keep what was decided about some entries; returns how many decisions have changed."""
    changed = []
    for entry in entries:
        decision = next(iter(posted.get(f"decision-{entry.position}", [])), entry.decision)
        chosen = [name for name in posted.get(f"field-{entry.position}", []) if name in entry.differences]
        chosen = [] if len(chosen) == len(entry.differences) else chosen
        if decision not in dict(entry.choices) or (decision, chosen) == (entry.decision, entry.chosen):
            continue
        entry.decision, entry.chosen = decision, chosen
        changed.append(entry)
    ImportEntry.objects.bulk_update(changed, ["decision", "chosen"])
    return len(changed)
