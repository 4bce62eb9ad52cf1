"""Publishing makes an edition, and so does every change that the public sees."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from archive.editions import keeping
from archive.editions.models import Edition, hash_of
from archive.events.models import Event
from archive.harvesting.models import Header
from archive.loading import load
from archive.publishing import State
from archive.quotations.models import Attestation, Attribution, Quotation
from archive.revisions import log
from archive.revisions.models import Unchangeable
from archive.revisions.recording import recording
from sources import permanent
from sources.models import Agent, Source
from tests import cast
from tests.editions.conftest import Reworded, year


def test_publishing_makes_the_first_edition(draft_quotation: Quotation) -> None:
    assert not Edition.objects.exists()
    draft_quotation.pass_to(State.PUBLISHED)
    edition = Edition.objects.get()
    assert (edition.quotation_id, edition.number) == (draft_quotation.pk, 1)
    assert edition.sequence == log.revision_of(draft_quotation)
    assert edition.parsed["words"] == "Unripe words."
    assert edition.hash == hash_of(edition.content) and edition.is_intact()


def test_saving_a_published_quotation_makes_the_next(boots: Quotation, reworded: Reworded) -> None:
    reworded("別の言葉", year(2030))
    assert [edition.number for edition in Edition.objects.of(boots.pk)] == [1, 2]


def test_equal_content_makes_none(boots: Quotation) -> None:
    boots.save()
    boots.pass_to(State.WITHDRAWN, because="doubtful")
    boots.pass_to(State.PUBLISHED)
    assert Edition.objects.count() == 1


def test_changes_of_a_draft_make_none(draft_quotation: Quotation) -> None:
    draft_quotation.words = "Riper words."
    draft_quotation.save()
    assert not Edition.objects.exists()


def test_failed_change_leaves_none(draft_quotation: Quotation) -> None:
    with suppress(ZeroDivisionError), recording():
        draft_quotation.pass_to(State.PUBLISHED)
        _never = 1 / 0
    assert not Edition.objects.exists()


def test_child_rows_names_and_sources_count(boots: Quotation, trotsky: Agent, my_life: Source) -> None:
    boots.attestations.update(locator="366")
    trotsky.names.filter(language="en").update(literal="Lev Trotsky")
    my_life.title = "Моя жизнь. Том 2"
    my_life.save()
    first, *_between, last = Edition.objects.of(boots.pk)
    assert last.number == 4
    assert "Lev Trotsky" in last.content and "Том 2" in last.content
    assert "Lev Trotsky" not in first.content and "Том 2" not in first.content


def test_container_of_a_source_counts(boots: Quotation, article: Source) -> None:
    whole = Source.objects.create(title="A newspaper", type="webpage")
    article.part_of = whole
    article.save()
    whole.title = "Another newspaper"
    whole.save()
    assert "Another newspaper" in Edition.objects.of(boots.pk).last().content


def test_event_that_is_withdrawn_goes(boots: Quotation, brest_litovsk: Event) -> None:
    brest_litovsk.pass_to(State.WITHDRAWN)
    first, last = Edition.objects.of(boots.pk)
    assert "events" in first.parsed and "events" not in last.parsed


def test_edition_has_the_number_of_its_own_entry(boots: Quotation, my_life: Source, monkeypatch) -> None:
    # As where there are too many entries to be held.
    monkeypatch.setattr("archive.revisions.recording.CHUNK", 1)
    monkeypatch.setattr(log, "CHUNK", 1)
    with recording():
        my_life.note = "Seen."
        my_life.title = "Моя жизнь. Том 2"
        my_life.save()
        boots.words = "別の言葉"
        boots.save()
    _first, last = Edition.objects.of(boots.pk)
    assert last.sequence == log.revision_of(boots) == log.sequence()


def test_entries_of_a_recording_within_are_not_those_of_the_one_around(boots: Quotation, my_life: Source) -> None:
    with recording():
        with recording(why="within"):
            boots.words = "別の言葉"
            boots.save()
        my_life.title = "Моя жизнь. Том 2"
        my_life.save()
    assert [edition.number for edition in Edition.objects.of(boots.pk)] == [1, 2, 3]
    assert Edition.objects.of(boots.pk).last().sequence == log.sequence()


def test_editions_are_never_changed_or_deleted(boots: Quotation) -> None:
    edition = Edition.objects.get(quotation_id=boots.pk)
    with pytest.raises(Unchangeable):
        edition.save()
    with pytest.raises(Unchangeable):
        edition.delete()
    with pytest.raises(Unchangeable):
        Edition.objects.update(content="{}")
    with pytest.raises(Unchangeable):
        Edition.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition(**{"quotation_id": boots.pk, "number": 1} | stray(edition)).save()


def stray(edition: Edition) -> dict[str, object]:
    return {"content": "{}", "hash": edition.hash, "at": edition.at, "sequence": edition.sequence + 1}


def test_editions_outlive_the_quotation(boots: Quotation) -> None:
    boots.delete()
    assert Edition.objects.count() == 1


def test_archive_without_editions_gets_them_when_it_is_migrated(boots: Quotation) -> None:
    Header.objects.all().delete()
    Edition.objects.all()._raw_delete("default")
    keeping.begin_editions()
    keeping.begin_editions()
    assert [edition.number for edition in Edition.objects.all()] == [1]


def published_in_bulk(count: int, trotsky: Agent, article: Source) -> int:
    """Publish quotations by bulk writes; returns the number of queries."""
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        recording(),
    ):
        made = [Quotation(words=f"Words {n}", language="en", state=State.PUBLISHED) for n in range(count)]
        Quotation.objects.bulk_create(made)
        Attribution.objects.bulk_create(Attribution(quotation=row, agent=trotsky) for row in made)
        Attestation.objects.bulk_create(Attestation(quotation=row, source=article) for row in made)
    return len(queries)


def test_bulk_makes_them_in_a_constant_number_of_queries(trotsky: Agent, article: Source) -> None:
    few, many = published_in_bulk(10, trotsky, article), published_in_bulk(200, trotsky, article)
    assert Edition.objects.count() == 210
    # Lists are only inserted in several statements where a database allows few values in one.
    assert many <= few + 16


@pytest.mark.sqlite
def test_what_changed_is_not_looked_for_among_all_that_is_published(trotsky: Agent, article: Source) -> None:
    """SQLite does so where it is asked for the state as an index has it, beside a few hundred ids."""
    with CaptureQueriesContext(connection) as queries:
        published_in_bulk(20, trotsky, article)
        trotsky.names.first().save()
        article.save()
    asked = [query["sql"].replace('+"quotations_quotation"."state" = ', "") for query in queries]
    assert not [sql for sql in asked if '"quotations_quotation"."state" = ' in sql]


def test_loading_makes_one_edition_each_also_where_the_speaker_comes_last(tmp_path: Path, db: None) -> None:
    speaker, source = permanent.shown(permanent.new_id()), permanent.shown(permanent.new_id())
    said = "".join(
        f"---\nquotation: {permanent.shown(permanent.new_id())}\nstate: published\nwords: Word {n}\nlanguage: en\n"
        f"attributions:\n- agent: {speaker}\nattestations:\n- source: {source}\n"
        for n in range(3)
    )
    below = f"---\nsource: {source}\ntitle: A book\ncite_key: book\n---\nagent: {speaker}\nnames:\n- literal: Somebody\n  language: en\n"
    (tmp_path / "file.yaml").write_text(said + below, encoding="utf-8")
    assert load(tmp_path / "file.yaml").new_count == 5
    assert Edition.objects.filter(number=1, content__contains="Somebody").count() == Edition.objects.count() == 3


def test_content_holds_nothing_of_drafts(boots: Quotation, trotsky: Agent) -> None:
    hidden = cast.event({"en": "Hidden event"}, state=State.DRAFT)
    cast.link(boots, hidden)
    boots.translation_of = cast.quotation("Hidden original", trotsky, state=State.DRAFT)
    boots.save()
    assert "Hidden" not in Edition.objects.of(boots.pk).last().content
    assert boots.translation_of.shown_id not in Edition.objects.of(boots.pk).last().content


def test_editing_one_asks_little(boots: Quotation, django_assert_max_num_queries: Any) -> None:
    """The log, the edition, and what harvesters and mirrors are told; the people and sources are not told again."""
    boots.words = "別の言葉"
    with django_assert_max_num_queries(46):  # two of them are locks of PostgreSQL
        boots.save()
