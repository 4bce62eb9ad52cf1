"""Asking what a schema allows, and more: schemathesis within the transaction of a test."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case
from schemathesis.generation.modes import GenerationMode

BOUNDED = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
Prepare = Callable[[Case], None]


@contextmanager
def one_transaction() -> Iterator[None]:
    """Let all requests see the transaction of the test, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def schema() -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", WSGIHandler())


def failures(operations: Iterable[Any], mode: GenerationMode, prepare: Prepare | None = None, most: int = 8) -> str:
    """Ask of each operation a few times, and return what was answered otherwise than the schema foretells.

    Nothing of what a request writes is there for the next one.
    """
    found = []
    for operation in operations:
        try:
            _asked(operation, mode, prepare or (lambda case: None), most)()
        except Unsatisfiable:
            continue  # takes nothing that could be wrong
        except (Exception, BaseExceptionGroup) as error:
            found.append(f"{operation.method} {operation.path}: {str(error)[:1500]}")
    return "\n\n".join(found)


def _asked(operation: Any, mode: GenerationMode, prepare: Prepare, most: int) -> Callable[[], None]:
    @settings(BOUNDED, max_examples=most)
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        prepare(case)
        with transaction.atomic():
            case.call_and_validate()
            transaction.set_rollback(True)

    return ask
