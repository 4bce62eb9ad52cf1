"""Freezing gives the same bytes for ever: who noted an edition's hash finds it again."""

from pathlib import Path

import pytest

from archive.editions import gathering
from archive.editions.checking import check_editions
from archive.editions.freezing import contents
from archive.editions.gathering import Shelf
from archive.editions.models import Edition
from archive.loading import load
from archive.quotations.models import Quotation
from archive.revisions.canonical import canonical
from archive.revisions.checking import check

pytestmark = pytest.mark.django_db

# Every kind of quotation, as archive file and as the editions that were made of it when their form was fixed.
EVERY_KIND = Path(__file__).parent / "every_kind.yaml"
EDITIONS = EVERY_KIND.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()


def test_editions_say_byte_for_byte_what_they_always_said() -> None:
    load(EVERY_KIND)
    made = Edition.objects.order_by("quotation_id").values_list("content", flat=True)
    assert list(made) == EDITIONS
    assert [*check(), *check_editions()] == []
    assert load(EVERY_KIND).new_count == 0


def test_order_and_company_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shelf that forgets at once, or has been used for others before, gives the same."""
    load(EVERY_KIND)
    ids = sorted(Quotation.objects.values_list("pk", flat=True), reverse=True)
    monkeypatch.setattr(gathering, "MOST_HELD", 1)
    shelf = Shelf()
    found = [canonical(content) for pk in ids for _pk, content in contents([pk], shelf)]
    assert found == EDITIONS[::-1]
