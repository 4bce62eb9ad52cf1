"""Tallying: the choices of every facet counted by the database, while there is no index.

The counts are those that the index gives: after the click, several values of one facet alternatives,
different facets conditions. Each facet costs one question, places and decades two, however much is found.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from archive.events.models import About, ClaimStanding, EventClaim
from archive.publishing import of_published
from archive.quotations.models import Attestation, Attribution, EventLink, Quotation
from archive.search import fallback
from archive.search.counting import SHOWN, Choice
from archive.search.passages import Date, decades
from archive.search.profiles import (
    DECADE,
    EVENT,
    FACETS,
    LANGUAGE,
    PLACE,
    SOURCE,
    SPEAKER,
    STANDING,
    TOPIC,
)
from archive.search.searching import Question
from sources.labels import language_of

Records = QuerySet[Quotation]
Tally = "Counter[str]"
KEPT = [standing for standing in ClaimStanding if standing != ClaimStanding.REJECTED]


def choices(question: Question, shown: int = SHOWN) -> dict[str, list[Choice]]:
    """Return the choices of each facet, the most frequent first, as `counting.Facets.choices` does."""
    matched = fallback.matched(question)
    return {facet: _choices(facet, question, matched, shown) for facet in FACETS}


def _choices(facet: str, question: Question, matched: fallback.Ids | None, shown: int) -> list[Choice]:
    others = {name: values for name, values in question.chosen.items() if name != facet}
    records = fallback.narrowed(replace(question, chosen=others)).order_by()
    if matched is not None:
        records = records.filter(pk__in=matched)
    tally = TALLIES[facet](records, question)
    chosen = question.chosen.get(facet, ())
    every = sorted(tally.items(), key=lambda row: (-row[1], row[0]))
    kept = dict(every if facet == DECADE else every[:shown]) | {value: tally[value] for value in chosen}
    found = [Choice(value, count, value in chosen) for value, count in kept.items()]
    return sorted(found, key=lambda choice: (-choice.count, choice.value))


def _counted(rows: QuerySet, field: str, of: str = "quotation") -> "Counter[str]":  # type: ignore[type-arg]
    """Return how many quotations the rows of each value belong to."""
    counted = rows.order_by().values(field).annotate(found=Count(of, distinct=True))
    return Counter({row[field]: row["found"] for row in counted if row[field] is not None})


def _speakers(records: Records, question: Question) -> "Counter[str]":
    return _counted(_claims(records, standing=question.chosen.get(STANDING)), "agent")


def _standings(records: Records, question: Question) -> "Counter[str]":
    return _counted(_claims(records, agent=question.chosen.get(SPEAKER)), "standing")


def _claims(records: Records, **wanted: Iterable[str] | None) -> QuerySet[Attribution]:
    """A speaker and a standing that are both chosen are of the same attribution."""
    kept = {f"{name}__in": list(values) for name, values in wanted.items() if values}
    return Attribution.objects.filter(quotation__in=records, **kept)


def _sources(records: Records, question: Question) -> "Counter[str]":
    return _counted(Attestation.objects.filter(quotation__in=records), "source")


def _topics(records: Records, question: Question) -> "Counter[str]":
    return _counted(Quotation.topics.through.objects.filter(quotation__in=records), "topic")


def _links(records: Records) -> QuerySet[EventLink]:
    """Of each link both sides are asked for: of lists of them SQLite would look for every pair."""
    return EventLink.objects.filter(of_published("event"), Exists(records.filter(pk=OuterRef("quotation"))))


def _events(records: Records, question: Question) -> "Counter[str]":
    return _counted(_links(records), "event")


def _languages(records: Records, question: Question) -> "Counter[str]":
    found: Counter[str] = Counter()
    for tag, count in _counted(records, "language", "pk").items():
        found[language_of(tag)] += count
    return found


def _places(records: Records, question: Question) -> "Counter[str]":
    """A quotation is of its own place, and of those of its events."""
    place = "event__claims__place"
    links = _links(records).filter(_not_rejected(About.PLACE)).exclude(quotation__place=F(place))
    beside = _links(records).filter(_not_rejected(About.PLACE), quotation__place=None)
    return _counted(records, "place", "pk") + _counted(links | beside, place)


def _decades(records: Records, question: Question) -> "Counter[str]":
    """It was said in the decades of its date; failing that, in those of its events."""
    said = records.exclude(uttered_earliest=None).values_list("uttered_earliest", "uttered_latest")
    found: Counter[str] = Counter()
    of_date = cache(lambda *days: decades([Date(*days, "")]))  # many have the dates of few events
    for earliest, latest, count in said.annotate(found=Count("pk")).order_by():
        found.update(dict.fromkeys(of_date(earliest, latest), count))
    dates = ("event__claims__date_earliest", "event__claims__date_latest")
    claimed = {"event__claims__about": About.DATE, "event__claims__standing__in": KEPT}
    about = _links(records.filter(uttered_earliest=None)).filter(**claimed)
    told = {
        (pk, decade)
        for pk, earliest, latest in about.values_list("quotation", *dates).distinct().order_by()
        if earliest is not None
        for decade in of_date(earliest, latest)
    }
    return found + Counter(decade for _pk, decade in told)


def _not_rejected(about: About) -> Q:
    claims = EventClaim.objects.filter(about=about).exclude(standing=ClaimStanding.REJECTED)
    return Q(event__claims__in=claims)


TALLIES: dict[str, Callable[[Records, Question], "Counter[str]"]] = {
    SPEAKER: _speakers,
    EVENT: _events,
    SOURCE: _sources,
    LANGUAGE: _languages,
    STANDING: _standings,
    DECADE: _decades,
    TOPIC: _topics,
    PLACE: _places,
}
