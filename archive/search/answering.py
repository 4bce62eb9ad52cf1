"""Answering: what the search page shows, from the index, or from the database while there is none."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import get_language

from archive.paging import PAGE_SIZE
from archive.quotations.models import Quotation
from archive.search import fallback, mending, serving
from archive.search.counting import Choice
from archive.search.filters import LABELS, SearchFilter
from archive.search.highlighting import Wanted, highlighted, wanted
from archive.search.labelling import Labels, labels_of
from archive.search.layout import NoIndex
from archive.search.mending import Looser
from archive.search.profiles import DECADE
from archive.search.querying import Read, read
from archive.search.searching import Answer, Question, search
from archive.search.snapshot import Snapshot
from archive.search.telling import told
from sources.labels import Label

SEARCHES_AGAIN = 3  # how often a page is filled up when the database has fewer than the index says


@dataclass(frozen=True)
class ShownChoice:
    """A choice of a facet as the page shows it: its label, and the query with it chosen or left out."""

    choice: Choice
    label: Label
    query: str


@dataclass(frozen=True)
class ShownFacet:
    """A facet as the page shows it."""

    name: str
    label: str
    choices: list[ShownChoice]

    @property
    def is_open(self) -> bool:
        """Is anything chosen, so that the choices should be in sight?"""
        return any(shown.choice.is_chosen for shown in self.choices)

    @property
    def chosen(self) -> list[ShownChoice]:
        return [shown for shown in self.choices if shown.choice.is_chosen]


@dataclass(frozen=True)
class Bar:
    """A decade of the histogram."""

    shown: ShownChoice
    most: int


@dataclass(frozen=True)
class Found:
    """All that a page of a search shows."""

    question: Question
    count: int
    quotations: list[Quotation]
    page: Any
    read: Read
    told: str
    facets: list[ShownFacet] = field(default_factory=list)
    histogram: list[Bar] = field(default_factory=list)
    meant: str | None = None
    meant_query: str = ""
    looser: list[tuple[Looser, str, str]] = field(default_factory=list)
    is_from_index: bool = True

    @property
    def is_narrowed(self) -> bool:
        """Is anything asked for at all?"""
        return bool(self.question.query or self.question.chosen or not self.question.years.is_open)


def answer(wishes: SearchFilter, number: int) -> Found:
    """Return one page of what is asked for."""
    question = wishes.question(get_language() or "en", (number - 1) * PAGE_SIZE, PAGE_SIZE)
    try:
        snapshot = serving.snapshot()
    except NoIndex:
        return _from_database(wishes, question, number)
    try:
        return _from_index(wishes, question, number, snapshot)
    except (ValueError, OSError, IndexError) as failure:
        serving.distrust(failure)
        return _from_database(wishes, question, number)


def _from_index(wishes: SearchFilter, question: Question, number: int, snapshot: Snapshot) -> Found:
    found = search(snapshot, question)
    last = max(1, -(-found.count // PAGE_SIZE))
    if number > last:
        number, question = last, replace(question, start=(last - 1) * PAGE_SIZE)
        found = search(snapshot, question)
    facets = list(_facets(wishes, snapshot, found, question.language))
    meant = mending.did_you_mean(snapshot, question.query, found.read.node)
    return Found(
        question=question,
        count=found.count,
        quotations=list(shown_quotations(found.ids, wanted(found.read.node))),
        page=page_of_many(found.count, number),
        read=found.read,
        told=told(found.read.node),
        facets=facets,
        histogram=_histogram(facets),
        meant=meant,
        meant_query=_query(wishes, q=[meant]) if meant else "",
        looser=[] if found.count else list(_looser(wishes, snapshot, question, found.read)),
    )


def _from_database(wishes: SearchFilter, question: Question, number: int) -> Found:
    records = fallback.matching(question)
    page = page_of_many(records.count(), number)
    start = (page.number - 1) * PAGE_SIZE
    ids = list(records.values_list("pk", flat=True)[start : start + PAGE_SIZE])
    asked = read(question.query)
    shown = list(shown_quotations(ids, wanted(asked.node)))
    return Found(question, page.paginator.count, shown, page, asked, told(asked.node), is_from_index=False)


def page_of_many(count: int, number: int) -> Any:
    """Return the page of a list that only its length is known of."""
    return Paginator(range(count), PAGE_SIZE).get_page(number)


def shown_quotations(ids: list[str], look_for: Wanted) -> Iterator[Quotation]:
    """Yield these quotations, as far as everybody may read them, with signs where they were found."""
    records: QuerySet[Any] = Quotation.objects.published().with_speakers().filter(pk__in=ids)
    known = {quotation.pk: quotation for quotation in records}
    for quotation in (known[pk] for pk in ids if pk in known):
        quotation.parsed = highlighted(quotation.parsed, quotation.language, look_for)
        yield quotation


def _facets(wishes: SearchFilter, snapshot: Snapshot, found: Answer, language: str) -> Iterator[ShownFacet]:
    for facet, choices in found.facets.items():
        labels = _labels(snapshot, facet, choices, language)
        shown = [ShownChoice(one, labels[one.value], _toggled(wishes, facet, one)) for one in choices]
        yield ShownFacet(facet, str(LABELS[facet]), shown)


def _labels(snapshot: Snapshot, facet: str, choices: list[Choice], language: str) -> Labels:
    """Return the labels of choices, kept for as long as nothing changes."""
    key = ("labels", facet, language, tuple(sorted((one.value, one.is_known) for one in choices)))
    return snapshot.labels.get(key, lambda: labels_of(facet, choices, language))


def _toggled(wishes: SearchFilter, facet: str, choice: Choice) -> str:
    """Return the query after a click on a choice."""
    values = [value for value in wishes.cleaned_values(facet) if value != choice.value]
    return _query(wishes, **{facet: values if choice.is_chosen else [*values, choice.value]})


def _query(wishes: SearchFilter, **changed: list[str]) -> str:
    """Return the query of the address with some of it changed, from the first page on."""
    kept = {name: wishes.data.getlist(name) for name in wishes.data if name != "page"} | changed
    return urlencode({name: [value for value in values if value] for name, values in kept.items()}, doseq=True)


def _histogram(facets: list[ShownFacet]) -> list[Bar]:
    """Return the decades in their order."""
    decades = next(facet.choices for facet in facets if facet.name == DECADE)
    most = max((shown.choice.count for shown in decades), default=0)
    return sorted((Bar(shown, most) for shown in decades if _is_number(shown.choice.value)), key=_decade)


def _is_number(value: str) -> bool:
    return value.removeprefix("-").isdecimal()


def _decade(bar: Bar) -> int:
    return int(bar.shown.choice.value)


def _looser(
    wishes: SearchFilter, snapshot: Snapshot, question: Question, asked: Read
) -> Iterator[tuple[Looser, str, str]]:
    """Yield what may be left out, what it is called, and the query without it."""
    without = mending.without_each(question.query, asked.node)
    for one in mending.loosened(snapshot, question, asked.node, without):
        if one.facet == "query":
            yield one, one.text, _query(wishes, q=[one.question.query])
        elif one.facet == "years":
            yield one, str(wishes.form.fields["from_year"].label), _query(wishes, from_year=[], to_year=[])
        else:
            yield one, str(LABELS[one.facet]), _query(wishes, **{one.facet: []})
