"""Editions in the API: what the public read of a quotation from a time on, frozen, with its hash."""

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from archive.addresses import find
from archive.editions.absence import Merged, NoSuchRecord
from archive.editions.models import Edition, EditionQuerySet
from archive.filtering import ReaderFilterSet
from archive.quotations.models import Quotation
from archive.quotations.reading import published
from archive.reading_api import ReadingViewSet
from archive.representing import ShownIdField

OF_QUOTATION = [OpenApiParameter("id", str, "path", description="The quotation's permanent id, as K7M2-9XQ4.")]


class EditionBriefSerializer(serializers.Serializer):
    """An edition without its content."""

    quotation = ShownIdField(help_text="The permanent id of the quotation.")
    number = serializers.IntegerField(help_text="Its number, from 1.")
    url = serializers.SerializerMethodField(help_text="The permanent address of its page, which citations name.")
    api_url = serializers.SerializerMethodField(help_text="Its address in the API.")
    content_url = serializers.SerializerMethodField(help_text="Where the very text is whose hash this is.")
    hash = serializers.CharField(help_text="The SHA-256 of the content's canonical JSON (RFC 8785).")
    at = serializers.DateTimeField(help_text="From when on the public read it.")
    sequence = serializers.IntegerField(help_text="The number in the log of the change that made it.")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, edition: Edition) -> str:
        return self._address("edition", edition)

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_api_url(self, edition: Edition) -> str:
        arguments = {"id": edition.shown_id, "number": edition.number}
        return reverse("api:edition-detail", kwargs=arguments, request=self.context["request"])

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_content_url(self, edition: Edition) -> str:
        return self._address("edition-download", edition, "json")

    def _address(self, route: str, edition: Edition, *more: str) -> str:
        with translation.override(settings.LANGUAGE_CODE):
            return reverse(route, args=[edition.shown_id, edition.number, *more], request=self.context["request"])


class EditionSerializer(EditionBriefSerializer):
    """An edition with its frozen content."""

    content = serializers.SerializerMethodField(help_text="What the public read: whole without any other record.")

    @extend_schema_field({"type": "object"})
    def get_content(self, edition: Edition) -> dict[str, Any]:
        return edition.parsed


@extend_schema_field(
    {"type": "integer", "minimum": 1, "maximum": 10**9, "description": "Editions from this number on."}
)
class NumberFilter(django_filters.Filter):
    """A filter by an edition's number."""

    field_class = forms.IntegerField


class EditionFilter(ReaderFilterSet):
    """What may be asked of the editions."""

    from_number = NumberFilter(method="numbered_from", min_value=1, max_value=10**9)

    class Meta:
        model = Edition
        fields: list[str] = []

    def numbered_from(self, editions: QuerySet[Edition], name: str, number: int) -> QuerySet[Edition]:
        return editions.filter(number__gte=number)


def public_editions() -> EditionQuerySet:
    """Return the editions of published quotations; each asks for its own, since a list would name all that is published."""
    return Edition.objects.filter(Exists(published().filter(pk=OuterRef("quotation_id"))))


class EditionsViewSet(ReadingViewSet):
    """The editions of all published quotations, in the order in which they were made."""

    serializer_class = EditionBriefSerializer
    filterset_class = EditionFilter
    cursor_form = "[0-9]{0,18}"
    queryset = Edition.objects.none()

    def get_queryset(self) -> QuerySet[Edition]:
        return public_editions().dated().order_by("pk")


@extend_schema(parameters=OF_QUOTATION)
class EditionsOfQuotationViewSet(EditionsViewSet):
    """The editions of one quotation, the first one first."""

    def get_serializer_class(self) -> type[serializers.Serializer]:
        return EditionSerializer if self.action == "retrieve" else EditionBriefSerializer

    def get_queryset(self) -> QuerySet[Edition]:
        found = Edition.objects.of(self._quotation().pk)
        return found if self.action == "retrieve" else found.dated()

    def _quotation(self) -> Quotation:
        """Return the quotation, also one that was merged into a public one: its editions stay to be read."""
        try:
            return find(published(), self.kwargs["id"])
        except Merged as merged:
            if not merged.is_public:
                raise
            return merged.old

    def get_object(self) -> Edition:
        edition = self.get_queryset().filter(number=self.kwargs["number"]).first()
        if edition is None:
            raise NoSuchRecord([])
        return edition
