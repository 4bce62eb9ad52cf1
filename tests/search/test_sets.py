"""An index that has followed changes finds what a new one finds, whatever is stored and whatever came later."""

import pytest

from archive.publishing import State
from archive.quotations.models import Quotation
from archive.search import building, frequent, serving, snapshot
from archive.search.counting import Choice
from archive.search.searching import Answer, Question, search
from tests.search.conftest import Log

Shelf = dict[str, Quotation]

LONG = "pneumono" * 5  # longer than the beginnings that are kept of what came later
QUERIES = [
    *(
        "の",
        "は",
        "の は に を",
        "の OR は",
        "の -は",
        "-の",
        "NOT (の OR は)",
        "の (は OR に) -を",
        "бумеранг",
        "の бумеранг",
    ),
    *("the of", "the OR и OR の", "и в не", '"of the"', "t*", "т* OR t*", "п* -t*", "м* и", "のは", "the OR hobgoblin"),
    *("lang:ja の は", "lang:ru OR の", "-lang:ja the", "lang:ja -の", "(lang:en OR の) (the OR は)", "year:1917 の"),
    *(f"{LONG}* the", f"{LONG[:20]}* OR の", f"{LONG[:-1]}* бумер*"),
]


@pytest.fixture
def changed(shelf: Shelf, log: Log, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf of which most is frequent, and some has changed, come and gone since its index was made."""
    monkeypatch.setattr(frequent, "LEAST", 2)
    new = Quotation.objects.filter(pk__in=[shelf["pond"].pk, shelf["mind"].pk])
    new.update(state=State.DRAFT)
    building.rebuild()
    assert ("stems", "の") in serving.snapshot().frequent.places
    new.update(state=State.PUBLISHED)
    Quotation.objects.filter(pk=shelf["river"].pk).update(
        words=f"бумерангの話は、the end of the матч {LONG} и не в нём"
    )
    Quotation.objects.filter(pk=shelf["whites"].pk).update(state=State.WITHDRAWN)
    log.note(*(shelf[key] for key in ("pond", "mind", "river", "whites", "wisdom", "brother", "wisdom")))
    return shelf


def found(query: str) -> Answer:
    return search(serving.snapshot(), Question(query, length=1000))


def told(answer: Answer) -> tuple[set[str], int, dict[str, list[Choice]]]:
    return set(answer.ids), answer.count, answer.choices_up_to(1000)


def test_changed_index_finds_and_counts_what_a_new_one_does(changed: Shelf) -> None:
    answers = [found(query) for query in QUERIES]
    for answer in answers:
        numbers = answer.matched.numbers.tolist()
        assert numbers == sorted(set(numbers)), answer.question
    before = dict(zip(QUERIES, map(told, answers), strict=True))
    building.rebuild()
    assert {query: told(found(query)) for query in QUERIES} == before


def test_words_are_looked_for_at_once_among_what_came_later(changed: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    once = snapshot.found_later
    serving.snapshot()
    monkeypatch.setattr(snapshot, "found_later", lambda *told: asked.append(told) or once(*told))
    for query, times in (("の は に を", 1), ("の OR the", 1), ("lang:ja の は", 1), ("бумеранг", 0)):
        asked.clear()
        assert found(query).count
        assert len(asked) == times, query
