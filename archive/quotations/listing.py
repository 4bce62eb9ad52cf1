"""List filters of the desk's quotations: what they want, and who speaks."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.quotations.models import Quotation
from archive.waiting import ATTRIBUTED, SEEN, SOURCED
from sources.models import Agent

WANTING = {"attribution": ~ATTRIBUTED, "source": ~SOURCED, "seen": ~SEEN}


class WantingFilter(admin.SimpleListFilter):
    """Quotations that lack something."""

    title = _("what is missing")
    parameter_name = "wanting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("attribution", _("no attribution")), ("source", _("no source")), ("seen", _("no source seen"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Quotation]) -> QuerySet[Quotation]:
        return queryset.filter(WANTING[self.value()]) if self.value() in WANTING else queryset


class SpeakerFilter(admin.SimpleListFilter):
    """Quotations of the speakers whose name, in any script, holds some words."""

    title = _("speaker")
    parameter_name = "speaker"
    template = "admin/typed_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer nobody: there may be thousands, so a name is typed."""
        return [("", "")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Quotation]) -> QuerySet[Quotation]:
        if not self.value():
            return queryset
        speakers = Agent.objects.named(self.value()).values("pk")
        return queryset.filter(pk__in=Quotation.objects.filter(attributions__agent__in=speakers).values("pk"))

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        """Give the template what the form must carry along."""
        kept = [(name, value) for name, value in changelist.params.items()]
        yield {
            "selected": False,
            "value": self.value() or "",
            "name": self.parameter_name,
            "kept": kept,
            "without": changelist.get_query_string(remove=[self.parameter_name]),
        }
