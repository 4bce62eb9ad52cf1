"""Importing sources: plan, look, apply; nothing is lost, doubled or changed unasked."""

import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from sources.applying import CannotApply, StalePlan, apply
from sources.citing import needed, reference_of
from sources.formats import FORMATS, UnreadableFile, format_named
from sources.importing import EmptyFile, TooManyEntries, plan
from sources.matching import archived_facts, comparable, facts_of, heaped
from sources.models import Agent, Decision, ImportBatch, ImportEntry, Source
from sources.reference import Reference

pytestmark = pytest.mark.django_db

TROTSKY = {"family": "Троцкий", "given": "Лев"}
MY_LIFE: dict[str, Any] = {
    "id": "trotsky1930",
    "type": "book",
    "title": "Моя жизнь: опыт автобиографии",
    "author": [TROTSKY],
    "translator": [{"family": "Eastman", "given": "Max"}],
    "issued": {"date-parts": [[1930]]},
    "original-date": {"date-parts": [[1929, 12]], "circa": True},
    "publisher": "Гранит",
    "publisher-place": "Берлин",
    "volume": 2,
    "ISBN": "978-5-17-000001-1, 978-5-17-000002-8",
    "keyword": "memoirs, revolution",
    "note": "Lent by the library.",
    "custom": {"testimonia": {"others": ["translator"], "extra": {"fields": {"OCLC": "123", "shelf": "B 2"}}}},
}
CHURCHILL: dict[str, Any] = {
    "id": "churchill1929",
    "type": "book",
    "title": "The World Crisis: The Aftermath",
    "author": [{"family": "Churchill", "given": "Winston S."}],
    "issued": {"date-parts": [[1929]]},
    "DOI": "https://doi.org/10.1000/Aftermath",
}


def planned(*items: dict[str, Any], **more: Any) -> ImportBatch:
    """Plan a file of CSL-JSON."""
    return planned_text(json.dumps(items), "csl-json", **more)


def planned_text(text: str, name: str, **more: Any) -> ImportBatch:
    batch = ImportBatch(file_name=f"library.{name}")
    return plan(io.BytesIO(text.encode()), format_named(name), batch, **more)


def statuses(batch: ImportBatch) -> list[str]:
    return [entry.status for entry in batch.entries.all()]


def shelf() -> list[dict[str, Any]]:
    return [reference_of(source).to_csl() for source in sources()]


def sources() -> list[Source]:
    return list(Source.objects.prefetch_related(*needed()).order_by("cite_key"))


def exported(name: str) -> str:
    pieces = format_named(name).write([reference_of(source) for source in sources()])
    return "".join(piece for piece in pieces if isinstance(piece, str))


def test_plan_changes_no_record() -> None:
    assert statuses(planned(MY_LIFE, CHURCHILL)) == ["new", "new"]
    assert not Source.objects.exists()


def test_applied_source_says_all_that_the_file_said() -> None:
    apply(planned(MY_LIFE))
    assert shelf() == [Reference.from_csl(MY_LIFE).to_csl()]


def test_columns_are_filled_as_far_as_they_can_hold_it() -> None:
    apply(planned(MY_LIFE))
    source = Source.objects.get()
    assert (source.cite_key, source.publisher, str(source.issued)) == ("trotsky1930", "Гранит", "1930")
    assert source.variables["original-date"]["date-parts"] == [[1929, 12]]
    assert source.identifiers.filter(folded="9785170000011").exists()


@pytest.mark.parametrize("known", [known for known in FORMATS if hasattr(known, "read")], ids=lambda known: known.name)
def test_own_export_changes_nothing(known: Any) -> None:
    apply(planned(MY_LIFE, CHURCHILL))
    again = planned_text(exported(known.name), known.name)
    assert [(entry.status, entry.differences) for entry in again.entries.all()] == [("known", {})] * 2
    assert apply(again).left_out_count == 2


def test_part_and_its_whole_come_back_as_they_are() -> None:
    whole = Source.objects.create(title="Сочинения", publisher="Госиздат", cite_key="works")
    Source.objects.create(title="Октябрьская революция", type="chapter", part_of=whole, cite_key="october")
    again = planned_text(exported("csl-json"), "csl-json")
    assert [(entry.status, entry.differences) for entry in again.entries.all()] == [("known", {})] * 2


def test_part_is_tied_to_a_whole_that_it_names() -> None:
    whole = Source.objects.create(title="Сочинения", publisher="Госиздат", cite_key="works")
    part = Source.objects.create(title="Октябрьская революция", type="chapter", part_of=whole, cite_key="october")
    text = exported("csl-json")
    part.delete()
    batch = planned_text(text, "csl-json")
    apply(batch)
    again = Source.objects.get(cite_key="october")
    assert (again.part_of, again.publisher, again.variables) == (whole, "", {})


def test_known_entry_shows_what_differs() -> None:
    apply(planned(MY_LIFE))
    (entry,) = planned(MY_LIFE | {"publisher": "Granit", "volume": "2"}).entries.all()
    assert (entry.status, entry.differences) == ("known", {"publisher": ["Гранит", "Granit"]})


def test_known_entry_is_found_by_identifier_under_another_key() -> None:
    apply(planned(CHURCHILL))
    (entry,) = planned(
        CHURCHILL | {"id": "wsc", "DOI": "10.1000/AFTERMATH", "title": "World Crisis. The aftermath"}
    ).entries.all()
    assert (entry.status, entry.reason) == ("known", "the same DOI")


def test_like_entry_is_doubtful_with_reason_and_score() -> None:
    apply(planned(CHURCHILL))
    like = {name: value for name, value in CHURCHILL.items() if name != "DOI"}
    (entry,) = planned(
        like | {"id": "other", "title": "World crisis – the Aftermath!", "publisher": "Scribner"}
    ).entries.all()
    assert (entry.status, entry.score) == ("doubtful", 1.0)
    assert entry.reason == "the same title, the same author, the same year"
    assert entry.decision == Decision.UNDECIDED


@pytest.mark.parametrize(
    "change",
    [{"issued": {"date-parts": [[1941]]}}, {"author": [{"family": "Wells"}]}, {"volume": "5"}, {"title": "A Diary"}],
    ids=["year", "author", "volume", "title"],
)
def test_what_differs_in_what_tells_is_new(change: dict[str, Any]) -> None:
    apply(planned({"volume": "4"} | CHURCHILL))
    like = {name: value for name, value in CHURCHILL.items() if name != "DOI"}
    assert statuses(planned({"volume": "4"} | like | {"id": "other"} | change)) == ["new"]


def test_equal_entries_of_one_file_are_reported() -> None:
    first, second = planned(MY_LIFE, MY_LIFE | {"id": "again"}).entries.all()
    assert (first.status, second.status, second.same_as) == ("new", "doubtful", 1)
    assert second.reason == "the same as entry 1 of this file"


def test_entries_of_one_file_that_name_one_work_are_reported() -> None:
    _first, second = planned(MY_LIFE, MY_LIFE | {"id": "again", "publisher": "Granit"}).entries.all()
    assert (second.status, second.same_as, second.reason) == ("doubtful", 1, "like entry 1 of this file")


def test_two_works_with_one_key_are_both_taken() -> None:
    batch = planned(MY_LIFE, CHURCHILL | {"id": MY_LIFE["id"]})
    assert statuses(batch) == ["new", "new"]
    assert batch.entries.last().problems == ["it has the same key as entry 1"]
    apply(batch)
    assert Source.objects.filter(cite_key=MY_LIFE["id"]).count() == 1


def generated(count: int) -> str:
    """Make a file in which every seventh entry is broken."""
    good = "@book{{key{0}, title = {{Том {0}}}, author = {{Троцкий, Лев}}, year = {{19{0:02}}}}}\n"
    return "".join("@book{broken, title = {never closed\n" if n % 7 == 3 else good.format(n) for n in range(count))


def test_every_entry_is_accounted_for() -> None:
    text = generated(99)
    batch = planned_text(text, "bibtex")
    counted = len(re.findall(r"^@\w+\{", text, re.MULTILINE))
    assert sum(batch.counts().values()) == counted == 99
    assert batch.counts()["unreadable"] == 14
    assert [entry.position for entry in batch.entries.all()] == list(range(1, 100))


def test_taken_cite_key_is_not_taken_away() -> None:
    Source.objects.create(title="Something else", cite_key="trotsky1930")
    apply(planned(MY_LIFE))
    assert Source.objects.get(title=MY_LIFE["title"]).cite_key.startswith("s")


def test_unreadable_entry_is_kept_with_line_reason_and_text() -> None:
    batch = planned_text('[{"id": "a", "type": "book", "title": "A"},\n 17]', "csl-json")
    entry = batch.entries.get(status="unreadable")
    assert (entry.line, entry.raw) == (2, "17")
    assert entry.reason


@pytest.mark.parametrize(
    ("language", "reason", "problem"),
    [
        ("ja", "項目が閉じられていません", "「nowhere」という @string はありません"),
        ("ru", "запись не закрыта", "нет @string с именем «nowhere»"),
    ],
)
def test_what_a_reader_says_is_in_the_language_of_the_curator(language: str, reason: str, problem: str) -> None:
    with translation.override(language):
        batch = planned_text("@book{a, title = nowhere}\n@book{b, title = {Open,\n year = 1\n}\n", "bibtex")

    good, broken = batch.entries.all()
    assert problem in good.problems[0]
    assert reason in broken.reason


def test_update_changes_the_chosen_fields_alone() -> None:
    apply(planned(MY_LIFE))
    batch = planned(MY_LIFE | {"publisher": "Granit", "note": "Mine.", "translator": [{"family": "Istmen"}]})
    batch.entries.update(decision=Decision.UPDATE, chosen=["publisher", "translator"])
    apply(batch)
    expected = MY_LIFE | {"publisher": "Granit", "translator": [{"family": "Istmen"}]}
    assert shelf() == [Reference.from_csl(expected).to_csl()]


def test_update_of_everything_gives_what_the_file_says() -> None:
    apply(planned(MY_LIFE))
    other = MY_LIFE | {
        "title": "Моя жизнь. Опыт автобиографии.",
        "issued": {"literal": "when he was in Prinkipo"},
        "volume": "3",
        "type": "report",
    }
    batch = planned(other | {"keyword": "memoirs", "ISBN": "9785170000011"})
    batch.decide("known", "update")
    apply(batch)
    assert shelf() == [Reference.from_csl(other | {"keyword": "memoirs", "ISBN": "9785170000011"}).to_csl()]


def test_plan_is_stale_once_the_record_has_changed() -> None:
    apply(planned(MY_LIFE))
    batch = planned(MY_LIFE | {"publisher": "Granit"})
    batch.decide("known", "update")
    Source.objects.update(publisher="Другой")
    with pytest.raises(StalePlan):
        apply(batch)
    assert Source.objects.get().publisher == "Другой"


def test_plan_is_stale_once_its_entries_have_come_by_another_way() -> None:
    first, second = planned(MY_LIFE), planned(MY_LIFE)
    apply(first)
    with pytest.raises(StalePlan):
        apply(second)
    assert Source.objects.count() == 1


def test_plan_is_applied_once() -> None:
    batch = planned(MY_LIFE)
    apply(batch)
    with pytest.raises(CannotApply):
        apply(batch)


def test_full_name_is_tied_to_the_one_who_bears_it(trotsky: Agent) -> None:
    apply(planned(MY_LIFE | {"author": [{"family": "Троцкий", "given": "Лев Давидович"}]}))
    row = Source.objects.get().contributions.first()
    assert (row.agent, row.printed["given"]) == (trotsky, "Лев Давидович")


@pytest.mark.parametrize(
    "name", [{"family": "Троцкий"}, {"family": "Троцкий", "given": "Л."}, {"family": "Trotsky", "given": "Ivan"}]
)
def test_nobody_is_guessed(trotsky: Agent, name: dict[str, str]) -> None:
    apply(planned(MY_LIFE | {"author": [name]}))
    assert Source.objects.get().contributions.first().agent is None


def test_name_that_two_people_bear_is_tied_to_neither(trotsky: Agent) -> None:
    Agent.objects.create().names.create(language="en", literal="Leon Trotsky")
    apply(planned(MY_LIFE | {"author": [{"literal": "Leon Trotsky"}]}))
    assert Source.objects.get().contributions.first().agent is None


def test_words_that_are_quoted_do_not_slip_in() -> None:
    item = MY_LIFE | {"id": "trotsky1930-K7M2-9XQ4", "custom": {"testimonia": {"quotation": {"words": "Unseen"}}}}
    batch = planned(item)
    apply(batch)
    assert "Unseen" not in json.dumps(shelf())
    assert batch.entries.get().problems


@pytest.mark.parametrize("text", ["", "[]", "nothing of the kind", "<a/>"])
def test_file_without_entries_leaves_no_plan(text: str) -> None:
    with pytest.raises(UnreadableFile):
        planned_text(text, "csl-json")
    assert not ImportBatch.objects.exists()


def test_too_long_file_leaves_no_plan() -> None:
    with pytest.raises(TooManyEntries):
        planned(MY_LIFE, CHURCHILL, most=1)
    assert not ImportEntry.objects.exists()
    assert issubclass(EmptyFile, UnreadableFile)


@pytest.mark.parametrize(
    "nasty",
    [
        {"title": "nul\x00 and half \ud83d"},
        {"title": ""},
        {"title": "<script>alert(1)</script>"},
        {"publisher": "x" * 5000, "URL": "javascript:alert(1)", "language": "y" * 90},
        {"issued": {"date-parts": [[99999999999999999999]]}},
        {"issued": {"date-parts": [["x"]]}},
        {"issued": {"literal": "z" * 3000}},
        {"volume": float("inf")},
        {"author": [{"family": "x" * 5000}, {}]},
        {"type": "no such type"},
        {"id": "Троцкий 1930"},
        {"custom": {"testimonia": {"extra": {"attachments": [{"path": "/home/alice/secret.pdf"}]}}}},
    ],
    ids=lambda nasty: next(iter(nasty)),
)
def test_odd_entry_is_taken_whole_or_refused(nasty: dict[str, Any]) -> None:
    batch = planned(MY_LIFE | nasty)
    if statuses(batch) == ["new"]:
        apply(batch)
        Source.objects.get().full_clean(exclude=["variables"])
        assert "/home/alice" not in json.dumps(shelf())
        assert [entry.differences for entry in planned(MY_LIFE | nasty).entries.all()] == [{}]


def test_many_entries_are_planned_by_a_number_of_queries_that_does_not_grow(
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    items = [
        CHURCHILL | {"id": f"c{number}", "title": f"Volume {number}", "DOI": f"10.1/{number}"} for number in range(200)
    ]
    with django_assert_max_num_queries(12):
        planned(*items)


def test_many_works_of_one_title_are_told_apart_quickly() -> None:
    items = [
        {"id": f"k{number}", "type": "book", "title": "Introduction", "author": [{"family": f"Author {number}"}]}
        for number in range(300)
    ]
    apply(planned(*items))
    own = facts_of(Reference.from_csl(items[7]))
    heaps = heaped({"introduction": set(facts := archived_facts(Source.objects.values_list("pk", flat=True)))}, facts)
    assert len(comparable("introduction", own, heaps)) == 1
