"""Events as TEI `event`: labels, and every claim as a note of its own."""

from collections.abc import Callable, Iterator
from typing import Any

from archive.events.models import About, ClaimStanding, Event, EventClaim
from archive.tei.dating import attributes, dates
from sources.formats.markup import Child, Element, element

CERTAINTY = {
    ClaimStanding.ATTESTED: "high",
    ClaimStanding.PROBABLE: "medium",
    ClaimStanding.DISPUTED: "low",
    ClaimStanding.REJECTED: "low",
}


def event_element(event: Event, address_of: Callable[[Any], str]) -> Element:
    """Return an event, dated as the archive dates it first; `address_of` names it and what it stands on."""
    named = [Element("label", (text,), {"xml:lang": language}) for language, text in event.labels.items()]
    told = [Element("desc", (text,), {"xml:lang": language}) for language, text in event.descriptions.items()]
    claims = [_claim(claim, address_of) for claim in event.claims.all()]
    children = (*named, *told, *claims, element("note", event.note), _address(address_of(event)))
    own = {"xml:id": f"event-{event.pk}"} | attributes(event.date)
    return Element("event", tuple(child for child in children if child), own)


def _address(address: str) -> Element:
    return Element("bibl", (Element("idno", (address,), {"type": "URI"}),))


def _claim(claim: EventClaim, address_of: Callable[[Any], str]) -> Element:
    """Return what is claimed, how sure that is, why, and which source says so and where."""
    said = {"type": "claim", "subtype": claim.about, "cert": CERTAINTY[ClaimStanding(claim.standing)]}
    children = (*_content(claim), Element("note", (str(claim.standing),), {"type": "standing"}))
    children += tuple(
        Element("note", (text,), {"type": "statement"} | _spoken(tag)) for tag, text in claim.statement.items()
    )
    reason = element("note", claim.reason, type="reason")
    source = _source(claim, address_of(claim.source)) if claim.source else None
    return Element("note", tuple(child for child in (*children, reason, source) if child), said)


def _content(claim: EventClaim) -> Iterator[Child]:
    if claim.about == About.DATE:
        yield from dates(claim.date)
    elif claim.about == About.PLACE:
        yield from (Element("placeName", (text,), _spoken(tag)) for tag, text in claim.place.labels.items())
    elif claim.about == About.PARTICIPANT:
        names = [row for row in claim.agent.names.all() if row.use == "preferred"]
        yield from (Element("name", (str(row),), _spoken(row.language)) for row in names)


def _source(claim: EventClaim, address: str) -> Element:
    children = (
        Element("title", (claim.source.title,), _spoken(claim.source.language)),
        element("citedRange", claim.locator),
        Element("idno", (address,), {"type": "URI"}),
    )
    return Element("bibl", tuple(child for child in children if child))


def _spoken(language: str) -> dict[str, str]:
    return {"xml:lang": language} if language else {}
