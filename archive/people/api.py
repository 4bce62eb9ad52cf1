"""People and organisations in the API."""

from django.db.models import QuerySet
from rest_framework import serializers

from archive.people.filters import PersonFilter
from archive.people.views import whole, with_counts
from archive.reading_api import ReadingViewSet
from archive.representing import DetailedSerializer, HistoricalDateField, LabelsField
from sources.models import Agent, Basis
from sources.models.agents import AgentKind, AgentScheme, NameForm, NameUse


class NameSerializer(serializers.Serializer):
    """A name in one language and script."""

    language = serializers.CharField(help_text="BCP 47.")
    script = serializers.CharField(help_text="ISO 15924.")
    form = serializers.ChoiceField(choices=NameForm.choices)
    literal = serializers.CharField(help_text="The whole name, where it is not to be taken apart.")
    family = serializers.CharField()
    given = serializers.CharField()
    particle = serializers.CharField()
    dropping_particle = serializers.CharField()
    suffix = serializers.CharField()
    use = serializers.ChoiceField(choices=NameUse.choices)
    sort_as = serializers.CharField(help_text="The reading or romanisation by which it is sorted.")
    basis = serializers.ChoiceField(choices=Basis.choices)


class RoleSerializer(serializers.Serializer):
    """An office held over time."""

    titles = LabelsField()
    held = HistoricalDateField()
    basis = serializers.ChoiceField(choices=Basis.choices)


class IdentifierSerializer(serializers.Serializer):
    """A number in another authority file."""

    scheme = serializers.ChoiceField(choices=AgentScheme.choices)
    value = serializers.CharField()
    url = serializers.URLField()


class PersonSerializer(DetailedSerializer):
    """A person or organisation."""

    route = "person"

    kind = serializers.ChoiceField(choices=AgentKind.choices)
    language = serializers.CharField(help_text="Their own language.")
    names = NameSerializer(many=True)
    known_as = LabelsField(help_text="In a few words, by language.")
    born = HistoricalDateField(help_text="Born or founded.")
    died = HistoricalDateField(help_text="Died or dissolved.")
    basis = serializers.ChoiceField(choices=Basis.choices, help_text="On what the dates of life stand.")
    roles = RoleSerializer(many=True)
    identifiers = IdentifierSerializer(many=True)
    note = serializers.CharField()
    quotation_count = serializers.IntegerField(help_text="How many published quotations are attributed to them.")


class PersonViewSet(ReadingViewSet):
    """The people and organisations on whom something published stands."""

    record_type, kind = "agent", "person"
    serializer_class = PersonSerializer
    filterset_class = PersonFilter
    queryset = Agent.objects.none()

    def get_queryset(self) -> QuerySet[Agent]:
        return with_counts(whole())
