"""The pages of people and organisations."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from archive.addresses import by_permanent_id
from archive.conditional import conditional
from archive.events.models import Event
from archive.listing import listing
from archive.people.filters import PersonFilter
from archive.publishing import public_agents, public_sources
from archive.quotations.models import Attribution, Quotation, Standing
from archive.quotations.naming import Naming
from archive.quotations.quoted import times_quoted
from archive.representations.answering import ending, negotiated
from archive.representations.offering import Subject
from archive.representations.showing import shown_with
from archive.representations.subjects import of_person
from sources.fields import first_day
from sources.labels import choose
from sources.models import Agent

MOST_SHOWN = 20


def with_counts(agents: QuerySet[Agent]) -> QuerySet[Agent]:
    """Add the number of published quotations that are attributed to each."""
    return agents.annotate(quotation_count=times_quoted(Attribution, "agent", once=True))


def whole() -> QuerySet[Agent]:
    """Return the public agents with all that a person's own page shows of them."""
    return public_agents().prefetch_related("names", "roles", "identifiers")


@require_safe
@conditional
def people(request: HttpRequest) -> HttpResponse:
    """List the people and organisations that the reader asks for."""
    wishes = PersonFilter(request.GET, queryset=with_counts(public_agents()).with_names())
    return listing(request, wishes, "people/list.html")


@require_safe
@conditional
@by_permanent_id(whole)
def person(request: HttpRequest, person: Agent) -> HttpResponse:
    """Show one person."""
    subject, shown = of_person(request, person), partial(render, request, "people/detail.html")
    return negotiated(request, subject, lambda: shown(page_of(subject)))


@require_safe
@conditional
@by_permanent_id(whole)
def download(request: HttpRequest, person: Agent, suffix: str) -> HttpResponse:
    """Give one person in the form that the address ends with."""
    return ending(request, of_person(request, person), suffix)


def page_of(subject: Subject) -> dict[str, Any]:
    """Return what the page of a person shows: what they said and wrote, and where they are spoken of."""
    person = subject.record
    said, spoken_of = said_by(person), Quotation.mentions.through.objects.filter(agent=person)
    shown = Quotation.objects.published().with_speakers()
    works = public_sources().filter(contributions__agent=person).distinct()
    return {
        "person": person,
        "told": choose(person.known_as, get_language() or "en", own=person.language).text if person.known_as else "",
        "quotations": said[:MOST_SHOWN],
        "quotation_count": len(said),
        "spoken_of": Naming(spoken_of, shown, once=True)[:MOST_SHOWN],
        "works": works.order_by(first_day("issued"), "pk")[:50],
        "events": Event.objects.published().filter(claims__agent=person).distinct().with_claims().in_order()[:50],
        **shown_with(subject),
    }


def said_by(person: Agent) -> Naming:
    """Return the published quotations that are attributed to a person, the surest first."""
    claims = Attribution.objects.filter(agent=person)
    sure = claims.filter(standing=Standing.ATTESTED)
    return Naming(claims, Quotation.objects.published().with_speakers(), once=True, foremost=sure)
