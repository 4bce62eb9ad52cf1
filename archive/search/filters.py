"""What readers may ask of a search: words, any number of values of each facet, years, an order."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from archive.filtering import ReaderFilterSet, YearFilter
from archive.quotations.models import Quotation
from archive.search.counting import SpanOfYears
from archive.search.profiles import ABOUT, DATED, FACETS, SAID
from archive.search.searching import Order, Question
from sources import permanent

MOST_VALUES = 50
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


class ValuesField(forms.MultipleChoiceField):
    """Any number of values of a facet; a record's permanent id may be typed in any way."""

    def validate(self, value: list[str]) -> None:
        """Take any value: one that nothing has finds nothing, and says so."""

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(map(_normalised, super().to_python(value)[:MOST_VALUES])))


def _normalised(value: str) -> str:
    try:
        return permanent.normalised(value)
    except permanent.WrongId:
        return value[:64]


class ValuesFilter(django_filters.Filter):
    """A filter by any number of values of a facet."""

    field_class = ValuesField


class SearchFilter(ReaderFilterSet):
    """What may be asked of a search, for the page and for programs; the index answers, not a queryset."""

    q = django_filters.CharFilter(label=_("Words"), method="left_as_is")
    speaker = ValuesFilter(label=LABELS["speaker"], method="left_as_is")
    event = ValuesFilter(label=LABELS["event"], method="left_as_is")
    source = ValuesFilter(label=LABELS["source"], method="left_as_is")
    language = ValuesFilter(label=LABELS["language"], method="left_as_is")
    standing = ValuesFilter(label=LABELS["standing"], method="left_as_is")
    decade = ValuesFilter(label=LABELS["decade"], method="left_as_is")
    topic = ValuesFilter(label=LABELS["topic"], method="left_as_is")
    place = ValuesFilter(label=LABELS["place"], method="left_as_is")
    from_year = YearFilter(label=_("From year"), method="left_as_is")
    to_year = YearFilter(label=_("To year"), method="left_as_is")
    dated = django_filters.ChoiceFilter(
        choices=Dated.choices, empty_label=None, label=_("In these years"), method="left_as_is"
    )
    sort = django_filters.ChoiceFilter(choices=Sort.choices, empty_label=None, label=_("Sort"), method="left_as_is")

    class Meta:
        model = Quotation
        fields: list[str] = []

    def question(self, language: str, start: int, length: int) -> Question:
        """Return what is asked, as the index takes it; what cannot be read is left out."""
        asked = self.cleaned()
        kind, certainly = KINDS[Dated(asked.get("dated") or Dated.DATED)]
        return Question(
            query=asked.get("q") or "",
            chosen={facet: tuple(asked[facet]) for facet in FACETS if asked.get(facet)},
            years=SpanOfYears(asked.get("from_year"), asked.get("to_year"), kind, certainly),
            order=Order(asked.get("sort") or Order.BEST),
            start=start,
            length=length,
            language=language,
        )

    def cleaned(self) -> dict[str, Any]:
        """Return all wishes that could be read."""
        if not self.is_bound:
            return {}
        self.form.full_clean()
        return self.form.cleaned_data

    def cleaned_values(self, facet: str) -> list[str]:
        """Return the values that are chosen of a facet."""
        return list(getattr(self.form, "cleaned_data", {}).get(facet) or ())

    def filter_queryset(self, queryset: QuerySet[Quotation]) -> QuerySet[Quotation]:
        raise NotImplementedError("the index answers what is asked here")
