"""The schema is true: schemathesis asks all that it allows, and more, and finds no answer that it does not foretell."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case
from schemathesis.generation.modes import GenerationMode

from archive.quotations.models import Quotation, Topic

pytestmark = pytest.mark.django_db
BOUNDED = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
READING = r"^/api/v1/(?!desk/)"


@pytest.fixture(autouse=True)
def _one_transaction() -> Iterator[None]:
    """Let all requests see the transaction of the test, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def operations(boots: Quotation) -> Any:
    boots.topics.add(Topic.objects.create(labels={"en": "peace"}))
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", WSGIHandler())
    return [found.ok() for found in schema.include(path_regex=READING).get_all_operations()]


def asked(operation: Any, mode: GenerationMode) -> Callable[[], None]:
    @BOUNDED
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        case.call_and_validate()

    return ask


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_answer_is_unforeseen(operations: list[Any], mode: GenerationMode) -> None:
    assert len(operations) >= 18
    failures = []
    for operation in operations:
        try:
            asked(operation, mode)()
        except Unsatisfiable:
            continue  # takes nothing that could be wrong
        except (Exception, BaseExceptionGroup) as error:
            failures.append(f"{operation.path}: {str(error)[:1500]}")
    assert not failures, "\n\n".join(failures)
