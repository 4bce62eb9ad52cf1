"""What readers may ask of the events."""

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from archive.events.models import Event, EventClaim, Place
from archive.filtering import ReaderFilterSet, RecordFilter, TextFilter, YearFilter, within
from archive.publishing import of_published


class Dated(TextChoices):
    """How surely an event has to lie in the span of years."""

    POSSIBLY = "possibly", _("possibly then")
    CERTAINLY = "certainly", _("certainly then")


def places() -> QuerySet[Place]:
    """Return the places that are claimed for published events."""
    claimed = EventClaim.objects.filter(of_published("event"), place=OuterRef("pk"))
    return Place.objects.filter(Exists(claimed))


def labelled(records: QuerySet, words: str, column: str = "labels") -> QuerySet:
    """Return the records whose label, in any language, holds each of the words."""
    found = records.annotate(labels_text=Cast(column, TextField()))
    for word in words.split():
        # SQLite knows no small letters but the Latin ones, so both forms are looked for.
        either = Q(labels_text__icontains=word) | Q(labels_text__contains=word.capitalize())
        found = found.filter(either | Q(labels_text__contains=word.lower()))
    return found


class EventFilter(ReaderFilterSet):
    """What may be asked of the events."""

    name = TextFilter(method="named", label=_("Name"))
    place = RecordFilter(queryset=places(), method="at_place", label=_("Place"))
    from_year = YearFilter(method="left_as_is", label=_("From year"))
    to_year = YearFilter(method="left_as_is", label=_("To year"))
    dated = django_filters.ChoiceFilter(
        choices=Dated.choices, method="left_as_is", empty_label=None, label=_("In these years")
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Event]) -> QuerySet[Event]:
        return self._in_span(super().filter_queryset(queryset))

    def named(self, records: QuerySet[Event], name: str, words: str) -> QuerySet[Event]:
        return labelled(records, words)

    def at_place(self, records: QuerySet[Event], name: str, place: Place) -> QuerySet[Event]:
        return records.filter(Exists(EventClaim.objects.filter(event=OuterRef("pk"), place=place)))

    def _in_span(self, records: QuerySet[Event]) -> QuerySet[Event]:
        years = (self.form.cleaned_data.get("from_year"), self.form.cleaned_data.get("to_year"))
        if years == (None, None):
            return records
        span = within("date", *years, certainly=self.asked("dated") == Dated.CERTAINLY)
        claims = EventClaim.objects.filter(span, event=OuterRef("pk"), about="date").exclude(standing="rejected")
        return records.filter(Exists(claims))
