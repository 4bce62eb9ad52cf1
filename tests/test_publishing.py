"""What is public: sources on which something published stands."""

import pytest

from archive.events.models import EventClaim
from archive.publishing import State, public_sources
from archive.quotations.models import Quotation
from archive.search.building import tell_planner
from sources.dates import HistoricalDate
from sources.models import Agent, Source
from sources.models.records import Basis
from tests import cast


def test_source_is_public_by_what_stands_on_it_its_parts_and_its_translations(trotsky: Agent) -> None:
    quoted, volume, original, drafted, claimed = (Source.objects.create(title=f"Book {n}") for n in range(5))
    cast.quotation("Words.", trotsky, quoted)
    cast.quotation("Unripe.", trotsky, drafted, state=State.DRAFT)
    part = Source.objects.create(title="A chapter", part_of=volume)
    translated = Source.objects.create(title="A chapter in Russian", translation_of=original, part_of=part)
    cast.quotation("Words again.", trotsky, translated)
    EventClaim.objects.create(
        event=cast.event({"en": "A meeting"}), date=HistoricalDate("1918"), source=claimed, basis=Basis.STATED
    )
    assert set(public_sources()) == {quoted, volume, original, part, translated, claimed}


@pytest.mark.sqlite
def test_source_is_asked_for_its_own_quotations_first(boots: Quotation) -> None:
    """For most sources the recursion over what belongs to them is not begun."""
    tell_planner()
    plan = public_sources().explain()
    assert 0 < plan.index("witness") < plan.index("RECURSIVE")
