"""check_log finds what was altered or taken away of editions and redirections."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from archive.desk.merging import Merge
from archive.editions.checking import check_editions
from archive.editions.models import Edition, Redirection, hash_of
from archive.quotations.models import Quotation
from archive.revisions.canonical import canonical
from archive.revisions.checking import check
from sources.models import Agent, Source
from tests import cast
from tests.editions.conftest import Reworded, year


def sql(statement: str, *values: object) -> None:
    """Write past Django."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def set_edition(column: str, value: object, number: int = 2) -> Callable[[], None]:
    return lambda: sql(f"UPDATE editions_edition SET {column} = %s WHERE number = %s", value, number)  # noqa: S608


def delete(number: int) -> Callable[[], None]:
    return lambda: sql("DELETE FROM editions_edition WHERE number = %s", number)


def alter(rehashed: bool, number: int) -> Callable[[], None]:
    def corrupt() -> None:
        edition = Edition.objects.get(number=number)
        content = canonical(edition.parsed | {"words": "forged"})
        set_edition("content", content, number)()
        if rehashed:
            set_edition("hash", hash_of(content), number)()

    return corrupt


def reformat() -> None:
    set_edition("content", json.dumps(Edition.objects.get(number=2).parsed, indent=1))()


def double_hash() -> None:
    first = Edition.objects.get(number=1)
    set_edition("content", first.content)()
    set_edition("hash", first.hash)()


def in_between(number: int) -> None:
    """Move an edition's time close to that of the one before it."""
    set_edition("at", Edition.objects.get(number=number - 1).at + timedelta(microseconds=1), number)()


CORRUPTIONS: dict[str, Callable[[], object]] = {
    "the words of an edition": alter(rehashed=False, number=1),
    "the words of the latest, and its hash": alter(rehashed=True, number=3),
    "the words of an earlier one, and its hash": alter(rehashed=True, number=2),
    "a time between two others": lambda: in_between(2),
    "a later time": set_edition("at", "2030-06-01 12:00:00+00:00", 1),
    "a redirection that leads nowhere": lambda: Redirection.objects.update(new_id="00000000"),
    "a redirection that leads to another record": lambda: Redirection.objects.update(
        new_id=Agent.objects.exclude(pk=Redirection.objects.get().new_id).first().pk
    ),
    "a content written otherwise": reformat,
    "a content emptied": set_edition("content", "{}"),
    "a hash": set_edition("hash", "f" * 64),
    "a number": set_edition("number", 7),
    "a time": set_edition("at", "2001-01-01 12:00:00+00:00"),
    "a place in the log": set_edition("sequence", 1),
    "an edition that says what the one before it said": double_hash,
    "the first edition deleted": delete(1),
    "an edition deleted": delete(2),
    "the latest edition deleted": delete(3),
    "all editions deleted": lambda: sql("DELETE FROM editions_edition"),
    "another's editions": set_edition("quotation_id", "00000000", 3),
    "a redirection deleted": lambda: Redirection.objects.all().delete(),
    "a redirection forged": lambda: Redirection.objects.create(
        record_type="source", old_id="00000000", new_id=Source.objects.first().pk
    ),
}


@pytest.fixture
def archive(boots: Quotation, reworded: Reworded, trotsky: Agent) -> None:
    """An archive with three editions of a quotation, and a person that was merged into one of two others."""
    reworded("Other words.", year(2030))
    reworded("Last words.", year(2031))
    Merge(trotsky, cast.agent({"de": "Leo Trotzki"})).apply({})
    cast.agent({"en": "V. I. Lenin"})


def test_every_corruption_is_found(archive: None) -> None:
    assert [*check(), *check_editions()] == []
    missed = []
    for name, corrupt in CORRUPTIONS.items():
        savepoint = transaction.savepoint()
        corrupt()
        if not list(check_editions()):
            missed.append(name)
        transaction.savepoint_rollback(savepoint)

    assert missed == []


def test_command_looks_at_editions_too(boots: Quotation) -> None:
    call_command("check_log", stdout=StringIO())
    alter(rehashed=False, number=1)()
    errors = StringIO()

    with pytest.raises(CommandError):
        call_command("check_log", stderr=errors)

    assert f"edition {boots.shown_id} v1: it does not say what it said" in errors.getvalue()
