"""What a visitor finds, narrows and browses."""

import random
from datetime import date

import pytest
from django.test import Client

from archive.publishing import State
from archive.quotations.models import Quotation, Topic
from archive.search import serving
from archive.search.browsing import on_this_day, random_quotation
from archive.search.layout import NoIndex
from sources.dates import Calendar, HistoricalDate
from tests import cast
from tests.search.conftest import Log

Shelf = dict[str, Quotation]


def shown(visitor: Client, address: str) -> str:
    answer = visitor.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_search_shows_what_was_found_and_where(visitor: Client, shelf: Shelf) -> None:
    page = shown(visitor, "/quotations/?q=революцией")
    assert "<mark>революция</mark>" in page
    assert "1 quotation<" in page


@pytest.mark.parametrize("language", ["", "/ja", "/ru"])
def test_filters_have_names_and_counts(visitor: Client, shelf: Shelf, language: str) -> None:
    page = shown(visitor, f"{language}/quotations/?q=мир")
    assert page.count("<fieldset>") == page.count("<legend")
    assert 'name="speaker"' in page
    assert 'name="decade" value="1910"' in page


def test_each_choice_is_kept_in_the_address(visitor: Client, shelf: Shelf) -> None:
    page = visitor.get("/quotations/?q=мир&language=ru&language=ja&decade=1910").context["found"]
    assert page.count == 2
    assert {len(facet.chosen) for facet in page.facets if facet.name in ("language", "decade")} == {2, 1}


def test_empty_result_offers_what_to_leave_out(visitor: Client, shelf: Shelf) -> None:
    page = visitor.get("/quotations/?q=парус армия&language=ja").context["found"]
    assert page.count == 0
    assert [(way.label, way.query, way.count) for way in page.ways_out] == [("парус армия", "language=ja", 12)]
    assert visitor.get("/quotations/?q=парус&language=ja").context["found"].ways_out[0].count == 1


def test_empty_result_offers_to_leave_out_each_part_of_the_query(visitor: Client, shelf: Shelf) -> None:
    page = visitor.get("/quotations/?q=парус speaker:Lenin").context["found"]
    assert {way.label: way.count for way in page.ways_out} == {"speaker:Lenin": 1, "парус": 2}
    page = visitor.get('/quotations/?q="мир немедленный"').context["found"]
    assert [(way.label, way.count) for way in page.ways_out] == [("the quotation marks", 1)]


def test_unknown_value_of_a_field_is_told_and_the_nearest_name_offered(visitor: Client, shelf: Shelf) -> None:
    found = visitor.get("/quotations/?q=speaker:Лермнотов").context["found"]
    assert found.notes == ["Speaker: there is nothing for “Лермнотов” here."]
    assert found.meant.label == "speaker:Лермонтов"


@pytest.mark.parametrize(
    ("typed", "meant"), [("チャーチリ", "チャーチル"), ("speaker:トロツギー", "speaker:トロツキー")]
)
def test_mistyped_name_in_kana_gets_the_nearest(visitor: Client, shelf: Shelf, typed: str, meant: str) -> None:
    assert visitor.get(f"/quotations/?q={typed}").context["found"].meant.label == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("レニン", "レーニン"),
        ("マーッチ", "マッチ"),
        ("ﾏｰｯﾁｰ 人生", "マッチ 人生"),
        ("マッチに似ーている", "マッチに似ている"),
        ("トロツキ", None),
    ],
)
def test_long_vowel_too_many_or_too_few_in_katakana_is_mended(
    visitor: Client, shelf: Shelf, typed: str, meant: str | None
) -> None:
    found = visitor.get(f"/quotations/?q={typed}").context["found"]
    assert (found.meant.label if found.meant else None) == meant
    assert (found.count == 0) == (typed != "トロツキ")


def test_words_that_were_withdrawn_are_offered_no_more(visitor: Client, shelf: Shelf, log: Log) -> None:
    assert visitor.get("/quotations/?q=hobgoblinz").context["found"].meant.label == "hobgoblin"
    withdrawn = shelf["minds"]
    withdrawn.state = State.WITHDRAWN
    withdrawn.save()
    log.note(withdrawn)
    for typed in ("hobgoblinz", "hobgoblins", "hobgoplinz"):
        assert visitor.get(f"/quotations/?q={typed}").context["found"].meant is None


def test_names_that_only_drafts_have_are_never_offered(visitor: Client, shelf: Shelf) -> None:
    speaker = cast.agent({"en": "Bogdanovskaya", "ja": "ボグダノフスカヤ"})
    cast.quotation("Hidden words", speaker, state=State.DRAFT)
    for typed in ("Bogdanovskaja", "speaker:Bogdanovskaja", "speaker:Bogdanovskaya", "ボグダノフスカア"):
        found = visitor.get(f"/quotations/?q={typed}").context["found"]
        assert (found.count, found.meant) == (0, None)
        assert len(found.notes) == typed.startswith("speaker:")


def test_mistyped_word_gets_the_nearest(visitor: Client, shelf: Shelf) -> None:
    assert visitor.get("/quotations/?q=револуция").context["found"].meant.label == "революция"
    assert visitor.get("/quotations/?q=democarcy").context["found"].meant.label == "democracy"
    assert visitor.get("/quotations/?q=democracies").context["found"].meant is None


@pytest.mark.parametrize(
    "query", ['"', "((((", "year:x", "page=99999999", "page=-1", "speaker=nobody", "from_year=soon"]
)
def test_nothing_that_is_asked_is_an_error(visitor: Client, shelf: Shelf, query: str) -> None:
    shown(visitor, f"/quotations/?{query}" if "=" in query else f"/quotations/?q={query}")


def test_withdrawn_quotation_is_never_shown_though_the_index_has_it(visitor: Client, shelf: Shelf) -> None:
    shown(visitor, "/quotations/?q=парус")
    Quotation.objects.filter(pk=shelf["sail"].pk).update(state=State.WITHDRAWN)
    assert "Белеет" not in shown(visitor, "/quotations/?q=парус")


def test_name_of_a_drafts_speaker_is_told_nowhere(visitor: Client, shelf: Shelf, log: Log) -> None:
    hidden = cast.agent({"en": "Zzyzx"})
    log.note(cast.quotation("Words.", hidden, language="en", state=State.DRAFT))
    assert "Zzyzx" not in shown(visitor, f"/quotations/?speaker={hidden.shown_id}")
    assert visitor.get("/search/suggest?q=zzy").json() == {"suggestions": []}


def test_name_of_somebody_only_spoken_of_is_told_when_chosen(visitor: Client, shelf: Shelf) -> None:
    hoffmann = cast.agent({"en": "Max Hoffmann"})
    shelf["sail"].mentions.add(hoffmann)
    wishes = visitor.get("/quotations/", {"speaker": hoffmann.shown_id}).context["wishes"]
    assert [wish.shown for wish in wishes] == ["Max Hoffmann"]


def test_names_are_offered_in_any_script(visitor: Client, shelf: Shelf) -> None:
    for typed in ("лени", "レーニ", "Leni"):
        found = visitor.get("/ru/search/suggest", {"q": typed}).json()["suggestions"]
        assert ("Владимир Ильич Ленин", 2) in [(one["label"], one["count"]) for one in found]


def test_database_answers_while_there_is_no_index(
    visitor: Client, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise NoIndex("being made")

    monkeypatch.setattr(serving, "snapshot", missing)
    page = shown(visitor, "/quotations/?q=парус&language=ru")
    assert "<mark>парус</mark>" in page
    assert "being made" in page
    assert 'name="speaker" value="' in page


def test_browsing_leads_to_people_facets_and_chance(visitor: Client, shelf: Shelf) -> None:
    page = shown(visitor, "/ru/browse/")
    assert ">Л</h3>" in page
    assert "?decade=1910" in page
    assert visitor.get("/random/").headers["Location"].startswith("/q/")


def test_browsing_lists_every_topic(visitor: Client, shelf: Shelf, log: Log) -> None:
    labels = [f"Matter {number:02}" for number in range(15)]
    shelf["sail"].topics.add(*(Topic.objects.create(labels={"en": label}) for label in labels))
    log.note(shelf["sail"])
    page = shown(visitor, "/browse/")
    assert [label for label in labels if f">{label}<" not in page] == []


def test_this_day_is_shown_in_both_calendars(visitor: Client, shelf: Shelf) -> None:
    page = shown(visitor, "/today/")
    assert "Old Style" in page
    assert "New Style" in page


JULIAN, GREGORIAN = Calendar.JULIAN, Calendar.GREGORIAN


@pytest.mark.parametrize(
    ("today", "calendar", "fell"),
    [
        (date(2026, 11, 7), JULIAN, ["1917-10-25"]),
        (date(2026, 11, 7), GREGORIAN, ["1862-11-07"]),
        (date(2026, 12, 26), JULIAN, ["1825-12-14"]),
        (date(2026, 12, 27), JULIAN, []),
        (date(2026, 3, 12), JULIAN, ["1800-02-29"]),
        (date(2026, 3, 13), JULIAN, ["1800-03-01", "1900-02-29"]),
        (date(2026, 3, 14), JULIAN, ["1900-03-01"]),
        (date(2026, 7, 15), JULIAN, ["1410-07-15"]),
        (date(2026, 10, 31), JULIAN, []),
    ],
)
@pytest.mark.django_db
def test_day_falls_where_the_calendars_of_its_time_put_it(today: date, calendar: Calendar, fell: list[str]) -> None:
    for day in ("1410-07-15", "1800-02-29", "1800-03-01", "1825-12-14", "1900-02-29", "1900-03-01", "1917-10-25"):
        cast.event({"en": day}, HistoricalDate(day, JULIAN))
    cast.event({"en": "1862-11-07"}, HistoricalDate("1862-11-07", GREGORIAN))
    cast.event({"en": "1917-10"}, HistoricalDate("1917-10", JULIAN))
    assert [event.labels["en"] for event in on_this_day(today, calendar).events] == fell


def test_chance_leads_to_any_quotation(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for number in range(len(shelf)):
        monkeypatch.setattr(random, "choice", lambda numbers, number=number: numbers[number])
        found.add(random_quotation().pk)
    assert found == {quotation.pk for quotation in shelf.values()}


def test_quotation_leads_to_more_like_it(visitor: Client, shelf: Shelf) -> None:
    page = shown(visitor, f"/q/{shelf['souls'].shown_id}")
    assert "More like this" in page


@pytest.mark.usefixtures("shelf")
def test_page_asks_few_questions_however_many_are_found(visitor: Client, django_assert_max_num_queries: object) -> None:
    shown(visitor, "/quotations/")
    with django_assert_max_num_queries(8):
        shown(visitor, "/quotations/")
