"""Adding quotations from a planned import: as drafts, with the speakers, sources and topics that are new."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from archive.quotations.finding import Finder, Found
from archive.quotations.models import (
    Attestation,
    Attribution,
    EventLink,
    Mode,
    Quotation,
    Rights,
    Standing,
    Topic,
    WitnessKind,
)
from archive.quotations.planning import misattributed, recorded, row_in, same_words
from archive.quotations.rows import Row
from sources import dates, names
from sources.applying import Applied, Making, StalePlan, chunks, contributions_of, finish, identifiers_of, opened
from sources.folding import folded_title, folded_words
from sources.models import Agent, AgentName, Basis, Decision, ImportBatch, ImportEntry, Source
from sources.reference import Name, Reference
from sources.shelving import cite_key_of, shelved

ORDER = (Agent, AgentName, Source, Topic, Quotation, Attestation, Attribution, EventLink)


def apply(batch: ImportBatch, by: Any = None, progress: Callable[[int], None] = lambda count: None) -> Applied:
    """Add the quotations that were decided for; raises StalePlan, with nothing done, where one has come since."""
    with transaction.atomic():
        held = opened(batch)
        adder = Adder(by)
        for chunk in chunks(held.entries.filter(decision=Decision.NEW)):
            adder.take(chunk)
            progress(chunk[-1].position)
        if adder.stale:
            raise StalePlan(adder.stale)
        finish(held)
        adder.done.left_out_count = held.entries.count() - adder.done.new_count
    return adder.done


@dataclass
class Made:
    """Records that this import has made already, by what would make them again."""

    agents: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)


class Adder:
    """One run over the entries of a batch."""

    def __init__(self, by: Any) -> None:
        self.by, self.done, self.finder, self.made = by, Applied(), Finder(), Made()
        self.stale: list[ImportEntry] = []
        self.rows: dict[type[models.Model], list[models.Model]] = {}
        self.shelf = Making()

    def take(self, chunk: list[ImportEntry]) -> None:
        """Add the quotations of some entries."""
        rows = [row_in(entry) for entry in chunk]
        known = same_words(rows)
        self.rows, self.shelf = {model: [] for model in ORDER}, Making()
        tagged: list[tuple[str, list[str]]] = []
        for entry, row, found in zip(chunk, rows, self.finder.find(rows), strict=True):
            same = known.get(folded_words(row.words), [])
            if misattributed(row, found, same) or (not entry.matched_id and recorded(row, found, same)):
                self.stale.append(entry)
                continue
            quotation = self._quotation(row, found)
            entry.result_id = quotation.pk
            tagged.append((quotation.pk, [*found.topics, *(self._topic(row, text) for text in found.new_topics)]))
        self._save(tagged)
        ImportEntry.objects.bulk_update(chunk, ["result_id"])

    def _save(self, tagged: list[tuple[str, list[str]]]) -> None:
        """Save everything, first what others refer to."""
        for model in ORDER:
            if model is Source:
                self.shelf.save()
            elif rows := self.rows[model]:
                model._default_manager.bulk_create(rows, batch_size=500)
        through = Quotation.topics.through
        pairs = dict.fromkeys((pk, topic) for pk, topics in tagged for topic in topics)
        through._default_manager.bulk_create(through(quotation_id=pk, topic_id=topic) for pk, topic in pairs)
        self.done.new_count += len(tagged)

    def _quotation(self, row: Row, found: Found) -> Quotation:
        quotation = Quotation(
            words=row.words,
            language=row.language,
            mode=row.mode or Mode.VERBATIM,
            rights=row.rights or Rights.QUOTATION_RIGHT,
            translated_from=row.translated_from[:35],
            words_before=row.words_before,
            words_after=row.words_after,
            note=row.note,
            place_id=found.place or None,
            uttered=dates.parse(row.date, row.calendar or dates.Calendar.GREGORIAN) if row.date else None,
            created_by=self.by,
            changed_by=self.by,
        )
        quotation.complete()
        self.rows[Quotation].append(quotation)
        self._attribute(quotation, row, found)
        self._attest(quotation, row, found)
        if found.event:
            self.rows[EventLink].append(EventLink(quotation=quotation, event_id=found.event))
        return quotation

    def _attribute(self, quotation: Quotation, row: Row, found: Found) -> None:
        agent = found.speaker or (self._agent(row, found.new_speaker) if found.new_speaker else "")
        if agent:
            standing = row.standing or Standing.ATTESTED
            claim = Attribution(
                quotation=quotation, agent_id=agent, standing=standing, reason=row.reason, basis=Basis.STATED
            )
            self.rows[Attribution].append(claim)

    def _attest(self, quotation: Quotation, row: Row, found: Found) -> None:
        """Add the witnesses: the nearer one first, if one is named, and the source as quoted in it."""
        source = found.source or self._source(found.new_source)
        nearer = found.nearer or self._source(found.new_nearer)
        place = {"locator_label": row.locator_label or "page", "locator": row.locator[:100], "basis": Basis.STATED}
        first = {} if nearer else place
        witnesses = [pk for pk in (nearer, source) if pk]
        for position, pk in enumerate(witnesses, start=1):
            is_last = position == len(witnesses)
            values = place if is_last else first
            kind = (row.witness if is_last else "") or WitnessKind.QUOTES
            attestation = Attestation(quotation=quotation, position=position, source_id=pk, kind=kind, **values)
            attestation.quoted_in = position - 1 or None
            self.rows[Attestation].append(attestation)

    def _agent(self, row: Row, name: Name) -> str:
        """Return the id of a person that is made once, with the name as it is written."""
        key = names.folded(str(name))
        if key not in self.made.agents:
            agent = Agent(created_by=self.by, changed_by=self.by)
            written = AgentName(agent=agent, language=row.language, **_parts_of(name))
            written.complete()
            self.rows[Agent].append(agent)
            self.rows[AgentName].append(written)
            self.made.agents[key] = agent.pk
        return self.made.agents[key]

    def _source(self, reference: Reference | None) -> str:
        """Return the id of a source that is made once, of what the row says of it."""
        if reference is None:
            return ""
        key = reference.id or folded_title(reference.title)
        if key not in self.made.sources:
            parts = shelved(reference)
            source = Source(cite_key=self._free_key(reference), created_by=self.by, changed_by=self.by, **parts.columns)
            source.complete()
            self.shelf.sources.append(source)
            self.shelf.contributions += contributions_of(source, parts.contributions, self.finder.people)
            self.shelf.identifiers += identifiers_of(source, parts.identifiers)
            self.made.sources[key] = source.pk
        return self.made.sources[key]

    def _free_key(self, reference: Reference) -> str:
        key = cite_key_of(reference) if reference.id != reference.title else ""
        return "" if Source.objects.filter(cite_key=key).exists() else key

    def _topic(self, row: Row, text: str) -> str:
        key = names.folded(text)
        if key not in self.made.topics:
            topic = Topic(labels={row.language: text}, created_by=self.by, changed_by=self.by)
            self.rows[Topic].append(topic)
            self.made.topics[key] = topic.pk
        return self.made.topics[key]


def _parts_of(name: Name) -> dict[str, str]:
    """Return the columns of a name: in parts where it has them, else one literal."""
    if name.literal or not name.family:
        return {"form": "literal", "literal": str(name)[:300]}
    return {"form": "parts", "family": name.family[:200], "given": name.given[:200], "suffix": name.suffix[:50]}
