"""Building: a new generation of the index from the database, while the old one serves."""

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future

import numpy as np
import tantivy
from django.db import OperationalError, connection

from archive.publishing import State as Standing
from archive.quotations.models import Quotation
from archive.search import feed, frequent, layout
from archive.search.analysis import Tokens
from archive.search.analysts import FEW, PROCESSES, analyse_all, analysts, posting
from archive.search.columns import Gatherer
from archive.search.frequent import PHRASE_SHARE, Posting, Token, threshold
from archive.search.layout import Generation, State
from archive.search.passages import Authorities, Passage, by_range, microseconds, passages
from archive.search.phrases import Sample
from archive.search.profiles import Array
from archive.search.schema import CONTEXT, VERSION, schema

BATCH = 2000
AHEAD = 6  # batches that are being analysed while others are read and written
HEAP = 192 * 2**20
SMALL_HEAP = 16 * 2**20

Progress = Callable[[int, int], None]


def rebuild(progress: Progress = lambda done, count: None, wait: bool = True) -> Generation:
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
    """Let SQLite see how its tables have grown, or it looks for twenty quotations among all that are published."""
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
    ids = published_ids()
    index = tantivy.Index(schema(), str(generation.words))
    writer = index.writer(HEAP if len(ids) > FEW else SMALL_HEAP, PROCESSES if len(ids) > FEW else 1)
    gatherer, sample = Gatherer(), Sample(len(ids))
    with analysts(len(ids)) as executor:
        for number, passage, tokens in _analysed_passages(ids, executor):
            writer.add_document(document(passage, tokens, number))
            gatherer.add(number, passage)
            sample.add(tokens, passage.context)
            if gatherer.count % BATCH == 0:
                progress(gatherer.count, len(ids))
        writer.commit()
        writer.wait_merging_threads()
        columns = gatherer.columns()
        columns.save(generation)
        index.reload()
        tokens = frequent_tokens(index.searcher(), sample)
        frequent.write(generation, _postings(tokens, str(generation.words), executor))
    generation.changes.touch()
    progress(gatherer.count, gatherer.count)
    return columns.count


def published_ids() -> Array:
    """Return the ids of what is published, in the order of publication."""
    rows = Quotation.objects.filter(state=Standing.PUBLISHED).order_by().values_list("state_at", "pk")
    kind = np.dtype([("at", np.int64), ("id", "S8")])
    told = np.fromiter(((microseconds(at), pk) for at, pk in rows.iterator(chunk_size=BATCH)), kind)
    return told[np.lexsort((told["id"], told["at"]))]["id"]


def _analysed_passages(ids: Array, executor: Executor) -> Iterator[tuple[int, Passage, Tokens]]:
    """Yield passages with their numbers and tokens, in the order of ids; batches are analysed while others are read."""
    authorities = Authorities()
    waiting: deque[tuple[list[int], list[Passage], Future[list[Tokens]]]] = deque()
    places = np.argsort(ids)
    for start in range(0, len(ids), BATCH):
        numbers = places[start : start + BATCH]
        some = [pk.decode() for pk in ids[numbers]]
        told = dict(zip(some, numbers.tolist(), strict=True))
        batch = list(passages(some, authorities, by_range(some)))
        tokens = executor.submit(analyse_all, [(one.words, one.language) for one in batch])
        waiting.append(([told[one.id] for one in batch], batch, tokens))
        if len(waiting) > AHEAD:
            yield from _next(waiting)
    while waiting:
        yield from _next(waiting)


def _next(
    waiting: deque[tuple[list[int], list[Passage], "Future[list[Tokens]]"]],
) -> Iterator[tuple[int, Passage, Tokens]]:
    numbers, batch, tokens = waiting.popleft()
    yield from zip(numbers, batch, tokens.result(), strict=True)


def document(passage: Passage, tokens: Tokens, number: int, is_later: bool = False) -> tantivy.Document:
    """Return what Tantivy takes of a passage."""
    made = tantivy.Document()
    made.add_text("id", passage.id)
    made.add_text("exact", tokens.exact)
    made.add_text("stems", tokens.stems)
    made.add_text(CONTEXT["exact"], passage.context.exact)
    made.add_text(CONTEXT["stems"], passage.context.stems)
    made.add_unsigned("number", number)
    made.add_unsigned("is_later", int(is_later))
    return made


def frequent_tokens(searcher: tantivy.Searcher, sample: Sample) -> list[Token]:
    """Return the tokens that are in a good part of all quotations, and the phrases."""
    least = threshold(searcher.num_docs)
    tokens = [
        (field, token)
        for field in CONTEXT
        for name in (field, CONTEXT[field])
        for token, count in searcher.terms_with_prefix(name, "")
        if count >= least
    ]
    phrases = [("exact", phrase) for phrase in sample.phrases(threshold(searcher.num_docs, PHRASE_SHARE))]
    return list(dict.fromkeys(tokens + phrases))


def _postings(tokens: list[Token], folder: str, executor: Executor) -> Iterable[Posting]:
    waiting: deque[Future[Posting]] = deque()
    for token in tokens:
        waiting.append(executor.submit(posting, folder, token))
        if len(waiting) > AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
