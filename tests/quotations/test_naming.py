"""The quotations that name one record."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from archive.people.views import said_by
from archive.publishing import State
from archive.quotations import naming
from archive.quotations.models import Attestation, Quotation
from archive.quotations.naming import Naming
from sources.models import Agent, Source
from tests import cast

SEVERAL = [1, 3, 2, 3, 5, 4]  # the days on which they were published


@pytest.fixture(params=["few", "many", "many, spread"])
def said(
    request: pytest.FixtureRequest, trotsky: Agent, article: Source, monkeypatch: pytest.MonkeyPatch
) -> list[Quotation]:
    """Make quotations of one speaker in one source, one of them doubtful, beside a draft and another's newer ones."""
    if request.param != "few":
        monkeypatch.setattr(naming, "FEW", 1)
        monkeypatch.setattr(naming, "EACH", 2 if request.param == "many" else 1)
    made = [cast.quotation(f"Words {number}.", trotsky, article, article) for number in range(len(SEVERAL))]
    for quotation, day in zip(made, SEVERAL, strict=True):
        Quotation.objects.filter(pk=quotation.pk).update(state_at=datetime(2026, 1, day, tzinfo=UTC))
    made[4].attributions.update(standing="disputed", reason="Nobody heard it.")
    cast.quotation("Unripe.", trotsky, article, state=State.DRAFT)
    other = cast.quotation("Another's.", cast.agent({"en": "Lenin"}))
    Quotation.objects.filter(pk=other.pk).update(state_at=datetime(2026, 1, 9, tzinfo=UTC))
    return made


def newest_first(made: list[Quotation]) -> list[Quotation]:
    day = dict(zip((quotation.pk for quotation in made), SEVERAL, strict=True))
    return sorted(made, key=lambda quotation: (-day[quotation.pk], quotation.pk))


def test_source_has_each_of_its_own_once_and_the_newest_first(said: list[Quotation], article: Source) -> None:
    found = Naming(Attestation.objects.filter(source=article), Quotation.objects.published())

    assert len(found) == len(said)
    assert [found[start : start + 2] for start in (0, 2, 4)] == [newest_first(said)[at : at + 2] for at in (0, 2, 4)]
    assert found[4:99] == newest_first(said)[4:]


def test_speaker_has_the_surest_first(said: list[Quotation], trotsky: Agent) -> None:
    found = said_by(trotsky)

    assert len(found) == len(said)
    assert found[:2] == [one for one in newest_first(said) if one != said[4]][:2]
    assert found[:99] == [*(one for one in newest_first(said) if one != said[4]), said[4]]


def test_many_are_not_sorted_for_the_newest(
    trotsky: Agent,
    article: Source,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(naming, "FEW", 1)
    monkeypatch.setattr(naming, "EACH", 1)
    for day in range(1, 4):
        cast.quotation(f"Words {day}.", trotsky, article, state_at=datetime(2026, 1, day, tzinfo=UTC))
    with django_assert_num_queries(4):  # all, the hidden, the newest, and these
        found = Naming(Attestation.objects.filter(source=article), Quotation.objects.published())
        assert (len(found), len(found[:2])) == (3, 2)
