"""A ledger of one reference: what a writer has taken for its fields, and what is left to be carried in a note."""

import json
from collections.abc import Iterable

from sources.formats.datewriting import edtf, is_plain, spoken
from sources.reference import Date, Name, Reference, Related

# A reader knows a block of carried lines by its head.
HEAD = "Further fields:"
TIES = {"quoted-in": "Quoted in", "original": "Translation of", "container": "Part of", "reviewed": "Review of"}
NEVER_CARRIED = {"citation-key", "citation-label", "citation-number"}


class Ledger:
    """
    Hands out the parts of a reference once each.

    Whatever a writer does not take is still in `carried`, so that nothing can be forgotten: a writer ends by putting
    `carried` into the format's note.
    """

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.variables = {k: str(v) for k, v in reference.variables.items() if k not in NEVER_CARRIED and str(v)}
        self.names = {role: names for role, names in reference.names.items() if names}
        self.dates = {variable: date for variable, date in reference.dates.items() if date != Date()}
        self.others = reference.others
        self.attachments = attachments_of(reference)

    def take(self, *variables: str) -> str:
        """The first of these variables that is there and untaken; an empty string if none is."""
        for variable in variables:
            if variable in self.variables:
                return self.variables.pop(variable)
        return ""

    def take_names(self, role: str) -> tuple[Name, ...]:
        return self.names.pop(role, ())

    def take_date(self, variable: str) -> Date | None:
        return self.dates.pop(variable, None)

    def take_plain_date(self, variable: str) -> Date | None:
        """
        The date, for a format that can say a day and little more.

        One that EDTF says better (a range, about a year, before our era) stays to be carried as well.
        """
        date = self.dates.get(variable)
        if date and (is_plain(date) or not edtf(date)):
            self.dates.pop(variable)
        return date

    def carried(self) -> list[str]:
        """One line `name: value` for everything that no field took, by CSL's names."""
        lines = [f"{variable}: {one_line(value)}" for variable, value in self.variables.items()]
        lines += [f"{role}: {divided(name)}" for role, names in self.names.items() for name in names]
        lines += [f"{role}: others" for role in self.names if role in self.others]
        lines += [f"{variable}: {edtf(date) or spoken(date)}" for variable, date in self.dates.items()]
        lines += [f"{field}: {one_line(as_text(value))}" for field, value in own_fields(self.reference)]
        lines += [f"attachment: {one_line(str(file.get('url') or file['path']))}" for file in self.attachments]
        return lines

    def note(self) -> str:
        """The carried lines as one block of text, or nothing."""
        lines = self.carried()
        return "\n".join([HEAD, *lines]) if lines else ""


def attachments_of(reference: Reference) -> list[dict[str, str]]:
    """The files and addresses that belong to the reference, as far as they say where they are."""
    files = reference.extra.get("attachments", ())
    return [file for file in files if isinstance(file, dict) and (file.get("url") or file.get("path"))]


def own_fields(reference: Reference) -> Iterable[tuple[str, object]]:
    fields = reference.extra.get("fields", {})
    return fields.items() if isinstance(fields, dict) else ()


def as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def one_line(text: str) -> str:
    return " ".join(text.split())


def divided(name: Name) -> str:
    """Family before given with `||` between them: what Zotero understands in its Extra field."""
    if name.literal:
        return name.literal
    family = " ".join(part for part in (name.dropping_particle, name.non_dropping_particle, name.family) if part)
    return " || ".join(part for part in (family, name.given, name.suffix) if part)


def tied(tie: Related) -> str:
    """A related item as one line of text, with its relation in front."""
    label = TIES.get(tie.relation, tie.relation.replace("-", " ").capitalize() or "Related")
    return f"{label}: {described(tie.reference)}"


def described(reference: Reference) -> str:
    """Who, what, where and when, in one line, for a note that a person reads."""
    get = reference.variables.get
    authors = ", ".join(str(name) for name in reference.names.get("author", ()))
    imprint = ": ".join(str(get(key)) for key in ("publisher-place", "publisher") if get(key))
    issued = spoken(reference.dates.get("issued", Date()))
    parts = (authors, reference.title, get("container-title"), imprint, issued, get("DOI") or get("URL"))
    return one_line(". ".join(str(part) for part in parts if part))
