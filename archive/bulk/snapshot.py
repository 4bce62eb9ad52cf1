"""A snapshot: all that is read within stands at one entry of the log, and no writer waits for it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.db import connection
from django.utils import translation

BEGIN = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "sqlite": "BEGIN DEFERRED"}


@contextmanager
def snapshot() -> Iterator[None]:
    """Read from one state of the database.

    A transaction of Django's own would keep writers out on SQLite. Within one that is open already, that one holds.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(BEGIN[connection.vendor])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


class FromSnapshot:
    """Pieces that are read one by one from the database as it stood when this was made; gone through once, then closed."""

    def __init__(self) -> None:
        self.held = ExitStack()
        self.held.enter_context(snapshot())

    def pieces(self) -> Iterator[bytes]:
        """Yield the pieces."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[bytes]:
        """Yield the pieces; they speak English, whatever page is read meanwhile."""
        pieces = self.pieces()
        while True:
            with translation.override(settings.LANGUAGE_CODE):
                piece = next(pieces, None)
            if piece is None:
                break
            yield piece
        self.close()

    def close(self) -> None:
        """Let the snapshot go."""
        self.held.close()
