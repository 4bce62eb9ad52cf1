"""Applying a planned import: the curator's decisions become sources, all of them in one transaction or none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from sources import citing
from sources.comparing import alike, told
from sources.importing import reference_in
from sources.matching import People, SourceMatcher, slices
from sources.models import Contribution, Decision, ImportBatch, ImportEntry, ImportState, Source, SourceIdentifier
from sources.reference import CORNER, Reference, Related
from sources.shelving import cite_key_of, shelved, standing_alone

CHUNK = 250
LINKS = {"container": "part_of", "original": "translation_of"}


class CannotApply(Exception):
    """An import is not in the state for this: it is still being read, or was applied or undone already."""


class StalePlan(Exception):
    """The archive has changed since the import was planned; `entries` are those that are no longer right."""

    def __init__(self, entries: Sequence[ImportEntry]) -> None:
        super().__init__(f"{len(entries)} entries are out of date")
        self.entries = list(entries)


@dataclass
class Applied:
    """What an import has done."""

    new_count: int = 0
    updated_count: int = 0
    left_out_count: int = 0


@dataclass
class Making:
    """Sources that are about to be saved, with their rows."""

    sources: list[Source] = field(default_factory=list)
    contributions: list[Contribution] = field(default_factory=list)
    identifiers: list[SourceIdentifier] = field(default_factory=list)

    def save(self) -> None:
        """Save all of it, in three statements for each few hundred rows."""
        for rows in (self.sources, self.contributions, self.identifiers):
            if rows:
                type(rows[0])._default_manager.bulk_create(rows, batch_size=500)


def opened(batch: ImportBatch, state: ImportState = ImportState.PLANNED) -> ImportBatch:
    """Return the batch, which nobody else can apply or undo until the transaction ends; raises CannotApply."""
    held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if held.state != state:
        raise CannotApply(held.get_state_display())
    return held


def apply(batch: ImportBatch, by: Any = None, progress: Callable[[int], None] = lambda count: None) -> Applied:
    """Do what was decided about each entry; entries without a decision are left out.

    Raises StalePlan, with nothing done, where a record has changed, or come, since the plan was made.
    """
    with transaction.atomic():
        held = opened(batch)
        applier = Applier(held, by)
        for chunk in chunks(held.entries.to_apply()):
            applier.take(chunk)
            progress(chunk[-1].position)
        if applier.stale:
            raise StalePlan(applier.stale)
        finish(held)
        applier.done.left_out_count = held.entries.count() - applier.done.new_count - applier.done.updated_count
    return applier.done


def finish(batch: ImportBatch) -> None:
    """Say that the batch has been applied."""
    batch.state, batch.applied_at = ImportState.APPLIED, timezone.now()
    batch.save()


def chunks(entries: models.QuerySet[ImportEntry]) -> Iterator[list[ImportEntry]]:
    """Yield entries in order, some hundred at a time."""
    rest = entries.order_by("position").iterator(chunk_size=CHUNK)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


class Applier:
    """One run over the entries of a batch."""

    def __init__(self, batch: ImportBatch, by: Any) -> None:
        self.batch, self.by, self.done = batch, by, Applied()
        self.people, self.matcher = People.known(), SourceMatcher()
        self.stale: list[ImportEntry] = []
        others = Source.objects.filter(created_at__gt=batch.made_at)
        self.has_new_neighbours = others.exists()

    def take(self, chunk: list[ImportEntry]) -> None:
        """Make and update the sources of some entries."""
        fresh = [entry for entry in chunk if entry.decision == Decision.NEW]
        references = [reference_in(entry) for entry in fresh]
        self._look_again(fresh, references)
        linked = linked_sources(references)
        self._make(fresh, references, linked)
        self._update([entry for entry in chunk if entry.decision == Decision.UPDATE])
        ImportEntry.objects.bulk_update(chunk, ["result_id"])

    def _look_again(self, entries: list[ImportEntry], references: list[Reference]) -> None:
        """Find entries that were new, and have come by another way since the plan was made."""
        if not self.has_new_neighbours:
            return
        made_here = set(self.batch.entries.exclude(result_id="").values_list("result_id", flat=True))
        for entry, match in zip(entries, self.matcher.matches(references), strict=True):
            if match and match.source_id not in {entry.matched_id, *made_here} and not entry.same_as:
                self.stale.append(entry)

    def _make(self, entries: list[ImportEntry], references: list[Reference], linked: dict[str, Source]) -> None:
        taken = set(Source.objects.filter(cite_key__in=map(cite_key_of, references)).values_list("cite_key", flat=True))
        making = Making()
        for entry, reference in zip(entries, references, strict=True):
            key = cite_key_of(reference)
            source = self.made(reference, "" if key in taken else key, linked, making)
            taken.add(key)
            entry.result_id = source.pk
        making.save()
        self.done.new_count += len(entries)

    def made(self, reference: Reference, key: str, linked: dict[str, Source], making: Making) -> Source:
        """Return the source of a reference, with its rows, not saved yet."""
        links = links_of(reference, linked)
        alone = standing_alone(reference, *(_told_of(links.get(name)) for name in ("part_of", "translation_of")))
        parts = shelved(alone)
        source = Source(cite_key=key, created_by=self.by, changed_by=self.by, basis="stated", **parts.columns, **links)
        source.complete()
        making.sources.append(source)
        making.contributions += contributions_of(source, parts.contributions, self.people)
        making.identifiers += identifiers_of(source, parts.identifiers)
        return source

    def _update(self, entries: list[ImportEntry]) -> None:
        wanted = Source.objects.filter(pk__in={entry.matched_id for entry in entries})
        sources = {source.pk: source for source in wanted.prefetch_related(*citing.needed())}
        for entry in entries:
            source = sources.get(entry.matched_id)
            if source is None or not self._is_as_planned(source, entry):
                self.stale.append(entry)
            else:
                update(source, reference_in(entry), entry.fields_to_update, self.people, self.by)
                sources[source.pk] = Source.objects.prefetch_related(*citing.needed()).get(pk=source.pk)
                entry.result_id = source.pk
                self.done.updated_count += 1

    def _is_as_planned(self, source: Source, entry: ImportEntry) -> bool:
        """Return whether the source still says what the curator saw beside the new value."""
        now = told(citing.reference_of(source))
        pairs = ((now.get(name), entry.differences[name][0]) for name in entry.fields_to_update)
        return all(one == other or alike(one, other) for one, other in pairs)


def _told_of(source: Source | None) -> Reference | None:
    return citing.reference_of(source) if source else None


def linked_sources(references: Iterable[Reference]) -> dict[str, Source]:
    """Return by cite key the sources that references name as their container or their original."""
    ties = (tie for reference in references for tie in reference.related if tie.relation in LINKS)
    found = {}
    for part in slices({cite_key_of(tie.reference) for tie in ties} - {""}):
        for source in Source.objects.filter(cite_key__in=part).prefetch_related(*citing.needed()):
            found[source.cite_key] = source
    return found


def links_of(reference: Reference, linked: dict[str, Source]) -> dict[str, Source]:
    """Return the container and the original as far as it is safe: the same cite key, and the same title."""
    return {LINKS[tie.relation]: linked[tie.reference.id] for tie in reference.related if _is_linked(tie, linked)}


def _is_linked(tie: Related, linked: dict[str, Source]) -> bool:
    source = linked.get(tie.reference.id)
    return tie.relation in LINKS and source is not None and source.title == tie.reference.title


def contributions_of(source: Source, named: Iterable[tuple[str, Any]], people: People) -> Iterator[Contribution]:
    """Yield the contributions of a source; names are kept as printed, and tied to an agent only where that is sure."""
    for position, (role, name) in enumerate(named, start=1):
        agent = people.surely(name) or None
        yield Contribution(source=source, position=position, role=role, agent_id=agent, printed=name.to_csl())


def identifiers_of(source: Source, numbers: Iterable[tuple[str, str]]) -> Iterator[SourceIdentifier]:
    """Yield the identifiers of a source."""
    for scheme, value in dict.fromkeys(numbers):
        row = SourceIdentifier(source=source, scheme=scheme, value=value)
        row.complete()
        yield row


def update(source: Source, reference: Reference, fields: Sequence[str], people: People, by: Any) -> None:
    """Bring some fields of a source to what a reference says; everything else stays as it is."""
    merged = merge(citing.reference_of(source), reference, fields)
    alone = standing_alone(merged, _told_of(source.part_of), _told_of(source.translation_of))
    parts = shelved(alone)
    columns = citing.COLUMNS | {name: name for name in ("issued", "accessed", "type", "note")}
    for name in fields:
        if name in columns and columns[name] in parts.columns:
            setattr(source, columns[name], parts.columns[columns[name]])
    source.variables = _merged_variables(source.variables, parts.columns["variables"], fields)
    source.changed_by = by
    source.save()
    _update_rows(source, parts.contributions, parts.identifiers, fields, people)


def merge(old: Reference, new: Reference, fields: Sequence[str]) -> Reference:
    """Return the old reference with some fields of the new one, named as `sources.comparing.told` does."""
    variables = dict(old.variables) | {name: new.variables[name] for name in fields if name in new.variables}
    names = dict(old.names) | {name: new.names[name] for name in fields if name in new.names}
    dates = dict(old.dates) | {name: new.dates[name] for name in fields if name in new.dates}
    extra = [name.removeprefix("extra: ") for name in fields if name.startswith("extra: ")]
    return replace(
        old,
        type=new.type if "type" in fields else old.type,
        variables=variables,
        names=names,
        dates=dates,
        keywords=new.keywords if "keyword" in fields else old.keywords,
        notes=new.notes if "note" in fields else old.notes,
        others=new.others if "also: others" in fields else old.others,
        extra=dict(old.extra) | {name: new.extra[name] for name in extra if name in new.extra},
        unmapped=dict(old.unmapped) | {name: new.unmapped[name] for name in fields if name in new.unmapped},
    )


def _merged_variables(old: dict[str, Any], new: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """Return the further variables: those chosen as they are now, the others untouched."""
    kept = {name: value for name, value in old.items() if name not in fields}
    wanted = {*fields, *(["custom"] if any(_is_of_corner(name, new) for name in fields) else [])}
    return kept | {name: new[name] for name in wanted if name in new}


def _is_of_corner(name: str, new: dict[str, Any]) -> bool:
    corner = new.get("custom", {}).get(CORNER, {})
    return ":" in name or name in ("note", "keyword") or name in {*corner.get("names", {}), *corner.get("dates", {})}


def _update_rows(
    source: Source,
    named: Sequence[tuple[str, Any]],
    numbers: Sequence[tuple[str, str]],
    fields: Sequence[str],
    people: People,
) -> None:
    """Replace the contributions and identifiers of the chosen fields, keeping the order of the others."""
    roles = {role for role, _name in named} & set(fields)
    if roles:
        kept = [row for row in source.contributions.all() if row.role not in roles]
        source.contributions.all().delete()
        made = contributions_of(source, [pair for pair in named if pair[0] in roles], people)
        for position, row in enumerate([*made, *kept], start=1):
            row.pk, row.position = None, position
            row._state.adding = True
            row.save()
    schemes = {scheme for scheme, _value in numbers if scheme in fields or "extra: fields" in fields}
    if schemes:
        source.identifiers.filter(scheme__in=schemes).delete()
        rows = identifiers_of(source, [pair for pair in numbers if pair[0] in schemes])
        SourceIdentifier.objects.bulk_create(rows)
