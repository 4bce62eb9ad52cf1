"""Importing quotations: as drafts, with speakers and sources found or made; nothing known is doubled."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from archive.exporting import references_of_quotations
from archive.importing import apply_import, undo_import
from archive.publishing import State
from archive.quotations.models import Quotation, Topic
from archive.quotations.planning import plan
from archive.quotations.reading import cited
from archive.quotations.rows import COLUMNS
from archive.states import SHAPES, state_of, with_children
from sources.applying import StalePlan
from sources.formats import UnreadableFile, format_named
from sources.models import Agent, ImportBatch, ImportEntry, Source
from tests import cast

pytestmark = pytest.mark.django_db
LENIN = 'language,words,speaker,source,locator\nru,«Промедление смерти подобно»,"Ленин, Владимир Ильич",Письмо членам ЦК,436\n'


def planned(text: str, encoding: str = "utf-8") -> ImportBatch:
    return plan(io.BytesIO(text.encode(encoding)), ImportBatch(file_name="quotations.csv"))


def planned_row(**row: str) -> ImportEntry:
    return planned(json.dumps({"language": "en", "words": "Peace!"} | row)).entries.get()


def everything() -> dict[str, Any]:
    """Return the state of every record of the archive."""
    return {row.pk: state_of(row) for shape in SHAPES.values() for row in with_children(shape)}


def test_new_quotation_comes_as_a_draft_with_speaker_and_source() -> None:
    apply_import(planned(LENIN))
    quotation = Quotation.objects.get()
    assert (quotation.state, quotation.words) == (State.DRAFT, "«Промедление смерти подобно»")
    assert str(quotation.attribution.agent) == "Владимир Ильич Ленин"
    assert (quotation.witness.source.title, quotation.witness.locator) == ("Письмо членам ЦК", "436")


def test_speaker_and_source_are_made_once() -> None:
    apply_import(planned(LENIN + LENIN.splitlines()[1].replace("Промедление", "Ожидание") + "\n"))
    assert (Quotation.objects.count(), Agent.objects.count(), Source.objects.count()) == (2, 1, 1)


def test_known_speaker_and_source_are_found(trotsky: Agent, my_life: Source) -> None:
    entry = planned_row(speaker="Leon Trotsky", source="Моя жизнь")
    apply_import(entry.batch)
    quotation = Quotation.objects.get()
    assert (quotation.attribution.agent, quotation.witness.source) == (trotsky, my_life)


@pytest.mark.parametrize("number", ["Q33391", "wikidata:Q33391", "https://www.wikidata.org/wiki/Q33391"])
def test_speaker_is_found_by_identifier(trotsky: Agent, number: str) -> None:
    entry = planned_row(speaker_id=number, speaker="Bronstein")
    assert entry.status == "new"
    apply_import(entry.batch)
    assert Quotation.objects.get().attribution.agent == trotsky


def test_speaker_named_in_part_is_doubtful() -> None:
    entry = planned_row(speaker="Trotsky")
    assert (entry.status, entry.reason) == ("doubtful", "the name “Trotsky” is not written in full")


def test_speaker_whom_two_people_may_be_is_doubtful(trotsky: Agent) -> None:
    other = cast.agent({"en": "Leon Trotsky"})
    entry = planned_row(speaker="Leon Trotsky")
    assert entry.status == "doubtful"
    assert other.shown_id in entry.reason


def test_same_words_of_the_same_speaker_are_known(boots: Quotation) -> None:
    words = boots.words.replace("、", " […] ", 0).replace("「", "『")
    entry = planned_row(words=words, language="ja", speaker="レフ・トロツキー")
    assert (entry.status, entry.matched_id) == ("known", boots.pk)


def test_same_words_of_another_are_doubtful(boots: Quotation) -> None:
    entry = planned_row(words=boots.words, language="ja", speaker="Karl Radek")
    assert (entry.status, entry.matched_id) == ("doubtful", boots.pk)


def test_known_misattribution_is_refused_with_its_record(trotsky: Agent, article: Source) -> None:
    wrong = cast.quotation("War is interested in you.", trotsky, article, language="en", standing="misattributed")
    entry = planned_row(words="War is *interested* in you", speaker="Leon Trotsky")
    assert (entry.status, entry.matched_id) == ("refused", wrong.pk)
    assert wrong.shown_id in entry.reason
    assert entry.batch.decide("refused", "new") == 0


def test_chain_of_witnesses() -> None:
    apply_import(planned_row(source="My Life", locator="366", quoted_in="An article").batch)
    nearer, source = Quotation.objects.get().attestations.all()
    assert (nearer.source.title, source.source.title) == ("An article", "My Life")
    assert (source.quoted_in, source.locator) == (1, "366")


def test_event_topics_and_date(brest_litovsk: Any) -> None:
    row = {"event": "Мирные переговоры в Брест-Литовске", "topics": "peace; war", "date": "1918-02-10"}
    apply_import(planned_row(**row, calendar="julian").batch)
    quotation = Quotation.objects.get()
    assert quotation.event_links.get().event == brest_litovsk
    assert (str(quotation.uttered), quotation.uttered_calendar) == ("1918-02-10", "julian")
    assert Topic.objects.count() == quotation.topics.count() == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"words": ""}, "there are no words"),
        ({"language": "no tag!"}, "language"),
        ({"mode": "sung"}, "mode: it is one of"),
        ({"standing": "disputed"}, "reason"),
        ({"words": "a ] b"}, "bracket"),
        ({"date": "soon"}, "write"),
        ({"locator_label": "shelf"}, "locator_label"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_is_wrong_in_a_row_is_told_by_its_line(row: dict[str, str], reason: str) -> None:
    entry = planned_row(**row)
    assert (entry.status, entry.line) == ("unreadable", 1)
    assert reason in entry.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_table_is_read_in_any_encoding(encoding: str) -> None:
    assert planned(LENIN, encoding).entries.get().title.startswith("Ленин")


def test_table_may_be_parted_by_semicolons_and_have_lines_in_cells() -> None:
    batch = planned('words;language;note\n"One\nTwo";en;\'=1+1\nThree;en\n')
    assert [(entry.line, entry.status) for entry in batch.entries.all()] == [(2, "new"), (4, "new")]
    apply_import(batch)
    assert Quotation.objects.get(note="=1+1").words == "One\nTwo"


def test_row_with_too_many_cells_is_unreadable() -> None:
    entry = planned("words,language\na,en,b,c\n").entries.get()
    assert (entry.status, entry.line) == ("unreadable", 2)


@pytest.mark.parametrize("text", ["", "speaker,source\nx,y\n", "<html>", "\x00\x01"])
def test_file_that_is_no_table_leaves_no_plan(text: str) -> None:
    with pytest.raises(UnreadableFile):
        planned(text)
    assert not ImportBatch.objects.exists()


def test_unknown_column_is_told() -> None:
    assert planned_row(shelf="B 2").problems == ["column “shelf” is not known, and left out"]


def test_plan_is_stale_once_its_words_have_come() -> None:
    first, second = planned(LENIN), planned(LENIN)
    apply_import(first)
    with pytest.raises(StalePlan):
        apply_import(second)
    assert Quotation.objects.count() == 1


def test_undo_restores_exactly_what_was(boots: Quotation) -> None:
    before = everything()
    batch = planned(LENIN + "ja,言葉,レフ・トロツキー,Моя жизнь,\n")
    apply_import(batch)
    assert len(everything()) > len(before)
    undo_import(batch)
    assert everything() == before


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_documented(column: str) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "importing.md").read_text("utf-8")
    assert re.search(rf"^\|[^|]*`{column}`", page, re.MULTILINE)


@pytest.mark.parametrize("name", ["csv", "json-lines"])
def test_own_export_is_known(boots: Quotation, name: str) -> None:
    references = references_of_quotations(
        cited(Quotation.objects.all()), lambda one: f"https://example.org/q/{one.shown_id}"
    )
    text = "".join(piece for piece in format_named(name).write(references) if isinstance(piece, str))
    (entry,) = planned(text).entries.all()
    assert (entry.status, entry.matched_id, entry.differences) == ("known", boots.pk, {})
