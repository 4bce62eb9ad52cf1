"""The schema is true: schemathesis asks all that it allows, and more, and finds no answer that it does not foretell."""

from collections.abc import Iterator
from typing import Any

import pytest
from schemathesis.generation.modes import GenerationMode

from archive.quotations.models import Quotation, Topic
from tests.api.asking import MODES, failures, one_transaction, schema

pytestmark = pytest.mark.django_db
READING = r"^/api/v1/(?!desk/)"


@pytest.fixture(autouse=True)
def _one_transaction() -> Iterator[None]:
    with one_transaction():
        yield


@pytest.fixture
def operations(boots: Quotation) -> Any:
    boots.topics.add(Topic.objects.create(labels={"en": "peace"}))
    return [found.ok() for found in schema().include(path_regex=READING).get_all_operations()]


@pytest.mark.parametrize("mode", MODES)
def test_no_answer_is_unforeseen(operations: list[Any], mode: GenerationMode) -> None:
    assert len(operations) >= 18
    assert not failures(operations, mode)
