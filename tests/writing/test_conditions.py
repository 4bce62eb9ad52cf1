"""No lost update and nothing done twice: If-Match, and Idempotency-Key."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from archive.quotations.models import Quotation
from archive.revisions import log
from archive.revisions.checking import check
from archive.writing.models import KeptAnswer
from tests.writing.conftest import QUOTATIONS, Program, at, secret_of

pytestmark = pytest.mark.django_db
WRITES = [
    ("PUT", ""),
    ("PATCH", ""),
    ("DELETE", ""),
    ("POST", "submit/"),
    ("POST", "publish/"),
    ("POST", "return/?why=x"),
    ("POST", "withdraw/?why=x"),
]


def body_of(method: str, record: dict[str, Any]) -> Any:
    return {"PUT": record, "PATCH": {"note": "Mine."}}.get(method)


def test_every_write_from_a_stale_revision_is_refused(editor: Program, own_draft: Quotation) -> None:
    read = editor.get(at(own_draft))
    editor.change(at(own_draft), "PATCH", {"note": "Theirs."})
    revision = log.revision_of(own_draft)

    for method, step in WRITES:
        answer = editor.ask(method, at(own_draft) + step, body_of(method, read.json()["record"]), If_Match=read["ETag"])
        assert answer.status_code == 412, (method, step)

    assert log.revision_of(own_draft) == revision
    assert Quotation.objects.get().note == "Theirs."


def test_refusal_brings_both_versions_and_what_differs(editor: Program, own_draft: Quotation) -> None:
    read = editor.get(at(own_draft))
    editor.change(at(own_draft), "PATCH", {"note": "Theirs."})

    told = editor.ask("PATCH", at(own_draft), {"note": "Mine."}, If_Match=read["ETag"]).json()

    assert told["current"] == editor.get(at(own_draft)).json()
    assert told["started_from"] == {name: read.json()[name] for name in ("revision", "record")}
    assert told["changed"] == ["note"]


def test_every_write_must_name_its_revision(editor: Program, own_draft: Quotation) -> None:
    for method, step in WRITES:
        for header in (None, "*"):
            body = body_of(method, editor.get(at(own_draft)).json()["record"])
            assert editor.ask(method, at(own_draft) + step, body, If_Match=header).status_code == 428


@pytest.mark.parametrize("header", ['W/"{}"', "{}", '"x"', '"99999999999999999999"', '"-1"', "\"'", '"{}'])
def test_tag_that_is_not_the_records_own_matches_nothing(editor: Program, own_draft: Quotation, header: str) -> None:
    tag = header.format(log.revision_of(own_draft))

    assert editor.ask("PATCH", at(own_draft), {"note": "x"}, If_Match=tag).status_code == 412


def test_one_of_several_tags_suffices(editor: Program, own_draft: Quotation) -> None:
    tags = f'"1", "{log.revision_of(own_draft)}"'

    assert editor.ask("PATCH", at(own_draft), {"note": "x"}, If_Match=tags).status_code == 200


def test_deleted_record_cannot_be_written(editor: Program, own_draft: Quotation) -> None:
    tag = editor.get(at(own_draft)).headers["ETag"]
    editor.change(at(own_draft), "DELETE")

    assert editor.ask("PATCH", at(own_draft), {"note": "x"}, If_Match=tag).status_code == 404


# Asking twice.


def test_same_key_and_body_create_one_record(contributor: Program, wanted: dict) -> None:
    first = contributor.post(QUOTATIONS, wanted, Idempotency_Key='"8e03978e"')
    again = contributor.post(QUOTATIONS, wanted, Idempotency_Key='"8e03978e"')

    assert (again.status_code, again.content) == (first.status_code, first.content) == (201, first.content)
    for name in ("ETag", "Location", "Content-Type"):
        assert again.headers[name] == first.headers[name]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Quotation.objects.count() == 1


def test_same_key_with_another_body_is_refused(contributor: Program, wanted: dict) -> None:
    contributor.post(QUOTATIONS, wanted, Idempotency_Key="k")

    assert contributor.post(QUOTATIONS, wanted | {"note": "x"}, Idempotency_Key="k").status_code == 422
    assert Quotation.objects.count() == 1


def test_keys_are_each_accounts_own(contributor: Program, editor: Program, wanted: dict) -> None:
    for program in (contributor, editor):
        assert program.post(QUOTATIONS, wanted, Idempotency_Key="k").status_code == 201

    assert Quotation.objects.count() == 2


def test_what_failed_may_be_asked_again(contributor: Program, wanted: dict) -> None:
    assert contributor.post(QUOTATIONS, wanted | {"language": "!"}, Idempotency_Key="k").status_code == 422
    assert contributor.post(QUOTATIONS, wanted, Idempotency_Key="k").status_code == 201


def test_key_is_forgotten_after_a_day(contributor: Program, wanted: dict) -> None:
    contributor.post(QUOTATIONS, wanted, Idempotency_Key="k")
    KeptAnswer.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))

    contributor.post(QUOTATIONS, wanted, Idempotency_Key="k")

    assert (Quotation.objects.count(), KeptAnswer.objects.count()) == (2, 1)


@pytest.mark.parametrize("key", ["k" * 256, "ключ"])
def test_key_is_short_and_plain(contributor: Program, wanted: dict, key: str) -> None:
    assert contributor.post(QUOTATIONS, wanted, Idempotency_Key=key).status_code == 400


# In the same moment.


def at_once(programs: list[Program], *request: Any, **headers: str) -> list[int]:
    """Let each program ask the same in the same moment, and return what they were answered, sorted."""
    start = Barrier(len(programs))

    def asked(program: Program) -> int:
        try:
            start.wait()
            return program.ask(*request, **headers).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(programs)) as pool:
        return sorted(pool.map(asked, programs))


@pytest.fixture
def both(bob: User) -> list[Program]:
    return [Program(secret_of(bob)) for _ in range(2)]


@pytest.mark.django_db(transaction=True)
def test_of_two_writers_one_wins_on_every_path(both: list[Program], own_draft: Quotation) -> None:
    record = both[0].get(at(own_draft)).json()["record"] | {"note": "Whole."}
    wanting = ["PUT", "PATCH", "submit/", "return/?why=x", "publish/", "withdraw/?why=x", "DELETE"]
    for number, name in enumerate(wanting):
        method, step = (name, "") if name.isupper() else ("POST", name)
        body = {"PUT": record, "PATCH": {"note": f"Part {number}."}}.get(method)
        tag, before = f'"{log.revision_of(own_draft)}"', log.sequence()

        answers = at_once(both, method, at(own_draft) + step, body, If_Match=tag)

        assert answers in ([200, 412], [204, 404], [204, 412]), (name, answers)
        assert log.sequence() == before + 1

    assert not list(check())


@pytest.mark.django_db(transaction=True)
def test_same_key_in_the_same_moment_creates_one_record(both: list[Program], wanted: dict) -> None:
    answers = at_once(both, "POST", QUOTATIONS, wanted, Idempotency_Key="k")

    assert answers == [201, 201]
    assert Quotation.objects.count() == 1
