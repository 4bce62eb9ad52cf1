"""Events as schema.org, with what was recorded of them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from archive.events.models import About, ClaimStanding, Event, EventClaim
from archive.linked.agents import mentioned
from archive.linked.vocabulary import AddressOf, Node, edtf_of, named, page_language, said, span_of
from archive.publishing import of_published
from archive.quotations.models import EventLink, LinkKind

MOST_LINKED = 500  # quotations that one description names; the API lists them all


def around() -> list[Prefetch]:
    """Return what to prefetch with events, so that their descriptions ask nothing more but for the claims."""
    parts = Event.objects.published().order_by("pk")[:MOST_LINKED]
    return [
        Prefetch("part_of", Event.objects.all()),
        Prefetch("parts", parts, to_attr="described_parts"),
        Prefetch("quotation_links", _links()[:MOST_LINKED], to_attr="described_links"),
    ]


def _links() -> QuerySet[EventLink]:
    links = EventLink.objects.filter(of_published("quotation")).order_by("quotation_id", "kind")
    return links.select_related("quotation").only("event_id", "kind", "quotation__id")


def event_node(event: Event, address_of: AddressOf) -> Node:
    """Return an event: what the archive puts first, the claims that compete, and the quotations of it."""
    if not hasattr(event, "described_links"):  # of one event the first are read; of several all would be numbered
        event.described_links = list(_links().filter(event=event)[:MOST_LINKED])
    prefetch_related_objects([event], *around())
    first, last = span_of(event.date)
    description = event.description_in(page_language())
    return said(
        {
            "@type": "Event",
            "@id": address_of(event),
            "url": address_of(event),
            "identifier": event.shown_id,
            **named(event.labels),
            "description": description.text if description else "",
            "startDate": first,
            "endDate": last,
            "dcterms:date": edtf_of(event.date),
            "location": [place_node(place) for place in event.places],
            "attendee": _participants(event, address_of),
            **_family(event, address_of),
            **_recorded(event, address_of),
        }
    )


def place_node(place: Any) -> Node:
    """Return a place with its names and where it is."""
    here = {"@type": "GeoCoordinates", "latitude": str(place.latitude), "longitude": str(place.longitude)}
    return said({"@type": "Place", **named(place.labels), "geo": here if place.latitude is not None else None})


def _participants(event: Event, address_of: AddressOf) -> list[Node]:
    claims = event.claims_about(About.PARTICIPANT)
    return [mentioned(claim.agent, address_of) for claim in claims if claim.standing != ClaimStanding.REJECTED]


def _family(event: Event, address_of: AddressOf) -> Node:
    whole = event.part_of if event.part_of and event.part_of.is_published else None
    return {
        "superEvent": {"@id": address_of(whole)} if whole else None,
        "subEvent": [{"@id": address_of(part)} for part in event.described_parts],
    }


def _recorded(event: Event, address_of: AddressOf) -> Node:
    """Return the quotations that were said at it or speak of it, then those of its context with the claims."""
    of_it = [row for row in event.described_links if row.kind != LinkKind.CONTEXT]
    beside = [row for row in event.described_links if row.kind == LinkKind.CONTEXT]
    return {
        "recordedIn": _addresses(of_it, address_of),
        "subjectOf": [*_addresses(beside, address_of), *(_claim(claim, address_of) for claim in event.claims.all())],
    }


def _addresses(rows: Iterable[EventLink], address_of: AddressOf) -> list[Node]:
    return [{"@id": address} for address in dict.fromkeys(address_of(row.quotation) for row in rows)]


def _claim(claim: EventClaim, address_of: AddressOf) -> Node:
    """Return what a source, or general knowledge, says of the event, and how sure the archive is of it."""
    return said(
        {
            "@type": "Claim",
            "text": claim.content_in(page_language()),
            "creativeWorkStatus": str(claim.standing),
            "description": claim.reason,
            "appearance": {"@id": address_of(claim.source)} if claim.source else None,
            "dcterms:date": edtf_of(claim.date),
        }
    )
