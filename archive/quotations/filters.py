"""What readers may ask of the quotations: one description for the page, the API, feeds, exports and citations."""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from typing import Any

import django_filters
from django.db.models import QuerySet, TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field

from archive.filtering import TAG, ReaderFilterSet, RecordsFilter, ValuesFilter, Wish, YearFilter
from archive.quotations.models import Quotation, Standing
from archive.search.counting import Choice, SpanOfYears
from archive.search.findings import Findings
from archive.search.labelling import Labels, labels_of
from archive.search.profiles import ABOUT, DATED, FACETS, SAID
from archive.search.searching import Order, Question
from sources.labels import language_of, valid_tag

LABELS = {
    "speaker": _("Speaker"),
    "event": _("Event"),
    "source": _("Source"),
    "language": _("Language"),
    "standing": _("Standing"),
    "decade": _("Decade"),
    "topic": _("Topic"),
    "place": _("Place"),
}

RECORDS = ("speaker", "event", "source", "topic", "place")


class Dated(TextChoices):
    """Which date has to lie in the span of years, and how surely."""

    DATED = "dated", _("said or happened then")
    POSSIBLY_SAID = "possibly said", _("possibly said then")
    CERTAINLY_SAID = "certainly said", _("certainly said then")
    POSSIBLY_ABOUT = "possibly about", _("possibly of events of then")
    CERTAINLY_ABOUT = "certainly about", _("certainly of events of then")


KINDS = {
    Dated.DATED: (DATED, False),
    Dated.POSSIBLY_SAID: (SAID, False),
    Dated.CERTAINLY_SAID: (SAID, True),
    Dated.POSSIBLY_ABOUT: (ABOUT, False),
    Dated.CERTAINLY_ABOUT: (ABOUT, True),
}


class Sort(TextChoices):
    """The orders of what is found."""

    BEST = "best", _("best first")
    NEWEST = "newest", _("newest in the archive first")
    SAID = "said", _("by the date when it was said")
    LAST_SAID = "last said", _("last said first")
    SPEAKER = "speaker", _("by speaker")


def language_typed(text: str) -> str:
    """Return the language of a tag; raises ValueError for what is none."""
    if not valid_tag(text):
        raise ValueError(text)
    return language_of(text)


def decade_typed(text: str) -> str:
    """Return a decade as its first year; raises ValueError for what is none."""
    if not re.fullmatch("-?[0-9]{1,4}", text, re.ASCII):
        raise ValueError(text)
    return str(int(text) // 10 * 10)


@extend_schema_field(TAG | {"description": "Languages, as BCP 47 tags: ja; several are alternatives."})
class LanguagesFilter(ValuesFilter):
    """A filter by any number of languages."""


@extend_schema_field(
    {"type": "string", "enum": Standing.values, "description": "Standings of attributions; several are alternatives."}
)
class StandingsFilter(ValuesFilter):
    """A filter by any number of standings."""


@extend_schema_field(
    {
        "type": "string",
        "pattern": "^(-?[0-9]{1,4})?$",
        "description": "Decades by their first years: 1910; several are alternatives.",
    }
)
class DecadesFilter(ValuesFilter):
    """A filter by any number of decades."""


@extend_schema_field(
    {
        "type": "string",
        "pattern": "^[^\\u0000]*$",
        "description": "Words, “phrases”, -not, OR, begin*, speaker:Lenin, year:1918..1920.",
    }
)
class WordsFilter(django_filters.CharFilter):
    """A filter by words, which the search reads."""


class QuotationFilter(ReaderFilterSet):
    """What may be asked of the quotations; a speaker and a standing are of the same attribution."""

    q = WordsFilter(label=_("Words"), method="left_as_is")
    speaker = RecordsFilter(label=LABELS["speaker"], method="left_as_is")
    event = RecordsFilter(label=LABELS["event"], method="left_as_is")
    source = RecordsFilter(label=LABELS["source"], method="left_as_is")
    language = LanguagesFilter(label=LABELS["language"], method="left_as_is", reads=language_typed)
    standing = StandingsFilter(label=LABELS["standing"], method="left_as_is", reads=lambda text: Standing(text).value)
    decade = DecadesFilter(label=LABELS["decade"], method="left_as_is", reads=decade_typed)
    topic = RecordsFilter(label=LABELS["topic"], method="left_as_is")
    place = RecordsFilter(label=LABELS["place"], method="left_as_is")
    from_year = YearFilter(label=_("From year"), method="left_as_is")
    to_year = YearFilter(label=_("To year"), method="left_as_is")
    dated = django_filters.ChoiceFilter(
        choices=Dated.choices, empty_label=None, label=_("In these years"), method="left_as_is"
    )
    sort = django_filters.ChoiceFilter(choices=Sort.choices, empty_label=None, label=_("Sort"), method="left_as_is")

    class Meta:
        model = Quotation
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, Labels] = {}  # labels of values, by facet, where they have been asked for already

    @property
    def qs(self) -> Findings:
        """Return what is found, which is counted, cut and gone through like a queryset."""
        if not hasattr(self, "_qs"):
            self._qs = Findings(self.question(), self.queryset)
        return self._qs

    def newest(self) -> Findings:
        """Return what is found with the newest first, for a feed, whatever order is asked for."""
        return Findings(replace(self.question(), order=Order.NEWEST), self.queryset)

    def question(self) -> Question:
        """Return what is asked, as the index takes it; what cannot be read is left out."""
        asked = self.cleaned()
        kind, certainly = KINDS[Dated(asked.get("dated") or Dated.DATED)]
        return Question(
            query=asked.get("q") or "",
            chosen={facet: tuple(asked[facet]) for facet in FACETS if asked.get(facet)},
            years=SpanOfYears(asked.get("from_year"), asked.get("to_year"), kind, certainly),
            order=Order(asked.get("sort") or Order.BEST),
            language=get_language() or "en",
        )

    def cleaned(self) -> dict[str, Any]:
        """Return all wishes that could be read."""
        return self.form.cleaned_data if self.is_bound and self.form.errors is not None else {}

    def cleaned_values(self, facet: str) -> list[str]:
        """Return the values that are chosen of a facet."""
        return list(self.cleaned().get(facet) or ())

    def told(self, name: str, value: Any) -> list[Wish]:
        """Return what the reader asks for by one field, each value of a facet by itself."""
        if name in FACETS:
            return list(self._chosen(name, value))
        return [] if name == "dated" and self.question().years.is_open else super().told(name, value)

    def _chosen(self, facet: str, values: list[str]) -> Iterator[Wish]:
        known = self.known.get(facet, {})
        others = [Choice(value, 0) for value in values if value not in known]
        labels = known | labels_of(facet, others, get_language() or "en")
        for value in values:
            query = self.query_with(facet, *(one for one in values if one != value))
            yield Wish(facet, str(LABELS[facet]), labels[value].text, query)

    def query_with(self, name: str, *values: str, also_without: str = "") -> str:
        """Return the query of the address with other values of a wish, or none, from the first page on."""
        kept = copy(self.data)
        for dropped in ("page", also_without):
            kept.pop(dropped, None)
        kept.setlist(name, list(values))
        return kept.urlencode()

    def filter_queryset(self, queryset: QuerySet[Quotation]) -> QuerySet[Quotation]:
        raise NotImplementedError("the findings answer what is asked here")
