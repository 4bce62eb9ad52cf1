"""The schema of what curators' programs may write is true, and no request of theirs breaks anything."""

import operator
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from django.contrib.auth.models import User
from schemathesis import Case
from schemathesis.generation.modes import GenerationMode

from archive.quotations.models import Quotation, Topic
from archive.revisions import log
from archive.states import SHAPES
from archive.writing.representing import ROOMS
from tests.api.asking import MODES, failures, one_transaction, schema
from tests.writing.conftest import Program, secret_of

pytestmark = pytest.mark.django_db
# Everything of quotations, and of all other records what is written of them.
DESK = r"^/api/v1/desk/"
WRITING = {"POST", "PUT", "PATCH"}
# What cannot be foretold from one record alone: what others it names, and what became of it meanwhile.
CONDITIONS = ["400", "409", "412", "422", "428"]


@pytest.fixture(autouse=True)
def _one_transaction() -> Iterator[None]:
    with one_transaction():
        yield


@pytest.fixture
def records(boots: Quotation, own_draft: Quotation) -> dict[str, Any]:
    """Return records by the room that they are in, turn by turn."""
    boots.topics.add(Topic.objects.create(labels={"en": "peace"}))
    return {ROOMS[name]: cycle(shape.model._default_manager.order_by("-pk")) for name, shape in SHAPES.items()}


@pytest.fixture
def operations() -> list[Any]:
    known = schema()
    for check in (known.config.checks.positive_data_acceptance, known.config.checks.missing_required_header):
        check.expected_statuses = ["2xx", "304", "401", "403", "404", "415", *CONDITIONS]
    found = known.include(path_regex=DESK).get_all_operations()
    known.config.checks.negative_data_rejection.expected_statuses = [
        "401",
        "403",
        "404",
        "406",
        "413",
        "415",
        *CONDITIONS,
    ]
    return [one for one in map(operator.methodcaller("ok"), found) if "quotations" in one.path or is_written(one)]


def is_written(operation: Any) -> bool:
    return operation.method.upper() in WRITING and operation.path.count("/") < 7


@pytest.mark.parametrize("mode", MODES)
def test_no_answer_is_unforeseen(
    operations: list[Any], records: dict[str, Any], bob: User, mode: GenerationMode
) -> None:
    turns, secret = cycle(range(4)), secret_of(bob)

    def prepare(case: Case) -> None:
        """Give each request a token, and three of four a record that is there and its present revision."""
        case.headers["Authorization"] = f"Bearer {secret}"
        if "id" in case.path_parameters and next(turns):
            record = next(records[case.operation.path.split("/")[4]])
            case.path_parameters["id"] = record.shown_id
            if "If-Match" in case.headers:
                case.headers["If-Match"] = f'"{log.revision_of(record)}"'

    assert len(operations) == 6 + 4 + 3 * 5
    assert not failures(operations, mode, prepare, most=6)


def test_options_tell_what_is_taken(editor: Program) -> None:
    answer = editor.ask("OPTIONS", "/api/v1/desk/topics/")
    assert (answer.status_code, answer.json()["parses"]) == (200, ["application/json", "application/merge-patch+json"])
