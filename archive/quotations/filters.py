"""What readers may ask of the quotations."""

from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.events.models import Event, EventClaim
from archive.filtering import ReaderFilterSet, RecordFilter, YearFilter, within
from archive.publishing import State, public_agents, public_sources
from archive.quotations.models import Attestation, Attribution, EventLink, Quotation, Standing, Topic
from sources.fields import first_day
from sources.labels import language_name


class Dated(TextChoices):
    """Which date has to lie in the span of years, and how surely."""

    POSSIBLY_SAID = "possibly said", _("possibly said then")
    CERTAINLY_SAID = "certainly said", _("certainly said then")
    POSSIBLY_ABOUT = "possibly about", _("possibly of events of then")
    CERTAINLY_ABOUT = "certainly about", _("certainly of events of then")


class Sort(TextChoices):
    """The orders of the list."""

    NEWEST = "newest", _("newest first")
    SAID = "said", _("by the date when it was said")
    LAST_SAID = "last said", _("last said first")


ORDERS = {
    Sort.NEWEST: ("-state_at", "pk"),
    Sort.SAID: (first_day("uttered").asc(nulls_last=True), "pk"),
    Sort.LAST_SAID: (F("uttered_latest").desc(nulls_last=True), "pk"),
}


def speakers() -> QuerySet[Any]:
    """Return the people to whom a published quotation is attributed."""
    said = Attribution.objects.filter(agent=OuterRef("pk"), quotation__state=State.PUBLISHED)
    return public_agents().filter(Exists(said)).with_names()


def quoted_sources() -> QuerySet[Any]:
    """Return the sources in which a published quotation is found."""
    found = Attestation.objects.filter(source=OuterRef("pk"), quotation__state=State.PUBLISHED)
    return public_sources().filter(Exists(found))


def topics() -> QuerySet[Topic]:
    """Return the topics of published quotations."""
    tagged = Quotation.topics.through.objects.filter(topic=OuterRef("pk"), quotation__state=State.PUBLISHED)
    return Topic.objects.filter(Exists(tagged))


def languages() -> list[tuple[str, str]]:
    """Return the languages of the published quotations, named in the reader's."""
    tags = Quotation.objects.published().order_by().values_list("language", flat=True).distinct()
    return sorted(((tag, language_name(tag, get_language() or "en")) for tag in tags), key=lambda named: named[1])


class QuotationFilter(ReaderFilterSet):
    """What may be asked of the quotations; a speaker and a standing are of the same attribution."""

    speaker = RecordFilter(queryset=speakers(), method="left_as_is", label=_("Speaker"))
    event = RecordFilter(queryset=Event.objects.published(), method="of_event", label=_("Event"))
    source = RecordFilter(queryset=quoted_sources(), method="in_source", label=_("Source"))
    topic = RecordFilter(queryset=topics(), field_name="topics", label=_("Topic"))
    language = django_filters.ChoiceFilter(choices=languages, empty_label=_("any"), label=_("Language"))
    standing = django_filters.ChoiceFilter(
        choices=Standing.choices, method="left_as_is", empty_label=_("any"), label=_("Standing")
    )
    from_year = YearFilter(method="left_as_is", label=_("From year"))
    to_year = YearFilter(method="left_as_is", label=_("To year"))
    dated = django_filters.ChoiceFilter(
        choices=Dated.choices, method="left_as_is", empty_label=None, label=_("In these years")
    )
    sort = django_filters.ChoiceFilter(choices=Sort.choices, method="left_as_is", empty_label=None, label=_("Sort"))

    class Meta:
        model = Quotation
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Quotation]) -> QuerySet[Quotation]:
        found = self._in_span(self._attributed(super().filter_queryset(queryset)))
        return found.order_by(*ORDERS[Sort(self.asked("sort") or Sort.NEWEST)])

    def of_event(self, records: QuerySet[Quotation], name: str, event: Event | None) -> QuerySet[Quotation]:
        return records.filter(Exists(EventLink.objects.filter(quotation=OuterRef("pk"), event=event)))

    def in_source(self, records: QuerySet[Quotation], name: str, source: Any) -> QuerySet[Quotation]:
        return records.filter(Exists(Attestation.objects.filter(quotation=OuterRef("pk"), source=source)))

    def _attributed(self, records: QuerySet[Quotation]) -> QuerySet[Quotation]:
        wanted = {"agent": self.asked("speaker"), "standing": self.asked("standing")}
        wanted = {name: value for name, value in wanted.items() if value}
        claims = Attribution.objects.filter(quotation=OuterRef("pk"), **wanted)
        return records.filter(Exists(claims)) if wanted else records

    def _in_span(self, records: QuerySet[Quotation]) -> QuerySet[Quotation]:
        years = (self.form.cleaned_data.get("from_year"), self.form.cleaned_data.get("to_year"))
        if years == (None, None):
            return records
        dated = Dated(self.asked("dated") or Dated.POSSIBLY_SAID)
        certainly = dated in (Dated.CERTAINLY_SAID, Dated.CERTAINLY_ABOUT)
        if dated in (Dated.POSSIBLY_SAID, Dated.CERTAINLY_SAID):
            return records.filter(within("uttered", *years, certainly))
        return records.filter(Exists(_links_to_events_within(within("date", *years, certainly))))


def _links_to_events_within(span: Q) -> QuerySet[EventLink]:
    """Return a quotation's links to published events for which a date in the span is claimed and not rejected."""
    claims = EventClaim.objects.filter(span, event=OuterRef("event"), about="date").exclude(standing="rejected")
    return EventLink.objects.filter(Exists(claims), quotation=OuterRef("pk"), event__state=State.PUBLISHED)
