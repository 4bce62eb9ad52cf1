"""Frozen: the content of an edition in the shape that the templates of a quotation's page ask for, without a query."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.urls import reverse
from django.utils.translation import get_language

from archive.quotations.models import (
    Attestation,
    LinkKind,
    LocatorLabel,
    Mode,
    Quotation,
    Rights,
    Standing,
    WitnessKind,
)
from sources import marks
from sources.dates import HistoricalDate
from sources.labels import Label, choose
from sources.reference import Reference


class Rows(tuple[Any, ...]):
    """Rows that answer to `all`, as those of the database do."""

    def all(self) -> Self:
        return self


@dataclass(frozen=True)
class Name:
    """A name as a reader of one language saw it."""

    text: str
    language: str

    def display(self) -> str:
        return self.text


class Part:
    """A part of an edition's content."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.told = told

    def _text(self, name: str) -> str:
        return self.told.get(name, "")

    @property
    def shown_id(self) -> str:
        return self._text("id")

    @property
    def basis(self) -> str:
        return self._text("basis")

    @property
    def note(self) -> str:
        return self._text("note")

    @property
    def language(self) -> str:
        return self._text("language")


def date_of(told: Mapping[str, str] | None) -> HistoricalDate | None:
    """Return a date as it was."""
    return HistoricalDate(**told) if told else None


class Agent(Part):
    """Somebody under the names that they had."""

    def __str__(self) -> str:
        name = self.preferred_name(get_language() or "en")
        return name.text if name else self.shown_id

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.shown_id])

    @property
    def names(self) -> list[Name]:
        """The names that readers of the site's languages saw, each once."""
        return list(dict.fromkeys(Name(**found) for found in self.told.get("names", {}).values()))

    def preferred_name(self, language: str) -> Name | None:
        names = self.told.get("names", {})
        found = names.get(language) or next(iter(names.values()), None)
        return Name(**found) if found else None


class Labelled(Part):
    """A place, a topic or an event under the labels that it had."""

    @property
    def labels(self) -> Mapping[str, str]:
        return self.told.get("labels", {})

    def label_in(self, language: str) -> Label:
        return choose(self.labels, language)

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.shown_id])

    @property
    def date(self) -> HistoricalDate | None:
        return date_of(self.told.get("date"))


class Link(Part):
    """A tie to an event."""

    @property
    def kind(self) -> str:
        return self.told["kind"]

    @property
    def event(self) -> Labelled:
        return Labelled(self.told)

    def get_kind_display(self) -> str:
        return str(LinkKind(self.told["kind"]).label)


class Source(Part):
    """A source as its citation began."""

    @property
    def title(self) -> str:
        return self._text("title")

    @property
    def contributions(self) -> Rows:
        return Rows(Author(told, self) for told in self.told.get("authors", ()))

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.shown_id])


class Author(Part):
    """Who wrote a source: as printed, or a person of the archive."""

    role = "author"

    def __init__(self, told: Mapping[str, Any], source: Source) -> None:
        super().__init__(told)
        self.source, self.printed = source, self._text("printed")
        self.agent = None if self.printed else Agent(told)

    def name_in(self, language: str) -> str:
        return self.printed or str(self.agent)


class Witness(Part):
    """Where the words were found."""

    chain = Attestation.chain

    def __init__(self, told: Mapping[str, Any]) -> None:
        super().__init__(told)
        self.position, self.quoted_in, self.kind = told["position"], told.get("quoted_in"), told["kind"]
        self.locator, self.locator_label = self._text("locator"), told["locator_label"]
        self.source = Source(told["source"])
        self.seen_on = date.fromisoformat(told["seen_on"]) if "seen_on" in told else None

    @property
    def seen(self) -> bool:
        return self.seen_on is not None

    def get_kind_display(self) -> str:
        return str(WitnessKind(self.kind).label)

    def get_locator_label_display(self) -> str:
        return str(LocatorLabel(self.locator_label).label)


class Role(Part):
    """The role of a speaker at the time."""

    @property
    def titles(self) -> Mapping[str, str]:
        return self.told.get("titles", {})

    @property
    def held(self) -> HistoricalDate | None:
        return date_of(self.told.get("held"))


class Claim(Part):
    """Who was said to have said it."""

    def __init__(self, told: Mapping[str, Any], witnesses: Rows) -> None:
        super().__init__(told)
        self.agent, self.standing, self.reason = Agent(told["agent"]), told["standing"], self._text("reason")
        self.role = Role(told["role"]) if "role" in told else None
        self.rests_on = Rows(row for row in witnesses if row.position in told.get("rests_on", ()))

    def get_standing_display(self) -> str:
        return str(Standing(self.standing).label)


class FrozenQuotation(Part):
    """A quotation as an edition has it."""

    chains = Quotation.chains
    public_translations = ()

    def __init__(self, told: Mapping[str, Any]) -> None:
        super().__init__(told)
        self.words, self.mode = told["words"], told["mode"]
        self.words_before, self.words_after = self._text("words_before"), self._text("words_after")
        self.translated_from, self.translation_of = self._text("translated_from"), self._text("translation_of")
        self.uttered = date_of(told.get("uttered"))
        self.place = Labelled({"labels": told["place"]}) if "place" in told else None
        self.attestations = Rows(map(Witness, told.get("attestations", ())))
        self.attributions = Rows(Claim(row, self.attestations) for row in told.get("attributions", ()))
        self.public_links = Rows(map(Link, told.get("events", ())))
        self.mentions = Rows(map(Agent, told.get("mentions", ())))
        self.topics = Rows(map(Labelled, told.get("topics", ())))

    @cached_property
    def parsed(self) -> marks.Words:
        return marks.parse(self.words)

    @property
    def reading(self) -> str:
        return self.parsed.reading()

    @property
    def in_quotation_marks(self) -> bool:
        return self.mode in (Mode.VERBATIM, Mode.TRANSLATION)

    @property
    def attribution(self) -> Claim | None:
        return next(iter(self.attributions), None)

    @property
    def witness(self) -> Witness | None:
        return next(iter(self.attestations), None)

    @property
    def reference(self) -> Reference:
        """The citation as it was, still without an address."""
        return Reference.from_csl(self.told["reference"])

    @property
    def rights(self) -> str:
        return self.told["rights"]

    def get_absolute_url(self) -> str:
        return reverse("quotation", args=[self.shown_id])

    def get_mode_display(self) -> str:
        return str(Mode(self.mode).label)

    def get_rights_display(self) -> str:
        return str(Rights(self.rights).label)
