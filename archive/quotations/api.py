"""Quotations in the API."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from archive.addresses import permanent_address
from archive.editions.api import EditionBriefSerializer
from archive.editions.models import Edition
from archive.publishing import of_published
from archive.quotations.citing import reference_of
from archive.quotations.filters import QuotationFilter
from archive.quotations.models import EventLink, Mode, Quotation, Rights, Standing, WitnessKind
from archive.quotations.reading import published
from archive.reading_api import ReadingViewSet
from archive.representing import (
    AgentBriefSerializer,
    DetailedSerializer,
    HistoricalDateField,
    LabelsField,
    NamedSerializer,
    ShownIdField,
    SourceBriefSerializer,
)
from archive.search.answering import told_facets
from sources import citing
from sources.models import Basis
from sources.styles import STYLES


class AttributionSerializer(serializers.Serializer):
    """Who said it, as a claim; the archive's first choice comes first."""

    agent = AgentBriefSerializer(help_text="The speaker.")
    role = serializers.SerializerMethodField(
        help_text="The speaker's role at the time, by language; null where none is known."
    )
    standing = serializers.ChoiceField(choices=Standing.choices)
    reason = serializers.CharField(help_text="Why the standing is what it is.")
    basis = serializers.ChoiceField(choices=Basis.choices)
    rests_on = serializers.SerializerMethodField(help_text="The positions of the attestations that it rests on.")

    @extend_schema_field({"type": ["object", "null"], "additionalProperties": {"type": "string"}})
    def get_role(self, attribution: Any) -> dict[str, str] | None:
        return attribution.role.titles if attribution.role else None

    def get_rests_on(self, attribution: Any) -> list[int]:
        return sorted(witness.position for witness in attribution.rests_on.all())


class AttestationSerializer(serializers.Serializer):
    """Where it is found."""

    position = serializers.IntegerField(help_text="Its place in the list, from 1; the witness in hand comes first.")
    source = SourceBriefSerializer()
    locator_label = serializers.CharField(help_text="The kind of locator, of CSL 1.0.2: page, chapter, folio …")
    locator = serializers.CharField(help_text="Where in the source; empty where that is not known.")
    kind = serializers.ChoiceField(choices=WitnessKind.choices, help_text="How this witness has the words.")
    quoted_in = serializers.IntegerField(
        allow_null=True,
        help_text="The position of the witness through which this one is known; null where it is in hand.",
    )
    seen_on = serializers.DateField(
        allow_null=True, help_text="When a curator compared the words; null where none did."
    )
    basis = serializers.ChoiceField(choices=Basis.choices)
    note = serializers.CharField()


class EventLinkSerializer(serializers.Serializer):
    """An event to which the quotation belongs."""

    id = ShownIdField(source="event.shown_id")
    labels = LabelsField(source="event.labels")
    kind = serializers.CharField(help_text="said at, speaks of, or context.")


class QuotationListSerializer(serializers.ListSerializer):
    """Quotations with their latest editions, which take one query."""

    def to_representation(self, data: Any) -> Any:
        quotations = list(data)
        if "edition" in self.child.fields:
            find_editions(quotations)
        return super().to_representation(quotations)


def find_editions(quotations: list[Quotation]) -> None:
    """Give each quotation its latest edition as `edition`."""
    latest = Edition.objects.latest_of_each(*(quotation.pk for quotation in quotations)) if quotations else {}
    for quotation in quotations:
        quotation.edition = latest.get(quotation.pk)


class QuotationSerializer(DetailedSerializer):
    """A quotation with all that it stands on."""

    route = "quotation"

    words = serializers.CharField(help_text="The words with editorial marks: […] omitted, [word] supplied, [sic].")
    text = serializers.CharField(source="parsed.plain", help_text="The speaker's own words, without the marks.")
    language = serializers.CharField(help_text="BCP 47.")
    mode = serializers.ChoiceField(choices=Mode.choices)
    translation_of = serializers.SerializerMethodField(
        help_text="The id of the original passage, where it is published."
    )
    translated_from = serializers.CharField(help_text="The language of the original.")
    words_before = serializers.CharField()
    words_after = serializers.CharField()
    uttered = HistoricalDateField()
    place = NamedSerializer(allow_null=True)
    attributions = AttributionSerializer(many=True)
    attestations = AttestationSerializer(many=True)
    events = EventLinkSerializer(source="public_links", many=True)
    topics = NamedSerializer(many=True)
    mentions = AgentBriefSerializer(many=True, help_text="Whom the words speak of.")
    rights = serializers.ChoiceField(choices=Rights.choices)
    note = serializers.CharField()
    citation = serializers.SerializerMethodField(help_text="The citation as text.")
    published_at = serializers.DateTimeField(source="state_at", allow_null=True)
    edition = EditionBriefSerializer(allow_null=True, help_text="The latest edition: what the public reads now.")
    editions_url = serializers.SerializerMethodField(help_text="The list of all its editions in the API.")

    class Meta:
        list_serializer_class = QuotationListSerializer

    def to_representation(self, quotation: Quotation) -> Any:
        if "edition" in self.fields and not hasattr(quotation, "edition"):
            find_editions([quotation])
        return super().to_representation(quotation)

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_editions_url(self, quotation: Quotation) -> str:
        return reverse("api:editions-of-list", args=[quotation.shown_id], request=self.context["request"])

    @extend_schema_field({"type": ["string", "null"]})
    def get_translation_of(self, quotation: Quotation) -> str | None:
        original = quotation.translation_of
        return original.shown_id if original and original.is_published else None

    def get_citation(self, quotation: Quotation) -> str:
        reference = reference_of(quotation, permanent_address(self.context["request"], quotation))
        return str(STYLES["neutral"].cite(reference, get_language() or "en"))


class FacetValueSerializer(serializers.Serializer):
    """A value of a facet, and how many quotations it would leave."""

    value = serializers.CharField(help_text="What the filter of the same name takes.")
    label = serializers.CharField(help_text="Its name in the language of the answer.")
    count = serializers.IntegerField(help_text="How many quotations there are after choosing it, beside what is asked.")
    is_chosen = serializers.BooleanField()


class FacetsSerializer(serializers.Serializer):
    """The most frequent values of each facet among what is found."""

    count = serializers.IntegerField(help_text="How many quotations are found.")
    facets = serializers.DictField(
        child=FacetValueSerializer(many=True), help_text="By the name of the filter; empty while the index is made."
    )


class QuotationViewSet(ReadingViewSet):
    """The published quotations."""

    record_type, kind = "quotation", "quotation"
    serializer_class = QuotationSerializer
    filterset_class = QuotationFilter
    queryset = Quotation.objects.none()

    def get_queryset(self) -> QuerySet[Quotation]:
        links = EventLink.objects.filter(of_published("event")).select_related("event")
        related = ("attributions__rests_on", "topics", "mentions__names", *citing.needed("attestations__source__"))
        return (
            published()
            .with_speakers()
            .select_related("translation_of")
            .prefetch_related(*related, Prefetch("event_links", links, to_attr="public_links"))
        )

    @extend_schema(responses=FacetsSerializer)
    @action(detail=False, filterset_class=QuotationFilter, pagination_class=None)
    def facets(self, request: Request) -> Response:
        """Count the values of every facet among the quotations that are asked for."""
        found = self.filter_queryset(published())
        return Response({"count": found.count(), "facets": told_facets(found)})
