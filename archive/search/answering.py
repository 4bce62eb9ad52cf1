"""Answering: what the page of quotations shows of what a reader finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.filtering import Wish
from archive.paging import PAGE_SIZE, ListPage, ListPaginator
from archive.quotations.filters import LABELS, RECORDS, QuotationFilter
from archive.quotations.models import Quotation
from archive.search import guessing, mending
from archive.search.counting import SHOWN, Choice
from archive.search.findings import Findings
from archive.search.highlighting import highlighted, wanted
from archive.search.labelling import Labels, labels_of
from archive.search.profiles import DECADE
from archive.search.querying import Read, read
from archive.search.searching import Answer
from archive.search.telling import notes, told, told_unknown
from sources import permanent
from sources.labels import Label

FIELDS = ("from_year", "to_year", "dated", "sort")


@dataclass(frozen=True)
class ShownChoice:
    """A choice of a facet as the page shows it: its label, and what gives the query with it chosen or left out."""

    choice: Choice
    label: Label
    query: Callable[[], str]


@dataclass(frozen=True)
class ShownFacet:
    """A facet as the page shows it."""

    name: str
    label: str
    choices: list[ShownChoice]

    @property
    def is_open(self) -> bool:
        """Is anything chosen, so that the choices should be in sight?"""
        return bool(self.chosen)

    @cached_property
    def chosen(self) -> list[ShownChoice]:
        return [shown for shown in self.choices if shown.choice.is_chosen]


@dataclass(frozen=True)
class Bar:
    """A decade of the histogram."""

    shown: ShownChoice
    most: int


@dataclass(frozen=True)
class Way:
    """A way out of an empty result: what to leave out, the query without it, and how many there would be."""

    label: str
    query: str
    count: int


class Shown:
    """All that the page of quotations shows: one page of what is found, and every filter with its counts."""

    def __init__(self, wishes: QuotationFilter, number: object = 1, most_choices: int = SHOWN) -> None:
        self.wishes, self.found, self.most_choices = wishes, wishes.qs, most_choices
        self.page: ListPage = ListPaginator(self.found, PAGE_SIZE).get_page(number)
        self.read: Read = read(self.found.question.query)

    @property
    def question(self) -> Any:
        return self.found.question

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def is_from_index(self) -> bool:
        return self.found.answer is not None

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The quotations of the page, with signs where something was found in them."""
        look_for = wanted(self.read.node)
        quotations = list(self.page.object_list)
        for quotation in quotations:
            quotation.parsed = highlighted(quotation.parsed, quotation.language, look_for)
        return quotations

    @property
    def told(self) -> str:
        """How the query was read, in words."""
        return told(self.read.node)

    @cached_property
    def notes(self) -> list[str]:
        """What was odd about the query, in words."""
        answer = self.found.answer
        unknown = guessing.unknown_values(answer.snapshot, self.read.node) if answer else ()
        return [*notes(self.read.notes), *map(told_unknown, unknown)]

    @cached_property
    def is_narrowed(self) -> bool:
        """Is anything asked for at all?"""
        return bool(self.question.query or self.question.chosen or not self.question.years.is_open)

    @cached_property
    def facets(self) -> list[ShownFacet]:
        return list(_facets(self.wishes, self.found.answer, self.found.choices_up_to(self.most_choices)))

    @cached_property
    def asked(self) -> list[Wish]:
        """What the reader asks for; what is chosen of the facets has its labels already."""
        for facet in self.facets:
            self.wishes.known[facet.name] = {one.choice.value: one.label for one in facet.chosen if one.choice.is_known}
        return self.wishes.wishes()

    @property
    def fields(self) -> list[BoundField]:
        """The fields of the form that are no facets."""
        return [self.wishes.form[name] for name in FIELDS]

    @cached_property
    def histogram(self) -> list[Bar]:
        """The decades in their order."""
        decades = [shown for facet in self.facets if facet.name == DECADE for shown in facet.choices]
        most = max((shown.choice.count for shown in decades), default=0)
        return sorted((Bar(shown, most) for shown in decades if _is_number(shown.choice.value)), key=_decade)

    @cached_property
    def meant(self) -> Way | None:
        """The query that was meant, where it has words that nobody wrote."""
        if self.found.answer is None:
            return None
        meant = mending.did_you_mean(self.found.answer.snapshot, self.question.query, self.read.node)
        return Way(meant, self.wishes.query_with("q", meant), 0) if meant else None

    @cached_property
    def ways_out(self) -> list[Way]:
        """What may be left out of a question that finds nothing."""
        return [] if self.count or self.found.answer is None else list(_ways_out(self.wishes, self.found.answer))


def told_facets(found: Findings) -> dict[str, list[dict[str, Any]]]:
    """Return the choices of every facet as a program takes them."""
    facets = {}
    for facet, choices in found.choices.items():
        labels = labels_of(facet, choices, found.question.language)
        facets[facet] = [_told(facet, choice, labels[choice.value]) for choice in choices]
    return facets


def _told(facet: str, choice: Choice, label: Label) -> dict[str, Any]:
    value = permanent.shown(choice.value) if facet in RECORDS else choice.value
    return {"value": value, "label": label.text, "count": choice.count, "is_chosen": choice.is_chosen}


def _facets(wishes: QuotationFilter, answer: Answer | None, found: dict[str, list[Choice]]) -> Iterator[ShownFacet]:
    for facet, choices in found.items():
        labels = _labels(answer, facet, choices)
        shown = [ShownChoice(one, labels[one.value], partial(_toggled, wishes, facet, one)) for one in choices]
        yield ShownFacet(facet, str(LABELS[facet]), shown)


def _labels(answer: Answer | None, facet: str, choices: list[Choice]) -> Labels:
    """Return the labels of choices, kept for as long as nothing changes in the index."""
    language = get_language() or "en"
    if answer is None:
        return labels_of(facet, choices, language)
    key = ("labels", facet, language, tuple(sorted((one.value, one.is_known) for one in choices)))
    return answer.snapshot.labels.get(key, lambda: labels_of(facet, choices, language))


def _toggled(wishes: QuotationFilter, facet: str, choice: Choice) -> str:
    """Return the query after a click on a choice."""
    values = [value for value in wishes.cleaned_values(facet) if value != choice.value]
    return wishes.query_with(facet, *(values if choice.is_chosen else [*values, choice.value]))


def _is_number(value: str) -> bool:
    return value.removeprefix("-").isdecimal()


def _decade(bar: Bar) -> int:
    return int(bar.shown.choice.value)


def _ways_out(wishes: QuotationFilter, answer: Answer) -> Iterator[Way]:
    """Yield what may be left out, what it is called, and the query without it."""
    for one in mending.loosened(answer):
        if one.facet == "query":
            yield Way(one.text, wishes.query_with("q", *filter(None, [one.question.query])), one.count)
        elif one.facet == "marks":
            yield Way(_("the quotation marks"), wishes.query_with("q", one.question.query), one.count)
        elif one.facet == "years":
            years = str(wishes.form.fields["from_year"].label)
            yield Way(years, wishes.query_with("from_year", also_without="to_year"), one.count)
        else:
            yield Way(str(LABELS[one.facet]), wishes.query_with(one.facet), one.count)
