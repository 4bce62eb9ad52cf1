"""What readers may ask of the people and organisations."""

import django_filters
from django.db.models import OuterRef, QuerySet, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.filtering import ReaderFilterSet, TextFilter
from sources.fields import first_day
from sources.models import Agent, AgentName
from sources.models.agents import AgentKind


class Sort(TextChoices):
    """The orders of the list."""

    NAME = "name", _("by name")
    QUOTED = "quoted", _("most quoted first")
    BORN = "born", _("by date of birth")


ORDERS = {
    Sort.NAME: ("sorted_name", "pk"),
    Sort.QUOTED: ("-quotation_count", "sorted_name", "pk"),
    Sort.BORN: (first_day("born").asc(nulls_last=True), "sorted_name", "pk"),
}


def with_sorted_name(records: QuerySet[Agent], language: str) -> QuerySet[Agent]:
    """Add to each agent the name by which a reader of a language finds them in a list."""
    own = AgentName.objects.filter(agent=OuterRef("pk")).order_by("position").values("sort_key")
    return records.annotate(sorted_name=Coalesce(Subquery(own.filter(language=language)[:1]), Subquery(own[:1])))


class PersonFilter(ReaderFilterSet):
    """What may be asked of the people."""

    name = TextFilter(method="named", label=_("Name"), help_text=_("In any script"))
    kind = django_filters.ChoiceFilter(choices=AgentKind.choices, empty_label=_("any"), label=_("Kind"))
    sort = django_filters.ChoiceFilter(choices=Sort.choices, method="left_as_is", empty_label=None, label=_("Sort"))

    class Meta:
        model = Agent
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Agent]) -> QuerySet[Agent]:
        found = with_sorted_name(super().filter_queryset(queryset), get_language() or "en")
        return found.order_by(*ORDERS[Sort(self.asked("sort") or Sort.NAME)])

    def named(self, records: QuerySet[Agent], name: str, text: str) -> QuerySet[Agent]:
        return records.named(text)
