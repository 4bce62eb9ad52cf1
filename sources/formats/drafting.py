"""A reference in the making: what every reader fills while it goes through an entry."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sources.reference import Date, Name, Reference, Related, Scalar


@dataclass(slots=True)
class Draft:
    """Mutable; the first value said for a variable stays. Keywords and notes are the keys of their dictionaries."""

    id: str = ""
    type: str = ""
    variables: dict[str, Scalar] = field(default_factory=dict)
    names: dict[str, list[Name]] = field(default_factory=dict)
    dates: dict[str, Date] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    keywords: dict[str, None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    related: list[Related] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)

    def say(self, variable: str, value: str) -> None:
        if value and variable not in self.variables:
            self.variables[variable] = value

    def name(self, role: str, names: Iterable[Name]) -> None:
        if names := [name for name in names if name.family or name.literal or str(name)]:
            self.names.setdefault(role, []).extend(names)

    def date(self, variable: str, date: Date | None) -> None:
        if date and date != Date() and variable not in self.dates:
            self.dates[variable] = date

    def tag(self, keywords: Iterable[str]) -> None:
        self.keywords.update(dict.fromkeys(word for word in keywords if word))

    def note(self, text: str) -> None:
        if text:
            self.notes[text] = None

    def keep(self, name: str, value: str) -> None:
        """A field of the file that no CSL variable means."""
        if value:
            fields = self.extra.setdefault("fields", {})
            fields[name] = f"{fields[name]}; {value}" if name in fields else value

    def attach(self, **attachment: str) -> None:
        if said := {key.replace("_", "-"): value for key, value in attachment.items() if value}:
            self.extra.setdefault("attachments", []).append(said)

    def reference(self) -> Reference:
        return Reference(
            self.id,
            self.type,
            self.variables,
            {role: tuple(names) for role, names in self.names.items()},
            self.dates,
            frozenset(self.others),
            tuple(self.keywords),
            tuple(self.notes),
            tuple(self.related),
            None,
            self.extra,
        )
