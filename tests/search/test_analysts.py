"""A few quotations are analysed at once; processes start where there are many and all can see them."""

import pytest
from django.db import transaction

from archive.search import analysts
from archive.search.analysts import FEW, Here


class NoDatabase:
    in_atomic_block = False


def test_few_are_analysed_without_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysts, "connection", NoDatabase)
    assert isinstance(analysts.analysts(FEW), Here)


def test_many_are_analysed_by_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysts, "connection", NoDatabase)
    with analysts.analysts(FEW + 1) as executor:  # processes start with the first task
        assert not isinstance(executor, Here)


def test_what_is_not_committed_is_analysed_by_who_sees_it(db: None) -> None:
    with transaction.atomic():
        assert isinstance(analysts.analysts(FEW + 1), Here)
