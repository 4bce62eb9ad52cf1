"""Subjects: each kind of public record as what is represented."""

from django.http import HttpRequest

from archive.editions.citing import reference_of_edition, reference_to
from archive.editions.frozen import FrozenQuotation
from archive.editions.models import Edition
from archive.events.models import Event
from archive.quotations.models import Quotation
from archive.representations.offering import Kind, Subject
from sources.citing import reference_of
from sources.models import Agent, Source


def of_quotation(request: HttpRequest, quotation: Quotation, edition: Edition | None = None) -> Subject:
    """Return a quotation as it is now, in its latest edition; a draft has none."""
    reference = reference_to(request, quotation, edition)
    cite_as = reference.quotation.address if edition else ""
    named = {"arguments": (quotation.shown_id,), "name": quotation.shown_id, "number": edition.number if edition else 0}
    return Subject(request, Kind.QUOTATION, quotation, quotation, **named, reference=reference, cite_as=cite_as)


def of_edition(request: HttpRequest, edition: Edition, frozen: FrozenQuotation) -> Subject:
    """Return an edition, from its frozen content alone."""
    shown_id, number = edition.shown_id, edition.number
    named = {"arguments": (shown_id, number), "name": f"{shown_id}-v{number}", "number": number}
    reference = reference_of_edition(request, edition, frozen)
    return Subject(request, Kind.EDITION, edition, frozen, **named, reference=reference)


def of_source(request: HttpRequest, source: Source) -> Subject:
    """Return a source with its reference."""
    named = {"arguments": (source.shown_id,), "name": source.cite_key}
    return Subject(request, Kind.SOURCE, source, source, **named, reference=reference_of(source))


def of_person(request: HttpRequest, person: Agent) -> Subject:
    """Return a person or an organisation."""
    return Subject(request, Kind.PERSON, person, person, arguments=(person.shown_id,), name=person.shown_id)


def of_event(request: HttpRequest, event: Event) -> Subject:
    """Return an event."""
    return Subject(request, Kind.EVENT, event, event, arguments=(event.shown_id,), name=event.shown_id)
