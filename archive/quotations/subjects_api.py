"""Places and topics in the API."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from archive.events.filters import labelled
from archive.events.models import Place
from archive.filtering import ReaderFilterSet, TextFilter
from archive.quotations.models import Topic
from archive.quotations.subjects import places_with_counts, public_topics
from archive.reading_api import ReadingViewSet
from archive.representing import ApiAddress, LabelsField, NamedSerializer
from sources import permanent
from sources.models import Basis


class NamedFilter(ReaderFilterSet):
    """What may be asked of places and topics."""

    name = TextFilter(method="named", label=_("Name"))

    def named(self, records: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        return labelled(records, words)


class PlaceFilter(NamedFilter):
    """What may be asked of the places."""

    class Meta:
        model = Place
        fields: list[str] = []


class TopicFilter(NamedFilter):
    """What may be asked of the topics."""

    class Meta:
        model = Topic
        fields: list[str] = []


class PlaceSerializer(ApiAddress, NamedSerializer):
    """A place where something was said or happened."""

    route = "place"

    part_of = serializers.SerializerMethodField(help_text="The id of the larger place.")
    latitude = serializers.FloatField(allow_null=True, help_text="WGS 84, north is positive.")
    longitude = serializers.FloatField(allow_null=True, help_text="WGS 84, east is positive.")
    basis = serializers.ChoiceField(choices=Basis.choices)
    quotation_count = serializers.IntegerField(help_text="How many published quotations were said there.")
    event_count = serializers.IntegerField(help_text="Of how many published events it is claimed.")

    class Meta:
        ref_name = "PlaceRecord"

    @extend_schema_field({"type": ["string", "null"]})
    def get_part_of(self, place: Place) -> str | None:
        return permanent.shown(place.public_whole) if place.public_whole else None


class TopicSerializer(ApiAddress, NamedSerializer):
    """What quotations are about."""

    route = "topic"

    labels = LabelsField(help_text="Its name by language.")
    quotation_count = serializers.IntegerField(help_text="How many published quotations are about it.")


class PlaceViewSet(ReadingViewSet):
    """The places where something published was said or happened, and those that these are parts of."""

    record_type = kind = "place"
    serializer_class = PlaceSerializer
    filterset_class = PlaceFilter
    queryset = Place.objects.none()

    def get_queryset(self) -> QuerySet[Place]:
        return places_with_counts().order_by("pk")


class TopicViewSet(ReadingViewSet):
    """The topics of the published quotations."""

    record_type = kind = "topic"
    serializer_class = TopicSerializer
    filterset_class = TopicFilter
    queryset = Topic.objects.none()

    def get_queryset(self) -> QuerySet[Topic]:
        return public_topics().order_by("pk")
