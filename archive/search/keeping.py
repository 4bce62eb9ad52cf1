"""Keeping: the index in step with the log, by whoever asks first."""

import json
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import tantivy

from archive.events.models import Event, EventClaim
from archive.quotations.models import Attestation, Attribution, EventLink, Quotation
from archive.search import feed
from archive.search.analysis import analysed
from archive.search.building import SMALL_HEAP, document
from archive.search.feed import Change
from archive.search.forgetting import forget_many_words
from archive.search.layout import Generation
from archive.search.leaves import ALL
from archive.search.lemmas import ready_for
from archive.search.passages import Authorities, Passage, passages
from archive.search.snapshot import Snapshot
from sources.models import Source

ENTRIES = 500  # of the log at once
MOST_SECONDS = 2.0  # that a reader waits while the index catches up
MOST_AT_ONCE = 2000  # quotations in one batch of changes


def catch_up(snapshot: Snapshot, seconds: float = MOST_SECONDS) -> None:
    """Write what the log has had since into the snapshot's generation, for so long at the most.

    Whoever finds another at it waits for them; what they wrote is read from the generation.
    """
    until = time.monotonic() + seconds
    with snapshot.generation.writing():
        keeper = Keeper(snapshot.followed())
        while keeper.step() and time.monotonic() < until:
            continue
        keeper.close()
    forget_many_words()


class Keeper:
    """The one who holds the lock of a generation and writes changes into it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._writer: tantivy.IndexWriter | None = None

    def step(self) -> bool:
        """Write the next entries of the log; False where there are none."""
        changes = feed.since(self.snapshot.sequence, ENTRIES)
        if not changes:
            return False
        affected = sorted(quotations_of(changes))
        batches = [affected[start : start + MOST_AT_ONCE] for start in range(0, len(affected), MOST_AT_ONCE)] or [[]]
        for batch in batches[:-1]:
            self._write(batch, self.snapshot.sequence)
        self._write(batches[-1], changes[-1].sequence)
        return True

    def close(self) -> None:
        """Let Tantivy join the many small parts that commits leave; a writer that is dropped would give that up."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def _write(self, ids: list[str], sequence: int) -> None:
        """Replace these quotations in the index, and say that it has reached a sequence."""
        gone = self.snapshot.columns.numbers_of(ids)
        with ready_for(len(ids)):
            found = list(passages(ids, Authorities()))
            if found or gone:
                self._replace(ids, found)
        added = [[one.id, one.newest, one.said, one.profile.as_json()] for one in found]
        append(self.snapshot.generation, {"sequence": sequence, "gone": gone, "added": added})
        self.snapshot = self.snapshot.followed()

    def _replace(self, ids: Iterable[str], found: list[Passage]) -> None:
        writer = self._opened()
        for pk in ids:
            writer.delete_documents_by_term("id", pk)
        for number, passage in enumerate(found, start=self.snapshot.columns.count):
            words = analysed(passage.words, passage.language)
            writer.add_document(document(passage.id, words, passage.context, number, is_later=True))
        writer.commit()

    def _opened(self) -> tantivy.IndexWriter:
        """Return the writer, after removing what a crashed one left without saying so."""
        if self._writer is None:
            index = self.snapshot.index
            self._writer = index.writer(SMALL_HEAP, 1)
            kind = tantivy.FieldType.Unsigned
            left = tantivy.Query.range_query(index.schema, "number", kind, self.snapshot.columns.count, ALL)
            self._writer.delete_documents_by_query(left)
        return self._writer


def append(generation: Generation, change: dict[str, Any]) -> None:
    """Write one change; it counts from when its line is whole."""
    line = json.dumps(change, ensure_ascii=False, separators=(",", ":")) + "\n"
    with open(generation.changes, "r+b") as file:
        file.truncate(whole_size(generation))
        file.seek(0, os.SEEK_END)
        file.write(line.encode())
        file.flush()
        os.fsync(file.fileno())


def whole_size(generation: Generation) -> int:
    """Return the size of the changes without half a line that a crash may have left."""
    told = generation.changes.read_bytes() if generation.changes.stat().st_size else b""
    return told.rfind(b"\n") + 1


def quotations_of(changes: Iterable[Change]) -> set[str]:
    """Return the quotations in which changes of any records are to be seen."""
    by_kind = defaultdict(set)
    for change in changes:
        by_kind[change.kind].add(change.id)
    found = set(by_kind.pop("quotation", ()))
    for kind, ids in by_kind.items():
        found.update(TOUCHED.get(kind, lambda ids: ())(sorted(ids)))
    return found


def _of_agents(ids: list[str]) -> Iterator[str]:
    yield from Attribution.objects.filter(agent__in=ids).values_list("quotation", flat=True)
    yield from Quotation.objects.filter(mentions__in=ids).values_list("pk", flat=True)


def _of_sources(ids: list[str]) -> Iterator[str]:
    """A source's title is also that of its parts and of its translations."""
    parts = Source.objects.filter(part_of__in=ids).values_list("pk", flat=True)
    translations = Source.objects.filter(translation_of__in=ids).values_list("pk", flat=True)
    every = [*ids, *parts, *translations]
    yield from Attestation.objects.filter(source__in=every).values_list("quotation", flat=True)


def _of_events(ids: list[str]) -> Iterator[str]:
    yield from EventLink.objects.filter(event__in=ids).values_list("quotation", flat=True)


def _of_places(ids: list[str]) -> Iterator[str]:
    yield from Quotation.objects.filter(place__in=ids).values_list("pk", flat=True)
    claims = EventClaim.objects.filter(place__in=ids)
    yield from _of_events(list(Event.objects.filter(claims__in=claims).values_list("pk", flat=True)))


def _of_topics(ids: list[str]) -> Iterator[str]:
    yield from Quotation.objects.filter(topics__in=ids).values_list("pk", flat=True)


TOUCHED: dict[str, Callable[[list[str]], Iterable[str]]] = {
    "agent": _of_agents,
    "source": _of_sources,
    "event": _of_events,
    "place": _of_places,
    "topic": _of_topics,
}
