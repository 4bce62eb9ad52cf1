"""The pages of events."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.addresses import by_permanent_id
from archive.conditional import conditional
from archive.events.filters import EventFilter
from archive.events.models import About, Event, EventClaim
from archive.listing import listing
from archive.quotations.models import EventLink, Quotation
from archive.quotations.naming import Naming
from archive.representations.answering import ending, negotiated
from archive.representations.offering import Subject
from archive.representations.showing import shown_with
from archive.representations.subjects import of_event

MOST_QUOTATIONS = 20


@dataclass(frozen=True)
class Claims:
    """What is claimed about one thing, the archive's first choice first."""

    about: str
    heading: str
    claims: list[EventClaim]

    @property
    def is_disputed(self) -> bool:
        """Whether several stand against each other: dates always do, others where one is doubted."""
        doubted = any(claim.standing in ("disputed", "rejected") for claim in self.claims)
        return len(self.claims) > 1 and (self.about == About.DATE or doubted)


HEADINGS = {
    About.DATE: _("When"),
    About.PLACE: _("Where"),
    About.PARTICIPANT: _("Who took part"),
    About.STATEMENT: _("What else is claimed"),
}


def claims_of(event: Event) -> list[Claims]:
    """Return the claims about an event, by what they are about; nothing for what nobody claims."""
    groups = [Claims(about.value, heading, event.claims_about(about)) for about, heading in HEADINGS.items()]
    return [group for group in groups if group.claims]


def published() -> QuerySet[Event]:
    """Return the events that everybody may read, with what is claimed about them."""
    return Event.objects.published().with_claims()


@require_safe
@conditional
def events(request: HttpRequest) -> HttpResponse:
    """List the published events that the reader asks for, in the order of time."""
    return listing(request, EventFilter(request.GET, queryset=published().in_order()), "events/list.html")


@require_safe
@conditional
@by_permanent_id(published)
def event(request: HttpRequest, event: Event) -> HttpResponse:
    """Show one event: what is claimed of it, its parts, and what was said of it."""
    subject, shown = of_event(request, event), partial(render, request, "events/detail.html")
    return negotiated(request, subject, lambda: shown(page_of(subject)))


@require_safe
@conditional
@by_permanent_id(published)
def download(request: HttpRequest, event: Event, suffix: str) -> HttpResponse:
    """Give one event in the form that the address ends with."""
    return ending(request, of_event(request, event), suffix)


def page_of(subject: Subject) -> dict[str, Any]:
    """Return what the page of an event shows; the desk shows a draft's with it before it is published."""
    event = subject.record
    description = event.description_in(get_language() or "en")
    links = EventLink.objects.filter(event=event)
    quotations = Naming(links, Quotation.objects.published().with_speakers())
    return {
        "event": event,
        "told": description.text if description else "",
        "claims": claims_of(event),
        "whole": published().filter(pk=event.part_of_id or "").first(),
        "parts": published().filter(part_of=event).in_order(),
        "quotations": quotations[:MOST_QUOTATIONS],
        "quotation_count": len(quotations),
        **shown_with(subject),
    }
