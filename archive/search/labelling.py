"""Labelling: what the choices of facets are called, for a reader of a language; nothing that is not public."""

from collections.abc import Callable

from archive.events.models import Event, Place
from archive.publishing import public_agents, public_sources, public_speakers
from archive.quotations.models import Standing, Topic
from archive.search.counting import Choice
from archive.search.profiles import DECADE, EVENT, LANGUAGE, PLACE, SOURCE, SPEAKER, STANDING, TOPIC
from sources import permanent
from sources.labels import Label, language_name
from sources.models.agents import AgentQuerySet

Labels = dict[str, Label]


def labels_of(facet: str, choices: list[Choice], language: str) -> Labels:
    """Return the label of each choice of a facet; of what is not there, the value itself."""
    values = [choice.value for choice in choices]
    shown = [choice.value for choice in choices if choice.is_known]
    found = LABELLERS[facet](shown, language) if shown else {}
    return {value: found.get(value) or Label(value, "") for value in values}


def _speakers(ids: list[str], language: str) -> Labels:
    """Whoever speaks in something published is found soonest; only of others is all else asked that makes them public."""
    found = _named(public_speakers().filter(pk__in=ids), language)
    others = [pk for pk in ids if pk not in found]
    return found | _named(public_agents().filter(pk__in=others), language) if others else found


def _named(agents: AgentQuerySet, language: str) -> Labels:
    return {
        pk: Label(name.display(), name.language) if name else Label(permanent.shown(pk), "")
        for pk, name in agents.names_in(language).items()
    }


def _sources(ids: list[str], language: str) -> Labels:
    rows = public_sources().filter(pk__in=ids).values_list("pk", "title", "language")
    return {pk: Label(title, tag) for pk, title, tag in rows}


def _events(ids: list[str], language: str) -> Labels:
    return {event.pk: event.label_in(language) for event in Event.objects.published().filter(pk__in=ids)}


def _topics(ids: list[str], language: str) -> Labels:
    return {topic.pk: topic.label_in(language) for topic in Topic.objects.filter(pk__in=ids)}


def _places(ids: list[str], language: str) -> Labels:
    return {place.pk: place.label_in(language) for place in Place.objects.filter(pk__in=ids)}


def _languages(tags: list[str], language: str) -> Labels:
    return {tag: Label(language_name(tag, language), language) for tag in tags}


def _standings(values: list[str], language: str) -> Labels:
    return {value: Label(str(Standing(value).label), language) for value in values if value in Standing.values}


def _decades(values: list[str], language: str) -> Labels:
    return {value: Label(decade(value), "") for value in values}


def decade(value: str) -> str:
    """Return the years of a decade, as 1910–1919."""
    return f"{value}–{int(value) + 9}" if value.lstrip("-").isdigit() else value


LABELLERS: dict[str, Callable[[list[str], str], Labels]] = {
    SPEAKER: _speakers,
    SOURCE: _sources,
    EVENT: _events,
    TOPIC: _topics,
    PLACE: _places,
    LANGUAGE: _languages,
    STANDING: _standings,
    DECADE: _decades,
}
