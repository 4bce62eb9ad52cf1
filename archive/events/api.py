"""Events in the API."""

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from archive.events.filters import EventFilter
from archive.events.models import About, ClaimStanding, Event
from archive.reading_api import ReadingViewSet
from archive.representing import (
    AgentBriefSerializer,
    DetailedSerializer,
    HistoricalDateField,
    LabelsField,
    NamedSerializer,
    SourceBriefSerializer,
)
from sources.models import Basis


class PlaceSerializer(NamedSerializer):
    """A place on the map."""

    latitude = serializers.FloatField(allow_null=True, help_text="WGS 84, north is positive.")
    longitude = serializers.FloatField(allow_null=True, help_text="WGS 84, east is positive.")


class ClaimSerializer(serializers.Serializer):
    """What a source, or general knowledge, says of the event."""

    about = serializers.ChoiceField(choices=About.choices)
    date = HistoricalDateField()
    place = PlaceSerializer(allow_null=True)
    agent = AgentBriefSerializer(allow_null=True)
    statement = LabelsField()
    standing = serializers.ChoiceField(choices=ClaimStanding.choices)
    reason = serializers.CharField()
    basis = serializers.ChoiceField(choices=Basis.choices)
    source = SourceBriefSerializer(allow_null=True)
    locator = serializers.CharField()


class EventSerializer(DetailedSerializer):
    """An event with all that is claimed about it."""

    route = "event"

    labels = LabelsField(help_text="Its name by language.")
    descriptions = LabelsField()
    part_of = serializers.SerializerMethodField(help_text="The id of the larger event, where it is published.")
    parts = serializers.SerializerMethodField(help_text="The ids of the published events that are parts of it.")
    claims = ClaimSerializer(many=True, help_text="The archive's first choice comes first.")
    note = serializers.CharField()

    @extend_schema_field({"type": ["string", "null"]})
    def get_part_of(self, event: Event) -> str | None:
        return event.part_of.shown_id if event.part_of and event.part_of.is_published else None

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_parts(self, event: Event) -> list[str]:
        return [part.shown_id for part in event.public_parts]


class EventViewSet(ReadingViewSet):
    """The published events, in the order of time."""

    record_type, kind = "event", "event"
    serializer_class = EventSerializer
    filterset_class = EventFilter
    queryset = Event.objects.none()

    def get_queryset(self) -> QuerySet[Event]:
        parts = Prefetch("parts", Event.objects.published().in_order(), to_attr="public_parts")
        return Event.objects.published().with_claims().select_related("part_of").prefetch_related(parts).in_order()
