"""The shelf at the curators' desk: people and organisations, sources."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sources.desk import (
    RECORD_FIELDSET,
    GroundsFilter,
    MineFilter,
    RecordAdmin,
    Rows,
    date_fields,
    show_dates,
)
from sources.entering import RecordForm
from sources.models import (
    Agent,
    AgentIdentifier,
    AgentName,
    AgentRole,
    Contribution,
    Source,
    SourceIdentifier,
)


class Names(Rows):
    """The names of an agent."""

    model = AgentName
    asked = 1
    fields = (
        ("position", "language", "script"),
        ("use", "form", "basis"),
        "literal",
        ("given", "dropping_particle", "particle", "family", "suffix"),
        "sort_as",
    )


class Roles(Rows):
    """The offices of an agent."""

    model = AgentRole
    fields = (("position", "basis"), "titles", date_fields("held"))


class AgentIdentifiers(Rows):
    """An agent's numbers in other authority files."""

    model = AgentIdentifier
    fields = (("scheme", "value", "basis"),)


@admin.register(Agent)
class AgentAdmin(RecordAdmin):
    """People and organisations."""

    list_display = ("name", "kind", "life", "known_as_shown", "changed_at")
    list_filter = ("kind", GroundsFilter, MineFilter)
    search_fields = ("names__folded",)
    grounded = ("basis", "names__basis", "roles__basis", "identifiers__basis")
    inlines = (Names, Roles, AgentIdentifiers)
    fieldsets = (
        (None, {"fields": [("kind", "language", "basis"), "known_as"]}),
        (_("Life"), {"fields": [date_fields("born"), date_fields("died")]}),
        (_("Notes"), {"fields": ["note"]}),
        RECORD_FIELDSET,
    )

    def records(self, request: HttpRequest) -> QuerySet[Agent]:
        first = AgentName.objects.filter(agent=OuterRef("pk")).order_by("position").values("folded")[:1]
        return super().records(request).with_names().annotate(sorted_by=Subquery(first))

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return ["sorted_by", "pk"]

    @admin.display(description=_("name"), ordering="sorted_by")
    def name(self, agent: Agent) -> str:
        return str(agent)

    @admin.display(description=_("life"), ordering="born_earliest")
    def life(self, agent: Agent) -> str:
        return show_dates(agent)

    @admin.display(description=_("known as"))
    def known_as_shown(self, agent: Agent) -> str:
        known_as = agent.known_as_in(get_language() or "en")
        return known_as.text if known_as else ""


class Contributions(Rows):
    """Who made a source."""

    model = Contribution
    fields = (("position", "role", "agent"), "printed")
    autocomplete_fields = ("agent",)


class SourceIdentifiers(Rows):
    """A source's numbers elsewhere."""

    model = SourceIdentifier
    fields = (("scheme", "value"),)


class SourceForm(RecordForm):
    """A source, whose cite key is made where none is given."""

    completed_on_saving = ("cite_key",)


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    """Sources."""

    form = SourceForm
    list_display = ("title", "type", "makers", "issued_shown", "language", "cite_key", "changed_at")
    list_filter = ("type", "language", GroundsFilter, MineFilter)
    search_fields = (
        "title",
        "cite_key",
        "identifiers__value",
        "contributions__printed",
        "contributions__agent__names__folded",
    )
    grounded = ("basis",)
    autocomplete_fields = ("part_of", "translation_of")
    inlines = (Contributions, SourceIdentifiers)
    ordering = ("title", "pk")
    fieldsets = (
        (None, {"fields": [("type", "language", "basis"), "title"]}),
        (
            _("What it belongs to"),
            {
                "description": _(
                    "A chapter belongs to its book, an article to its site; a translation names its original. "
                    "Each is a source of its own."
                ),
                "fields": ["part_of", "translation_of"],
            },
        ),
        (
            _("Publication"),
            {"fields": [("publisher", "publisher_place"), date_fields("issued"), "url", date_fields("accessed")]},
        ),
        (_("For citing"), {"fields": ["cite_key", "variables"]}),
        (_("Notes"), {"fields": ["note"]}),
        RECORD_FIELDSET,
    )

    def records(self, request: HttpRequest) -> QuerySet[Source]:
        return super().records(request).prefetch_related("contributions__agent__names")

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> tuple[str, ...]:
        """Keep the cite key once it is given."""
        given = ("cite_key",) if obj else ()
        return (*super().get_readonly_fields(request, obj), *given)

    @admin.display(description=_("by"))
    def makers(self, source: Source) -> str:
        language = get_language() or "en"
        return ", ".join(row.name_in(language) for row in source.contributions.all())

    @admin.display(description=_("issued"), ordering="issued_earliest")
    def issued_shown(self, source: Source) -> Any:
        return source.issued or ""
