"""Subjects: the places and topics of what is published."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from archive.events.models import EventClaim, Place
from archive.publishing import of_published
from archive.quotations.models import Quotation, Topic
from archive.quotations.quoted import times_quoted


def public_places() -> QuerySet[Place]:
    """Return the places where something published was said or happened, and the larger ones around these."""
    said = Quotation.objects.published().order_by()
    claimed = EventClaim.objects.filter(of_published("event")).order_by()

    def named(place: str) -> Q:
        return Q(Exists(said.filter(place=OuterRef(place)))) | Q(Exists(claimed.filter(place=OuterRef(place))))

    parts = Place.objects.filter(named("pk"), part_of=OuterRef("pk"))
    return Place.objects.filter(named("pk") | Q(Exists(parts)))


def places_with_counts() -> QuerySet[Place]:
    """Add to each how many published quotations were said there, of how many events it is claimed, and the larger place."""
    events = EventClaim.objects.filter(of_published("event"), place=OuterRef("pk")).order_by().values("place")
    return public_places().annotate(
        public_whole=Subquery(public_places().filter(pk=OuterRef("part_of")).values("pk")[:1]),
        quotation_count=times_quoted(Quotation, "place", once=True),
        event_count=Coalesce(Subquery(events.annotate(count=Count("event", distinct=True)).values("count")), 0),
    )


def public_topics() -> QuerySet[Topic]:
    """Return the topics of published quotations, with their number."""
    tags = Quotation.topics.through
    tagged = tags.objects.filter(of_published("quotation"), topic=OuterRef("pk"))
    return Topic.objects.filter(Exists(tagged)).annotate(quotation_count=times_quoted(tags, "topic", once=True))
