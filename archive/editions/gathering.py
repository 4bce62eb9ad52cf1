"""Gathering: published quotations with all that an edition tells of them, many at a time in few queries.

They are plain rows, since a model's instance would cost more than all that is done with it. The records
that many quotations share are read once, and stand on a shelf.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from archive.among import among
from archive.events.models import Event
from archive.quotations.models import Attestation, Attribution, EventLink, Quotation, chains_of
from sources import citing, dates, marks, permanent
from sources.dates import HistoricalDate
from sources.models import Agent, AgentRole, Source
from sources.names import PersonalName
from sources.reference import Reference, Related

MOST_HELD = 1000  # records on a shelf, beyond those that one chunk of quotations needs


@dataclass(frozen=True, slots=True)
class HeldReference(Reference):
    """A reference that tells once what its copies tell alike, which differ in id, ties and quotation alone.

    Its broken numbers are text, since canonical JSON has whole ones only.
    """

    memo: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)

    def _own(self) -> dict[str, Any]:
        return self.memo.get("own") or self.memo.setdefault("own", plain(Reference._own(self)))

    def to_csl(self) -> dict[str, Any]:
        csl = Reference.to_csl(self)
        return plain(csl) if self.unmapped else csl

    def _own_corner(self) -> dict[str, Any]:
        return dict(self.memo.get("corner") or self.memo.setdefault("corner", plain(Reference._own_corner(self))))


def held(reference: Reference) -> HeldReference:
    """Return a reference and those that it is tied to as such as tell once what they tell."""
    values = {one.name: getattr(reference, one.name) for one in fields(Reference)}
    values["related"] = tuple(Related(tie.relation, held(tie.reference)) for tie in reference.related)
    return HeldReference(**values)


def plain(value: Any) -> Any:
    """Return JSON with its broken numbers as text, and lists as such."""
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return str(value) if isinstance(value, float) else value


class Shelf:
    """The people, sources and events that quotations stand on; valid as long as nothing is written."""

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self.agents: dict[str, Person] = {}
        self.roles: dict[int, AgentRole] = {}
        self.sources: dict[str, Source] = {}
        self.events: dict[str, Event] = {}
        self.references: dict[str, Reference] = {}
        self.told_agents: dict[str, dict[str, Any]] = {}
        self.told_sources: dict[str, dict[str, Any]] = {}

    def fetch(self, quotations: Collection["Gathered"]) -> None:
        """Get what some quotations name and is not here yet; what is here goes first, where it has become too much."""
        if len(self.agents) + len(self.sources) + len(self.events) > MOST_HELD:
            self._forget()
        claims = [row for quotation in quotations for row in quotation.attributions]
        agents = {row.agent_id for row in claims}.union(*(quotation.mentions for quotation in quotations))
        sources = {row.source_id for quotation in quotations for row in quotation.attestations}
        events = {event for quotation in quotations for _kind, event in quotation.links}
        found = Agent.objects.prefetch_related("names").in_bulk(agents - self.agents.keys())
        self.agents |= {pk: Person(agent) for pk, agent in found.items()}
        _add(self.roles, AgentRole.objects.all(), {row.role_id for row in claims} - {None})
        _add(self.sources, Source.objects.prefetch_related(*citing.needed()), sources)
        _add(self.events, Event.objects.published().prefetch_related("claims"), events)

    def reference_of(self, source: Source) -> Reference:
        """Return a source as a reference, which is made once."""
        if source.pk not in self.references:
            self.references[source.pk] = held(citing.reference_of(source))
        return self.references[source.pk]


def _add(held: dict[Any, Any], records: QuerySet[Any], keys: set[Any]) -> None:
    if missing := keys - held.keys():
        held |= records.in_bulk(missing)


class Person:
    """An agent, whose name is chosen once for each language."""

    def __init__(self, agent: Agent) -> None:
        self.agent, self.pk = agent, agent.pk
        self.names: dict[str, PersonalName | None] = {}

    def preferred_name(self, language: str) -> PersonalName | None:
        if language not in self.names:
            self.names[language] = self.agent.preferred_name(language)
        return self.names[language]


@dataclass(slots=True)
class Witness:
    """An attestation."""

    position: int
    source_id: str
    locator_label: str
    locator: str
    kind: str
    quoted_in: int | None
    seen_on: date | None
    basis: str
    note: str
    source: Any = None

    chain = Attestation.chain


@dataclass(slots=True)
class Claim:
    """An attribution."""

    agent_id: str
    role_id: int | None
    standing: str
    basis: str
    reason: str
    agent: Any = None
    role: Any = None
    rests_on: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Gathered:
    """A quotation; `links` are kinds with ids of events, `mentions` ids of people, `topics` ids with labels."""

    pk: str
    words: str
    language: str
    mode: str
    translated_from: str
    words_before: str
    words_after: str
    rights: str
    note: str
    uttered_edtf: str
    uttered_calendar: str
    uttered_as_written: str
    original_id: str | None
    original_state: str | None
    place_labels: dict[str, str] | None
    attestations: list[Witness] = field(default_factory=list)
    attributions: list[Claim] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    topics: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def shown_id(self) -> str:
        return permanent.shown(self.pk)

    @property
    def reading(self) -> str:
        return marks.parse(self.words).reading()

    @property
    def uttered(self) -> HistoricalDate | None:
        written = self.uttered_edtf, self.uttered_calendar, self.uttered_as_written
        return dates.parse(*written) if self.uttered_edtf else None

    @property
    def attribution(self) -> Claim | None:
        return next(iter(self.attributions), None)

    def chains(self) -> list[list[Witness]]:
        return chains_of(self.attestations)


TOLD = ("pk", "words", "language", "mode", "translated_from", "words_before", "words_after", "rights", "note")
TOLD += ("uttered_edtf", "uttered_calendar", "uttered_as_written")
TOLD += ("translation_of_id", "translation_of__state", "place__labels")
OF_WITNESS = ("position", "source_id", "locator_label", "locator", "kind", "quoted_in", "seen_on", "basis", "note")
OF_CLAIM = ("agent_id", "role_id", "standing", "basis", "reason")


def gathered(ids: Collection[str], shelf: Shelf) -> list[Gathered]:
    """Return those of these quotations that are published, in the order of their ids, and get what they name."""
    rows = Quotation.objects.published().filter(among("pk", ids)).order_by("pk").values_list(*TOLD)
    found = {pk: Gathered(pk, *row) for pk, *row in rows}
    for pk, *row in _below(Attestation, found, *OF_WITNESS):
        found[pk].attestations.append(Witness(*row))
    _attribute(found)
    for pk, *row in _below(EventLink, found, "kind", "event_id"):
        found[pk].links.append(tuple(row))
    for pk, agent in _below(Quotation.mentions.through, found, "agent_id"):
        found[pk].mentions.append(agent)
    for pk, *row in _below(Quotation.topics.through, found, "topic_id", "topic__labels"):
        found[pk].topics.append(tuple(row))
    shelf.fetch(found.values())
    _place(found.values(), shelf)
    return list(found.values())


def _below(model: type[Model], found: Collection[str], *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield columns of the rows below quotations, in their own order, each after the quotation's id."""
    rows = model._default_manager.filter(among("quotation_id", found)).values_list("quotation_id", *columns)
    return rows.iterator(chunk_size=2000)


def _attribute(found: dict[str, Gathered]) -> None:
    claims: dict[int, Claim] = {}
    for pk, key, *row in _below(Attribution, found, "pk", *OF_CLAIM):
        claims[key] = Claim(*row)
        found[pk].attributions.append(claims[key])
    resting = Attribution.rests_on.through.objects.filter(among("attribution_id", claims))
    for key, position in resting.values_list("attribution_id", "attestation__position"):
        claims[key].rests_on.append(position)


def _place(quotations: Collection[Gathered], shelf: Shelf) -> None:
    """Give rows the records that they name."""
    for quotation in quotations:
        for witness in quotation.attestations:
            witness.source = shelf.sources[witness.source_id]
        for claim in quotation.attributions:
            claim.agent, claim.role = shelf.agents[claim.agent_id], shelf.roles.get(claim.role_id)
