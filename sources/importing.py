"""Importing sources: reading a file and planning, entry by entry, what is to become of it.

A plan is kept in the database (`ImportBatch`, `ImportEntry`) until the curator has looked at it;
`sources.applying` then carries it out. Planning changes no record.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sources.citing import needed, reference_of
from sources.comparing import Differences, as_format_tells, differences, told
from sources.formats import Format, Problem, UnreadableEntry, UnreadableFile, sniff
from sources.formats.decoding import rewindable
from sources.matching import Match, SourceMatcher, facts_of
from sources.models import ImportBatch, ImportEntry, ImportState, Source, Status
from sources.models.imports import FIRST
from sources.reference import Reference
from sources.shelving import UNTITLED, cleaned
from sources.telling import in_words

CHUNK = 250
LONGEST_RAW = 20_000
Progress = Callable[[int], None]


class EmptyFile(UnreadableFile):
    """There is no entry in the file."""


class TooManyEntries(UnreadableFile):
    """The file has more entries than this way of importing takes."""


class UnknownContent(UnreadableFile):
    """The content looks like none of the formats that can be read."""


HEAD = 1 << 16


def format_of(stream: BinaryIO) -> tuple[Format, BinaryIO]:
    """Return the format that the content looks like, and the stream at its beginning; raises UnknownContent."""
    stream = rewindable(stream)
    start = stream.tell()
    known = sniff(stream.read(HEAD))
    stream.seek(start)
    if known is None:
        raise UnknownContent(_("the format cannot be told from the content: choose it"))
    return known, stream


@dataclass
class Draft:
    """An entry that has been read, and what has been found out about it."""

    entry: ImportEntry
    reference: Any = None  # a Reference, or what another kind of file has instead
    match: Match | None = None


@dataclass
class Seen:
    """The entries of this file so far, by what makes two of them equal; a few bytes for each."""

    places: dict[int, int] = field(default_factory=dict)

    def first_like(self, position: int, marks: Iterable[Any]) -> int | None:
        """Return the first entry with one of these marks, and note this one under those that are free."""
        found = [self.places.setdefault(hash(mark), position) for mark in marks]
        return min((place for place in found if place != position), default=None)


def plan(
    stream: BinaryIO,
    known: Format,
    batch: ImportBatch,
    encoding: str | None = None,
    most: int | None = None,
    progress: Progress = lambda count: None,
) -> ImportBatch:
    """Read a file and plan its import into a batch that is new; holds a chunk of entries at a time.

    Raises UnreadableFile, with nothing kept, where the file as a whole is none of this format, is
    empty, or has more than `most` entries.
    """
    planner = SourcePlanner(known, batch)
    batch.format = known.name
    batch.save()
    try:
        return keep(batch, planner, drafts(known.read(stream, encoding), batch), most, progress)
    except BaseException:
        batch.delete()
        raise


def keep(batch: ImportBatch, planner: Any, found: Iterator[Draft], most: int | None, progress: Progress) -> ImportBatch:
    """Judge drafts and keep them, chunk by chunk; the batch is then planned."""
    count = 0
    while chunk := list(islice(found, CHUNK)):
        count += len(chunk)
        if most is not None and count > most:
            raise TooManyEntries(_("there are more than %s entries; import it by the command") % most)
        planner.judge(chunk)
        with transaction.atomic():
            ImportEntry.objects.bulk_create([draft.entry for draft in chunk])
        progress(count)
    if not count:
        raise EmptyFile(_("there is no entry in this file"))
    batch.state, batch.planned_at = ImportState.PLANNED, timezone.now()
    batch.save()
    return batch


def drafts(read: Iterable[Any], batch: ImportBatch) -> Iterator[Draft]:
    """Yield the entries of a file in order; problems go with the entry that they belong to."""
    position, problems = 0, []
    for item in read:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        position += 1
        yield _draft(ImportEntry(batch=batch, position=position), item, problems)
        problems = []


def _draft(entry: ImportEntry, item: Reference | UnreadableEntry, problems: list[Problem]) -> Draft:
    if isinstance(item, UnreadableEntry):
        return Draft(unreadable(entry, item.line, in_words(item.saying), item.raw))
    reference, more = cleaned(item)
    entry.line = next((problem.line for problem in problems if problem.line), 0)
    entry.problems = [": ".join(filter(None, (one.field, in_words(one.saying)))) for one in problems] + more
    entry.raw = json.dumps(reference.to_csl(), ensure_ascii=False)
    entry.title = " · ".join(filter(None, (reference.id, reference.title)))[:300]
    return Draft(entry, reference)


def unreadable(entry: ImportEntry, line: int, reason: str, raw: str) -> ImportEntry:
    """Return the entry as one that could not be read."""
    clean = raw[:LONGEST_RAW].encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
    entry.line, entry.reason, entry.raw, entry.status = line, reason, clean, Status.UNREADABLE
    entry.title, entry.decision = " ".join(clean[:300].split()), FIRST[Status.UNREADABLE]
    return entry


class SourcePlanner:
    """Says of each entry what it is to the archive and to the entries before it."""

    def __init__(self, known: Format, batch: ImportBatch) -> None:
        self.known, self.batch = known, batch
        self.matcher, self.seen = SourceMatcher(), Seen()

    def judge(self, chunk: list[Draft]) -> None:
        """Fill in status, reason, match and differences of the entries of a chunk."""
        readable = [draft for draft in chunk if draft.reference]
        matches = self.matcher.matches([draft.reference for draft in readable])
        found = {match.source_id for match in matches if match}
        sources = Source.objects.filter(pk__in=found).prefetch_related(*needed())
        archived = {source.pk: reference_of(source) for source in sources}
        for draft, match in zip(readable, matches, strict=True):
            draft.match = match
            self._judge(draft, archived)
        self._forgive(readable, archived)
        for draft in readable:
            self._conclude(draft)

    def _judge(self, draft: Draft, archived: dict[str, Reference]) -> None:
        entry, match = draft.entry, draft.match
        self._compare_within_file(entry, draft.reference)
        if match:
            entry.matched_id, entry.score = match.source_id, max(match.score, entry.score or 0)
            entry.reason = "; ".join(filter(None, (entry.reason, match.reason)))
            entry.differences = differences(told(archived[match.source_id]), told(draft.reference))

    def _compare_within_file(self, entry: ImportEntry, reference: Reference) -> None:
        """Note which entry before this one says the same, or names the same work, or has the same key."""
        same = self.seen.first_like(entry.position, [content_of(reference)])
        like = self.seen.first_like(entry.position, identity_of(reference))
        key = self.seen.first_like(entry.position, [("id", reference.id)] if reference.id else [])
        if same or like:
            entry.same_as, entry.score = same or like, 1.0 if same else 0.9
            said = _("the same as entry %s of this file") if same else _("like entry %s of this file")
            entry.reason = said % entry.same_as
        elif key:
            entry.problems = [*entry.problems, _("it has the same key as entry %s") % key]

    def _forgive(self, readable: list[Draft], archived: dict[str, Reference]) -> None:
        """Take away differences that only the format makes, which holds less than the archive does."""
        differing = [draft for draft in readable if draft.match and draft.entry.differences]
        pale = as_format_tells(self.known, [archived[draft.match.source_id] for draft in differing])
        for draft, reference in zip(differing, pale, strict=False):
            still = differences(told(cleaned(reference)[0]), told(draft.reference))
            found = draft.entry.differences
            draft.entry.differences = {name: pair for name, pair in found.items() if name in still}

    def _conclude(self, draft: Draft) -> None:
        """Give the entry its status, and the decision that stands unless the curator says otherwise."""
        entry, match = draft.entry, draft.match
        if entry.same_as and not (match and match.is_sure and not entry.differences):
            entry.status = Status.DOUBTFUL
        elif match is None:
            entry.status = Status.NEW
        else:
            is_known = match.is_sure or not entry.differences
            entry.status = Status.KNOWN if is_known else Status.DOUBTFUL
        entry.decision = FIRST[Status(entry.status)]


def content_of(reference: Reference) -> str:
    """Return all that a reference says, but for its key."""
    return json.dumps(told(reference), sort_keys=True, default=str)


def identity_of(reference: Reference) -> list[Any]:
    """Return by what a work is named: title, author and year, and its part; nothing where one of them is not known."""
    facts = facts_of(reference)
    if not (facts.title and facts.authors and facts.year) or reference.title == UNTITLED:
        return []
    return [(facts.title, facts.year, tuple(sorted(facts.authors)), facts.type, tuple(sorted(facts.telling.items())))]


def reference_in(entry: ImportEntry) -> Reference:
    """Return the reference that an entry holds."""
    return Reference.from_csl(json.loads(entry.raw))


def found_differences(source: Source, reference: Reference) -> Differences:
    """Return what a reference says otherwise than a source does now."""
    return differences(told(reference_of(source)), told(reference))
