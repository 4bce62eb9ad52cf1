"""Building: a new generation of the index from the database, while the old one serves."""

import contextlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import chain

import numpy as np
import tantivy
from django.db import OperationalError, connection

from archive.quotations.models import Quotation
from archive.search import beginnings, feed, frequent, layout
from archive.search.analysis import Tokens
from archive.search.analysts import FEW, analysts, awake
from archive.search.batches import Batch, Ladders, analyse, dismiss, sample
from archive.search.columns import Gatherer
from archive.search.frequent import threshold
from archive.search.gleaning import Harvest
from archive.search.layout import Generation, State
from archive.search.leaves import no_collecting
from archive.search.lemmas import ready_for
from archive.search.phrases import LONGEST, SURE, ladder, sample_step
from archive.search.profiles import Array
from archive.search.schema import CONTEXT, LATER, VERSION, schema

BATCH = 1000
AHEAD = 6  # batches that are being analysed while others are read and written
HEAP = 400 * 2**20  # so a million quotations are in two segments: readers look into each, and have its pages in memory
SMALL_HEAP = 16 * 2**20

READING, WRITING = "quotations", "files"
Progress = Callable[[str, int, int], None]  # what is at hand, how much of it is done, and how much there is


def rebuild(progress: Progress = lambda what, done, count: None, wait: bool = True) -> Generation:
    """Make a new generation and let it serve; raises Busy where another process makes one and `wait` is false."""
    with layout.rebuilding(wait):
        layout.remove_all_but(_serving())
        sequence = feed.sequence()
        generation = layout.new_generation()
        count = _write(generation, progress)
        generation.write_state(State(VERSION, sequence, count))
        layout.switch_to(generation)
    tell_planner()
    return generation


def tell_planner() -> None:
    """Let SQLite see how its tables have grown, by which it chooses where to begin."""
    if connection.vendor == "sqlite":
        with contextlib.suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 400")
            cursor.execute("ANALYZE")


def _serving() -> Generation | None:
    try:
        return layout.current()
    except layout.NoIndex:
        return None


def _write(generation: Generation, progress: Progress) -> int:
    index = tantivy.Index(schema(), str(generation.words))
    try:
        count = Quotation.objects.published().count()
        with analysts(count) as executor, no_collecting(), ready_for(count):
            executor.submit(awake)  # they start while ids are read
            ids = published_ids()
            writer = index.writer(HEAP if len(ids) > FEW else SMALL_HEAP, 1)
            gatherer = Gatherer(len(ids))
            ladders = _ladders(ids, executor, generation.folder.name)
            harvests = [Harvest(ladder, len(ids), generation.folder) for ladder in ladders]
            for batch in _batches(ids, executor, generation.folder.name, ladders):
                _add(writer, batch)
                gatherer.add(batch)
                for harvest, gleanings in zip(harvests, batch.gleanings, strict=True):
                    harvest.add(gleanings, batch.numbers)
                progress(READING, gatherer.count, len(ids))
            progress(WRITING, 0, 3)
            columns = gatherer.columns()
            columns.save(generation)
            progress(WRITING, 1, 3)
            _finish(generation, writer, executor, harvests, progress)
    finally:
        dismiss()
    progress(WRITING, 3, 3)
    return columns.count


def _finish(
    generation: Generation,
    writer: tantivy.IndexWriter,
    executor: Executor,
    harvests: list[Harvest],
    progress: Progress,
) -> None:
    """Write what is left: Tantivy's files in threads of its own, those of frequent tokens beside them."""
    with ThreadPoolExecutor(1) as beside, contextlib.ExitStack() as files:
        for harvest in harvests:
            files.callback(harvest.close)
            harvest.finish()
        begun = beside.submit(_commit, generation, writer, executor, harvests, progress)
        postings = (harvest.postings() for harvest in harvests)
        frequent.write(generation, chain(*postings, _beginnings(begun)))
    generation.changes.touch()


Parts = list["Future[list[frequent.Posting]]"]


def _commit(
    generation: Generation,
    writer: tantivy.IndexWriter,
    executor: Executor,
    harvests: list[Harvest],
    progress: Progress,
) -> Parts:
    """Let Tantivy end its files, which it does by itself while others are written, and analysts look into them."""
    writer.commit()
    writer.wait_merging_threads()
    progress(WRITING, 2, 3)
    told = [harvest.sheaves for harvest in harvests if harvest.ladder.field == beginnings.FIELD]
    return [part for sheaves in told for part in beginnings.asked(executor, generation.words, sheaves)]


def _beginnings(begun: "Future[Parts]") -> Iterator[frequent.Posting]:
    """Yield where beginnings of words are, for which Tantivy's own files are to be ready."""
    parts = begun.result()
    while parts:
        yield from parts.pop(0).result()  # which is let go once it is written


def _add(writer: tantivy.IndexWriter, batch: Batch) -> None:
    for pk, number, words, context in zip(batch.ids, batch.numbers.tolist(), batch.words, batch.context, strict=True):
        writer.add_document(document(pk, words, context, number))


def published_ids() -> Array:
    """Return the ids of what is published, in the order of publication."""
    rows = Quotation.objects.published().order_by("state_at", "pk").values_list("pk", flat=True)
    return np.fromiter(rows.iterator(chunk_size=BATCH), "S8")


def _ladders(ids: Array, executor: Executor, work: str) -> Ladders:
    """Return what is frequent in a sample, where there is enough of everything for anything to be frequent."""
    least = SURE * threshold(len(ids))
    if len(ids) < least:
        return ()
    step = sample_step(len(ids))
    chosen = [pk.decode() for pk in ids[::step]]
    asked = [executor.submit(sample, work, chosen[start : start + BATCH]) for start in range(0, len(chosen), BATCH)]
    texts = [told for one in asked for told in one.result()]
    enough = max(2, least / step)
    return tuple(
        ladder(field, [(getattr(words, field), getattr(around, field)) for words, around in texts], enough, longest)
        for field, longest in (("exact", LONGEST), ("stems", 1))
    )


def _batches(ids: Array, executor: Executor, work: str, ladders: Ladders) -> Iterator[Batch]:
    """Yield all batches, in the order of ids; some are read and analysed while one is written."""
    waiting: deque[Future[Batch]] = deque()
    places = np.argsort(ids)
    for start in range(0, len(ids), BATCH):
        numbers = places[start : start + BATCH]
        some = [pk.decode() for pk in ids[numbers]]
        waiting.append(executor.submit(analyse, work, some, numbers.tolist(), ladders))
        if len(waiting) > AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def document(pk: str, words: Tokens, context: Tokens, number: int, is_later: bool = False) -> tantivy.Document:
    """Return what Tantivy takes of a quotation."""
    made = tantivy.Document()
    made.add_text("id", pk)
    made.add_text("exact", words.exact)
    made.add_text("stems", words.stems)
    made.add_text(CONTEXT["exact"], context.exact)
    made.add_text(CONTEXT["stems"], context.stems)
    if is_later:
        made.add_text(LATER["exact"], beginnings.of_each(words.exact))
        made.add_text(LATER[CONTEXT["exact"]], beginnings.of_each(context.exact))
    made.add_unsigned("number", number)
    made.add_unsigned("is_later", int(is_later))
    return made
