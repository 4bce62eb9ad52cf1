"""How the API represents what all records share: permanent ids, labels, historical dates, and their addresses."""

from typing import Any

from django.conf import settings
from django.utils import translation
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from sources import dates

ID_FORM = r"^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$"


@extend_schema_field(
    {
        "type": ["object", "null"],
        "description": "A historical date.",
        "properties": {
            "edtf": {"type": "string", "description": "Extended Date/Time Format, levels 0 to 2 (ISO 8601-2)."},
            "calendar": {"type": "string", "enum": ["gregorian", "julian", "unknown"]},
            "as_written": {"type": "string", "description": "As the source writes it; empty where that is not kept."},
            "earliest": {
                "type": ["integer", "null"],
                "description": "The Julian day number of the first day that may be meant; null for an open beginning.",
            },
            "latest": {
                "type": ["integer", "null"],
                "description": "The Julian day number of the last day that may be meant; null for an open end.",
            },
        },
        "required": ["edtf", "calendar", "as_written", "earliest", "latest"],
    }
)
class HistoricalDateField(serializers.ReadOnlyField):
    """A historical date as an object, or null."""

    def to_representation(self, date: dates.HistoricalDate) -> dict[str, Any]:
        return {
            "edtf": date.edtf,
            "calendar": date.calendar.value,
            "as_written": date.as_written,
            "earliest": None if date.earliest == dates.BEGINNING else date.earliest,
            "latest": None if date.latest == dates.END else date.latest,
        }


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class LabelsField(serializers.ReadOnlyField):
    """A name in many languages: an object of BCP 47 tags and text."""


@extend_schema_field({"type": "string", "pattern": ID_FORM})
class ShownIdField(serializers.ReadOnlyField):
    """A permanent id, as K7M2-9XQ4."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"source": "shown_id", **kwargs})


class RecordSerializer(serializers.Serializer):
    """A record named by another: enough to show it and to fetch it."""

    id = ShownIdField(help_text="The permanent id.")
    url = serializers.SerializerMethodField(help_text="The permanent address, of the page for readers.")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, record: Any) -> str:
        with translation.override(settings.LANGUAGE_CODE):
            return self.context["request"].build_absolute_uri(record.get_absolute_url())


class ApiAddress(serializers.Serializer):
    """A record that the API has an address of its own for."""

    api_url = serializers.SerializerMethodField(help_text="The address of this record in the API.")
    route = ""

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_api_url(self, record: Any) -> str:
        return reverse(f"api:{self.route}-detail", args=[record.shown_id], request=self.context["request"])


class DetailedSerializer(ApiAddress, RecordSerializer):
    """A record with a page of its own."""


class NamedSerializer(serializers.Serializer):
    """A place or topic: its id and its names."""

    id = ShownIdField()
    labels = LabelsField(help_text="Its name by language.")


class AgentBriefSerializer(RecordSerializer):
    """A person or organisation in passing."""

    names = serializers.SerializerMethodField(help_text="The preferred name by language.")

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
    def get_names(self, agent: Any) -> dict[str, str]:
        return {row.language: str(row) for row in agent.names.all() if row.use == "preferred"}


class SourceBriefSerializer(RecordSerializer):
    """A source in passing."""

    cite_key = serializers.CharField(help_text="The cite key, which never changes.")
    type = serializers.CharField(help_text="The type, of CSL 1.0.2.")
    title = serializers.CharField()
    language = serializers.CharField()
