"""Analysts: processes that read quotations and analyse them, each its own, while another writes the index.

A process of its own sets Django up and opens the database anew, which takes a moment; so few are
analysed where they are asked for. This module is the first that such a process imports: before Django is set up.
"""

import gc
import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor

import django
from django.db import connection

from archive.search.lemmas import read_into_memory

PROCESSES = 2
FEW = 10_000  # so few are analysed sooner than processes start


class Here(Executor):
    """An executor that does everything at once and in this process."""

    def submit(self, fn: Callable, /, *arguments: object, **named: object) -> Future:  # type: ignore[type-arg]
        done: Future = Future()  # type: ignore[type-arg]
        done.set_result(fn(*arguments, **named))
        return done


def analysts(count: int) -> Executor:
    """Return who reads and analyses: processes of their own where there are many.

    Such processes see only what is committed, so what is about to be is read here.
    """
    if count <= FEW or multiprocessing.current_process().daemon or connection.in_atomic_block:
        return Here()
    return ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn"), initializer=begin)


def begin() -> None:
    """Make ready a process that has just started; it ends with its work, so nothing need be collected."""
    gc.disable()
    django.setup()
    read_into_memory()


def awake() -> None:
    """Do nothing; processes start with the first task."""
