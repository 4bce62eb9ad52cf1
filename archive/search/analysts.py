"""Analysts: processes that analyse texts and read out frequent tokens, while another reads and writes.

They know neither the database nor Django, so they start quickly.
"""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor

import numpy as np
import tantivy

from archive.search.analysis import Tokens, analysed
from archive.search.frequent import Posting, Token
from archive.search.leaves import Leaf, found, most, query

PROCESSES = 2
FEW = 3000  # so few are analysed sooner than processes start


class Here(Executor):
    """An executor that does everything at once and in this process."""

    def submit(self, fn: Callable, /, *arguments: object, **named: object) -> Future:  # type: ignore[type-arg]
        done: Future = Future()  # type: ignore[type-arg]
        done.set_result(fn(*arguments, **named))
        return done


def analysts(count: int) -> Executor:
    """Return who analyses texts: processes of their own where there are many."""
    if count <= FEW or multiprocessing.current_process().daemon:
        return Here()
    return ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn"))


def analyse_all(texts: list[tuple[str, str]]) -> list[Tokens]:
    """Return the tokens of texts with their languages."""
    return [analysed(text, language) for text, language in texts]


_opened: dict[str, tantivy.Index] = {}


def posting(folder: str, token: Token) -> Posting:
    """Return where a token is; the index stays open in this process for the next one."""
    if folder not in _opened:
        _opened.clear()
        _opened[folder] = tantivy.Index.open(folder)
    index, leaf = _opened[folder], Leaf(token[0], tuple(token[1].split(" ")))
    searcher = index.searcher()
    hits = found(searcher, query(index.schema, leaf), most(searcher, leaf))
    return Posting(token, hits.numbers.astype(np.uint32).tobytes(), hits.scores.astype(np.float16).tobytes())
