"""Sources in the API."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from archive.bibliography.filters import SourceFilter
from archive.bibliography.views import whole, with_counts
from archive.reading_api import ReadingViewSet
from archive.representing import AgentBriefSerializer, DetailedSerializer, HistoricalDateField
from sources import citing
from sources.models import Basis, Source
from sources.models.works import ContributorRole, SourceScheme, SourceType


class ContributionSerializer(serializers.Serializer):
    """What somebody did for the source."""

    role = serializers.ChoiceField(choices=ContributorRole.choices)
    agent = AgentBriefSerializer(allow_null=True)
    printed = serializers.JSONField(help_text="The name as printed, a CSL name; empty where the agent's own is used.")


class SourceIdentifierSerializer(serializers.Serializer):
    """A number elsewhere."""

    scheme = serializers.ChoiceField(choices=SourceScheme.choices)
    value = serializers.CharField()


class SourceSerializer(DetailedSerializer):
    """A bibliographic source."""

    route = "source"

    cite_key = serializers.CharField(help_text="The cite key, which never changes.")
    type = serializers.ChoiceField(choices=SourceType.choices)
    title = serializers.CharField()
    language = serializers.CharField()
    contributions = ContributionSerializer(many=True)
    part_of = serializers.SerializerMethodField(help_text="The id of the source that it is a part of.")
    translation_of = serializers.SerializerMethodField(help_text="The id of the source that it translates.")
    issued = HistoricalDateField()
    accessed = HistoricalDateField()
    publisher = serializers.CharField()
    publisher_place = serializers.CharField()
    source_url = serializers.CharField(source="url", help_text="Its own address on the web.")
    identifiers = SourceIdentifierSerializer(many=True)
    basis = serializers.ChoiceField(choices=Basis.choices)
    note = serializers.CharField()
    csl = serializers.SerializerMethodField(help_text="The whole record as CSL-JSON.")
    quotation_count = serializers.IntegerField(help_text="How many published quotations are found in it.")

    @extend_schema_field({"type": ["string", "null"]})
    def get_part_of(self, source: Source) -> str | None:
        return source.part_of.shown_id if source.part_of else None

    @extend_schema_field({"type": ["string", "null"]})
    def get_translation_of(self, source: Source) -> str | None:
        return source.translation_of.shown_id if source.translation_of else None

    @extend_schema_field({"type": "object"})
    def get_csl(self, source: Source) -> dict[str, Any]:
        return citing.reference_of(source).to_csl()


class SourceViewSet(ReadingViewSet):
    """The sources on which something published stands."""

    record_type, kind = "source", "source"
    serializer_class = SourceSerializer
    filterset_class = SourceFilter
    queryset = Source.objects.none()

    def get_queryset(self) -> QuerySet[Source]:
        return with_counts(whole()).prefetch_related(*citing.needed())
