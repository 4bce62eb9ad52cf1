"""Whole changes: a write of rows is one transaction, and who watches from outside may stand around it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from django.db import transaction
from django.dispatch import Signal

# Rows of the sending model were written, or are about to be, without a signal for each: `keys` are their primary keys.
rows_written = Signal()

_surroundings: list[Callable[[], AbstractContextManager[object]]] = []


def surround(context: Callable[[], AbstractContextManager[object]]) -> None:
    """Let a context manager stand around every change from now on, inside its transaction."""
    if context not in _surroundings:
        _surroundings.append(context)


@contextmanager
def one_change() -> Iterator[None]:
    """Make what is written within one transaction, or a part of the one that is open."""
    with transaction.atomic(), ExitStack() as stack:
        for context in _surroundings:
            stack.enter_context(context())
        yield
