"""Events and places at the curators' desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.events.models import Event, EventClaim, Place
from archive.events.views import page_of
from archive.passing import PublishableAdmin
from archive.representations.subjects import of_event
from archive.waiting import GROUNDED
from sources.dates import display
from sources.desk import RECORD_FIELDSET, GroundsFilter, MineFilter, RecordAdmin, Rows, date_fields


class LabelledAdmin:
    """Sorts records by their label in the curator's language."""

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return [f"labels__{(get_language() or 'en').partition('-')[0]}", "pk"]


@admin.register(Place)
class PlaceAdmin(LabelledAdmin, RecordAdmin):
    """Places."""

    list_display = ("name", "part_of", "latitude", "longitude", "basis", "changed_at")
    list_select_related = ("part_of",)
    list_filter = (GroundsFilter, MineFilter)
    search_fields = ("labels",)
    grounded = GROUNDED[Place]
    autocomplete_fields = ("part_of",)
    fieldsets = (
        (None, {"fields": ["labels", ("part_of", "basis")]}),
        (_("On the map"), {"fields": [("latitude", "longitude")]}),
        (_("Notes"), {"fields": ["note"]}),
        RECORD_FIELDSET,
    )

    @admin.display(description=_("name"))
    def name(self, place: Place) -> str:
        return str(place)


class Claims(Rows):
    """What is claimed about an event."""

    model = EventClaim
    fields = (
        ("position", "about", "standing", "basis"),
        date_fields("date"),
        ("place", "agent"),
        "statement",
        "reason",
        ("source", "locator"),
    )
    autocomplete_fields = ("place", "agent", "source")


@admin.register(Event)
class EventAdmin(PublishableAdmin):
    """Events."""

    list_display = ("name", "date_shown", "places_shown", "part_of", "state", "changed_at")
    list_select_related = ("part_of",)
    list_filter = ("state", GroundsFilter, MineFilter)
    search_fields = ("labels", "descriptions")
    grounded = GROUNDED[Event]
    autocomplete_fields = ("part_of",)
    inlines = (Claims,)
    preview_template = "admin/events/event/preview.html"
    fieldsets = (
        (None, {"fields": ["labels", "part_of", "descriptions"]}),
        (_("Notes"), {"fields": ["note"]}),
        RECORD_FIELDSET,
    )

    def records(self, request: HttpRequest) -> QuerySet[Event]:
        return super().records(request).in_order().with_claims()

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return ["first_day", "pk"]

    def preview_context(self, request: HttpRequest, record: Event) -> dict[str, Any]:
        return page_of(of_event(request, record))

    @admin.display(description=_("name"))
    def name(self, event: Event) -> str:
        return str(event)

    @admin.display(description=_("date"), ordering="first_day")
    def date_shown(self, event: Event) -> str:
        return display(event.date, get_language() or "en") if event.date else ""

    @admin.display(description=_("place"))
    def places_shown(self, event: Event) -> str:
        return ", ".join(map(str, event.places))
