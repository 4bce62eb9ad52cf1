"""The index follows the log, heals itself, and never tells what is not public."""

import re
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

from archive.events.models import Event
from archive.management.commands import rebuild_index
from archive.publishing import State
from archive.quotations.models import Attribution, Quotation, Standing
from archive.search import building, forgetting, frequent, keeping, layout, serving, snapshot
from archive.search.counting import SpanOfYears
from archive.search.layout import Busy, NoIndex
from archive.search.profiles import ABOUT, SAID
from archive.search.searching import Answer, Order, Question, search
from archive.search.stemming import indexed_stems
from sources.dates import HistoricalDate
from sources.models import Agent, Source
from tests import cast
from tests.search.conftest import Log

Shelf = dict[str, Quotation]


def asked(query: str = "", **more: object) -> Answer:
    return search(serving.snapshot(), Question(query, **{"length": 100} | more))


def counted(answer: Answer, facet: str) -> dict[str, int]:
    return {choice.value: choice.count for choice in answer.choices[facet]}


def test_saved_words_are_found_in_the_next_search(shelf: Shelf, log: Log, trotsky: Agent, my_life: Source) -> None:
    assert asked("бумеранг").count == 0
    log.note(cast.quotation("Бумеранг возвращается.", trotsky, my_life, language="ru"))
    assert asked("бумеранга").count == 1


def test_changed_words_are_found_as_they_are_now(shelf: Shelf, log: Log) -> None:
    asked()
    Quotation.objects.filter(pk=shelf["pond"].pk).update(words="静かさや岩にしみ入る蝉の声")
    log.note(shelf["pond"])
    assert (asked("古池").count, asked("蝉の声").ids) == (0, [shelf["pond"].pk])


def test_withdrawn_quotation_is_gone_from_results_and_counts(shelf: Shelf, log: Log) -> None:
    before = asked()
    Quotation.objects.filter(pk=shelf["sail"].pk).update(state=State.WITHDRAWN)
    log.note(shelf["sail"])
    after = asked()
    assert after.count == before.count - 1
    assert asked("парус").count == 0
    assert counted(after, "language")["ru"] == counted(before, "language")["ru"] - 1


def test_draft_is_not_in_the_index(shelf: Shelf, log: Log, draft_quotation: Quotation) -> None:
    log.note(draft_quotation)
    assert asked("unripe").count == 0


def test_new_name_of_a_person_reaches_their_quotations(shelf: Shelf, log: Log) -> None:
    asked()
    agent = shelf["sail"].attributions.get().agent
    agent.names.create(language="fr", literal="Michel de la Voile", position=9)
    log.note(agent)
    assert asked("Voile").ids == [shelf["sail"].pk]


def test_changed_title_reaches_the_quotations_of_a_source_and_its_parts(shelf: Shelf, log: Log) -> None:
    asked()
    source = shelf["sail"].attestations.get().source
    whole = Source.objects.create(title="Gesammelte Werke")
    Source.objects.filter(pk=source.pk).update(part_of=whole)
    log.note(source)
    assert asked("Gesammelte").ids == [shelf["sail"].pk]
    Source.objects.filter(pk=whole.pk).update(title="Sämtliche Werke")
    log.note(whole)
    assert (asked("Gesammelte").count, asked("samtliche").ids) == (0, [shelf["sail"].pk])


def test_withdrawn_event_is_gone_from_the_counts(shelf: Shelf, log: Log) -> None:
    event = Event.objects.get(labels__en="Decree on Peace")
    assert counted(asked(), "event") == {event.pk: 2}
    Event.objects.filter(pk=event.pk).update(state=State.WITHDRAWN)
    log.note(event)
    assert counted(asked(), "event") == {}


def test_counts_are_those_after_the_click(shelf: Shelf) -> None:
    answer = asked("мир", chosen={"language": ("ru",)})
    for facet, choices in answer.choices.items():
        for choice in choices:
            chosen = {"language": ("ru",), facet: (choice.value,)}
            assert asked("мир", chosen=chosen).count == choice.count, (facet, choice)


def test_values_of_one_facet_are_alternatives_and_facets_conditions(shelf: Shelf) -> None:
    both = asked(chosen={"language": ("ru", "uk")})
    assert both.count == counted(both, "language")["ru"] + counted(both, "language")["uk"]
    assert asked(chosen={"language": ("uk",), "decade": ("1880",)}).ids == [shelf["spirit"].pk]


def test_speaker_and_standing_are_of_the_same_attribution(shelf: Shelf, log: Log, trotsky: Agent) -> None:
    sail = shelf["sail"]
    first = sail.attributions.get().agent
    Attribution.objects.create(
        quotation=sail, agent=trotsky, position=2, standing=Standing.MISATTRIBUTED, reason="He never said so."
    )
    log.note(sail)
    assert asked(chosen={"speaker": (trotsky.pk,), "standing": ("misattributed",)}).count == 1
    answer = asked(chosen={"speaker": (first.pk,), "standing": ("misattributed",)})
    assert answer.count == 0
    assert counted(answer, "standing")["attested"] == 1
    assert counted(answer, "speaker")[trotsky.pk] == 1


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (SpanOfYears(1917, 1917), {"peace_ja", "peace_ru", "democracy"}),
        (SpanOfYears(1917, 1917, ABOUT), {"peace_ja", "peace_ru"}),
        (SpanOfYears(1850, 1865, SAID), {"people"}),
        (SpanOfYears(None, 1300, SAID, True), {"river"}),
    ],
)
def test_years_filter(shelf: Shelf, span: SpanOfYears, expected: set[str]) -> None:
    assert set(asked(years=span).ids) == {shelf[key].pk for key in expected}


def test_doubtful_date_is_possibly_but_not_certainly_then(shelf: Shelf, log: Log) -> None:
    sail = shelf["sail"]
    sail.uttered = HistoricalDate("1832?")
    sail.save()
    log.note(sail)
    assert asked("парус", years=SpanOfYears(1832, 1832, SAID)).count == 1
    assert asked("парус", years=SpanOfYears(1832, 1832, SAID, certainly=True)).count == 0


def test_orders(shelf: Shelf, log: Log) -> None:
    assert asked(order=Order.SAID).ids[0] == shelf["river"].pk
    assert asked(order=Order.LAST_SAID).ids[0] == shelf["whites"].pk
    assert asked("мир", order=Order.BEST).ids[:2] != asked("мир", order=Order.SPEAKER).ids
    assert len(set(asked(order=Order.SPEAKER).ids)) == len(shelf)


def test_words_of_the_quotation_come_before_the_names_around_it(shelf: Shelf, log: Log) -> None:
    source = shelf["sail"].attestations.get().source
    spoken = cast.quotation("Парус поднят.", shelf["army"].attributions.get().agent, source, language="ru")
    log.note(spoken)
    Source.objects.filter(pk=shelf["army"].attestations.get().source_id).update(title="Парус")
    log.note(shelf["army"])
    assert asked("парус").ids[-1] == shelf["army"].pk


def test_deleted_index_is_made_anew(shelf: Shelf, index_folder: Path) -> None:
    asked()
    shutil.rmtree(index_folder)
    assert asked("парус").count == 1


@pytest.mark.parametrize(
    "broken", ["state.json", "column-said.npy", "profiles.npz", "frequent.json", "words/meta.json"]
)
def test_damaged_index_is_made_anew(shelf: Shelf, broken: str) -> None:
    asked()
    (layout.current().folder / broken).write_bytes(b"not what it was")
    serving.forget()
    assert asked("парус").count == 1


def test_index_of_an_older_form_is_made_anew(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    old = layout.current()
    serving.forget()
    for module in (building, snapshot):
        monkeypatch.setattr(module, "VERSION", 999)
    assert asked("парус").count == 1
    assert layout.current() != old


def test_old_index_serves_until_the_new_one_is_ready(shelf: Shelf) -> None:
    asked()
    old = layout.current()

    def look(what: str, done: int, count: int) -> None:
        assert layout.current() == old
        assert asked("парус").count == 1

    building.rebuild(look)
    assert layout.current() != old
    assert not old.folder.exists()
    assert asked("парус").count == 1


def test_operator_is_told_how_far_a_new_index_has_come(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rebuild_index")
    count = len(shelf)
    told = capsys.readouterr().out
    assert f"{count} of {count} quotations, " in told
    assert "3 of 3 files" in told
    assert re.search(rf"Made an index of {count} in [0-9.]+ seconds, with [0-9.]+ of processor time", told)


def test_operator_is_told_of_an_index_that_was_replaced_at_once(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    switch = layout.switch_to
    monkeypatch.setattr(layout, "switch_to", lambda made: switch(made) or shutil.rmtree(made.folder))
    call_command("rebuild_index")
    assert f"Made an index of {len(shelf)} in" in capsys.readouterr().out


def test_index_made_in_the_background_lets_readers_go_first(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[int] = []
    monkeypatch.setattr(rebuild_index.os, "nice", steps.append)
    call_command("rebuild_index", gently=True, verbosity=0)
    assert steps == [rebuild_index.GENTLY]


def test_database_put_back_from_a_copy_gets_an_index_of_its_own(shelf: Shelf, log: Log) -> None:
    asked()
    log.note(shelf["sail"], shelf["pond"])
    asked()
    Quotation.objects.filter(pk=shelf["sail"].pk).update(words="Бумеранг")
    log.changes.clear()
    assert asked("бумеранг").count == 1


def test_index_that_is_replaced_while_changes_are_written_is_left_for_the_new_one(
    shelf: Shelf, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files are gone, but nothing is wrong with the one that has taken its place."""
    asked()
    write = keeping.catch_up

    def replaced(held: snapshot.Snapshot) -> None:
        monkeypatch.setattr(keeping, "catch_up", write)
        building.rebuild()
        write(held)

    monkeypatch.setattr(keeping, "catch_up", replaced)
    monkeypatch.setattr(layout, "retire", lambda: pytest.fail("the new one was distrusted"))
    Quotation.objects.filter(pk=shelf["sail"].pk).update(words="Бумеранг")
    log.note(shelf["sail"])
    assert asked("бумеранг").count == 1


def test_one_process_makes_a_new_index_at_a_time(shelf: Shelf) -> None:
    with layout.rebuilding(), pytest.raises(Busy):
        building.rebuild(wait=False)


def test_large_index_is_made_by_another_process(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(serving, "SOON", 3)
    monkeypatch.setattr(serving, "start_rebuilding", lambda: started.append(1))
    with pytest.raises(NoIndex):
        serving.snapshot()
    assert started == [1]


def test_index_of_very_many_changes_is_made_anew_in_the_background(
    shelf: Shelf, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    asked()
    monkeypatch.setattr(serving, "LEAST_CHANGED", len(shelf) // 4)
    monkeypatch.setattr(serving, "start_rebuilding", lambda: started.append(1))
    log.note(*list(shelf.values())[: len(shelf) // 4])
    assert asked().count == len(shelf)
    assert not started
    log.note(*shelf.values())
    assert asked().count == len(shelf)
    assert started == [1]


def test_no_second_process_is_started_while_one_makes_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving.subprocess, "Popen", lambda *arguments, **more: pytest.fail("started"))
    with layout.rebuilding():
        serving.start_rebuilding()


def test_crashed_writer_leaves_nothing_behind(shelf: Shelf, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    Quotation.objects.filter(pk=shelf["sail"].pk).update(words="Парус, парус!")
    log.note(shelf["sail"])
    with monkeypatch.context() as crashing:
        crashing.setattr(keeping, "append", lambda *arguments: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            asked("парус")
    with open(layout.current().changes, "a") as file:
        file.write('{"sequence": 1, "gone"')
    serving.forget()
    assert asked("парус").ids == [shelf["sail"].pk]
    assert sum(counted(asked(), "language").values()) == len(shelf)


def test_every_process_sees_what_another_wrote(shelf: Shelf, log: Log) -> None:
    asked()
    other = snapshot.opened(layout.current())
    Quotation.objects.filter(pk=shelf["sail"].pk).update(words="Бумеранг")
    log.note(shelf["sail"])
    asked()
    assert search(other.followed(), Question("бумеранг")).count == 1


def test_many_changes_at_once_are_all_taken(shelf: Shelf, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    monkeypatch.setattr(keeping, "ENTRIES", 5)
    monkeypatch.setattr(keeping, "MOST_AT_ONCE", 2)
    for quotation in shelf.values():
        Quotation.objects.filter(pk=quotation.pk).update(note="Бумеранг")
    log.note(*shelf.values())
    keeping.catch_up(serving.snapshot(), seconds=600)
    assert asked("бумеранг").count == len(shelf)


def test_changes_one_by_one_leave_few_parts(shelf: Shelf, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every part is asked in every search, and has a dozen files; to join large ones takes longer than to save."""
    waited: list[bool] = []
    close = keeping.Keeper.close
    monkeypatch.setattr(keeping.Keeper, "close", lambda keeper: waited.append(bool(keeper._writer)) or close(keeper))
    asked()
    for _nth in range(9):
        log.note(shelf["sail"])
        asked()
    assert waited == [True] * 9
    assert serving.snapshot().searcher.num_segments < 9
    assert asked("парус").ids == [shelf["sail"].pk]


@pytest.mark.parametrize(("most", "is_kept"), [(10, False), (20_000, True)])
def test_worker_keeps_no_great_many_words_that_it_indexed(
    shelf: Shelf, log: Log, monkeypatch: pytest.MonkeyPatch, most: int, is_kept: bool
) -> None:
    monkeypatch.setattr(forgetting, "MOST_WORDS", most)
    asked()
    log.note(*shelf.values())
    serving.snapshot()
    assert bool(indexed_stems.cache_info().currsize) is is_kept
    assert asked("парус").ids == [shelf["sail"].pk]


def test_frequent_phrases_are_kept_and_found_as_others_are(
    shelf: Shelf, log: Log, trotsky: Agent, my_life: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ["Бумеранг всегда возвращается.", "Возвращается бумеранг всегда.", "Всегда бумеранг."]
    kept = {cast.quotation(words, trotsky, my_life, language="ru").pk for words in said[:2]}
    cast.quotation(said[2], trotsky, my_life, language="ru")
    monkeypatch.setattr(frequent, "LEAST", 2)
    building.rebuild()
    assert ("exact", "бумеранг всегда") in serving.snapshot().frequent.places
    assert set(asked('"бумеранг всегда"').ids) == kept
    log.note(cast.quotation("Увы, бумеранг всегда тут.", trotsky, my_life, language="ru"))
    assert asked('"бумеранг всегда"').count == 3
    changed, same = Quotation.objects.filter(pk__in=kept)
    Quotation.objects.filter(pk=changed.pk).update(words="Парус летит всегда.")
    log.note(changed)
    found = asked('"бумеранг всегда"')
    assert same.pk in found.ids
    assert changed.pk not in found.ids
    assert found.matched.numbers.tolist() == sorted(found.matched.numbers)


def test_frequent_beginnings_are_kept_and_found_as_others_are(
    shelf: Shelf, log: Log, trotsky: Agent, my_life: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ["Бумеранг возвращается.", "Бумеранги летят.", "Бумажный змей."]
    every = [cast.quotation(words, trotsky, my_life, language="ru").pk for words in said]
    building.rebuild()
    asked_of_tantivy = asked("бумер*").ids
    monkeypatch.setattr(frequent, "LEAST", 2)
    building.rebuild()
    kept = serving.snapshot().frequent.places
    assert ("exact", "бумер*") in kept
    assert ("exact", "бумаж*") not in kept
    assert asked("бумер*").ids == asked_of_tantivy
    assert set(asked("бум*").ids) == set(every)
    log.note(cast.quotation("Увы, бумеранга нет.", trotsky, my_life, language="ru"))
    assert asked("бумер*").count == 3


def test_archives_own_log_feeds_the_index(boots: Quotation) -> None:
    assert asked("бумеранг").count == 0
    boots.note = "Бумеранг"
    boots.save()
    assert asked("бумеранг").ids == [boots.pk]
