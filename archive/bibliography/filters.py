"""What readers may ask of the sources."""

import django_filters
from django.db.models import Exists, Min, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.filtering import LanguageFilter, ReaderFilterSet, TextFilter, YearFilter, within
from archive.publishing import public_sources
from sources import names
from sources.fields import first_day
from sources.labels import language_name
from sources.models import Contribution, Source
from sources.models.works import SourceType


class Sort(TextChoices):
    """The orders of the list."""

    TITLE = "title", _("by title")
    ISSUED = "issued", _("oldest first")
    QUOTED = "quoted", _("most quoted first")


ORDERS = {
    Sort.TITLE: ("title", "pk"),
    Sort.ISSUED: (first_day("issued").asc(nulls_last=True), "title", "pk"),
    Sort.QUOTED: ("-quotation_count", "title", "pk"),
}


def languages() -> list[tuple[str, str]]:
    """Return the languages of the public sources, named in the reader's; of each one public source is looked for."""
    first = Source.objects.exclude(language="").order_by().values("language").annotate(first=Min("pk")).values("first")
    has_public = Exists(public_sources().filter(language=OuterRef("language")))
    tags = Source.objects.filter(has_public, pk__in=first).order_by().values_list("language", flat=True)
    return sorted(((tag, language_name(tag, get_language() or "en")) for tag in tags), key=lambda named: named[1])


class SourceFilter(ReaderFilterSet):
    """What may be asked of the sources."""

    text = TextFilter(method="about", label=_("Title or name"))
    type = django_filters.ChoiceFilter(choices=SourceType.choices, empty_label=_("any"), label=_("Type"))
    language = LanguageFilter(choices=languages, empty_label=_("any"), label=_("Language"))
    from_year = YearFilter(method="left_as_is", label=_("From year"))
    to_year = YearFilter(method="left_as_is", label=_("To year"))
    sort = django_filters.ChoiceFilter(choices=Sort.choices, method="left_as_is", empty_label=None, label=_("Sort"))

    class Meta:
        model = Source
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Source]) -> QuerySet[Source]:
        found = super().filter_queryset(queryset)
        years = (self.form.cleaned_data.get("from_year"), self.form.cleaned_data.get("to_year"))
        if years != (None, None):
            found = found.filter(within("issued", *years, certainly=False))
        return found.order_by(*ORDERS[Sort(self.asked("sort") or Sort.TITLE)])

    def about(self, records: QuerySet[Source], name: str, text: str) -> QuerySet[Source]:
        found = records
        for word in text.split():
            made = Contribution.objects.filter(agent__names__folded__contains=names.folded(word)).values("source")
            found = found.filter(Q(title__icontains=word) | Q(title__contains=word.capitalize()) | Q(pk__in=made))
        return found
