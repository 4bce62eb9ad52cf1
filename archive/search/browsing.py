"""Browsing: ways through the archive for readers who look for nothing in particular."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from archive.events.models import About, ClaimStanding, Event, EventClaim
from archive.quotations.models import Quotation
from archive.search.layout import NoIndex
from archive.search.likening import more_like
from archive.search.passages import groups
from archive.search.profiles import SPEAKER
from archive.search.serving import snapshot
from archive.search.suggesting import public_counts
from sources import permanent
from sources.dates import GREGORIAN_BEGINS, Calendar, anniversaries, day_number, day_of
from sources.labels import Label
from sources.models import Agent
from sources.names import OTHER_HEAD, index_heads, index_letter
from sources.permanent import ALPHABET

MOST_SHOWN = 50
LEAP_YEAR = 2000
BEFORE_GREGORIAN = {
    Calendar.GREGORIAN: [str(Calendar.GREGORIAN)],
    Calendar.JULIAN: [str(Calendar.JULIAN), str(Calendar.UNKNOWN)],
}


@dataclass(frozen=True)
class Anniversary:
    """What happened and what was said on a day of the year, by the calendar that each date is written in."""

    day: date  # in that calendar as it is now; its year means nothing
    events: list[Event]
    quotations: list[Quotation]


class Person(NamedTuple):
    """A person as the list of all shows them; there are thousands, and every process keeps the list."""

    address: str
    name: Label


@dataclass(frozen=True)
class Head:
    """A letter, or a row of kana, and the people under it."""

    letter: str
    people: list[Person]


def people_by_head(language: str) -> list[Head]:
    """Return the speakers under the heads of the reader's alphabet, sorted by their readings."""
    try:
        here = snapshot()
    except NoIndex:
        return []
    return here.labels.get(("heads", language), lambda: _heads(list(public_counts(here, SPEAKER)), language))


def _heads(ids: list[str], language: str) -> list[Head]:
    by_letter: dict[str, list[tuple[str, Person]]] = defaultdict(list)
    address_of = _addresses(ids)
    for group in groups(ids):
        for pk, name in Agent.objects.filter(pk__in=group).names_in(language).items():
            if name:
                person = Person(address_of(pk), Label(name.display(), name.language))
                by_letter[index_letter(name, language)].append((name.sort_key(), person))
    order = [letter for letter in (*index_heads(language), OTHER_HEAD) if letter in by_letter]
    return [Head(one, [person for _key, person in sorted(by_letter[one])]) for one in order]


def _addresses(ids: list[str]) -> Callable[[str], str]:
    """Return what gives the address of a person: that of the first, which is made once, with another id in it."""
    first = Agent(pk=ids[0]) if ids else Agent()
    before, _id, after = first.get_absolute_url().rpartition(first.shown_id)
    return lambda pk: f"{before}{permanent.shown(pk)}{after}"


def random_quotation() -> Quotation | None:
    """Return a published quotation by chance, each as likely as another; without an index one near an id by chance."""
    published = Quotation.objects.published().order_by("pk")
    try:
        here = snapshot()
        pk = here.columns.ids[random.choice(here.columns.live_numbers())].decode()  # noqa: S311 (no secret)
    except (NoIndex, IndexError):
        pk = ""
    start = "".join(random.choices(ALPHABET, k=4))  # noqa: S311 (no secret)
    return published.filter(pk=pk).first() or published.filter(pk__gte=start).first() or published.first()


def on_this_day(today: date, calendar: Calendar) -> Anniversary:
    """Return what fell on a day of the Gregorian year, of the dates that are written, or may be, in a calendar."""
    claims = EventClaim.objects.filter(_fell_on(today, calendar, "date"), about=About.DATE)
    claims = claims.exclude(standing=ClaimStanding.REJECTED)
    events = Event.objects.published().filter(pk__in=claims.values("event"))
    dated = Quotation.objects.filter(_fell_on(today, calendar, "uttered"), uttered_earliest__isnull=False)
    said = Quotation.objects.published().filter(pk__in=list(dated.values_list("pk", flat=True)))  # by the index
    _year, month, day = day_of(day_number(today.year, today.month, today.day), calendar)
    return Anniversary(
        date(LEAP_YEAR, month, day),
        list(events.with_claims().in_order()[:MOST_SHOWN]),
        list(said.with_speakers().order_by("uttered_earliest", "pk")[:MOST_SHOWN]),
    )


def _fell_on(today: date, calendar: Calendar, group: str) -> Q:
    """Return the condition that the single day in the columns `group`, read in a calendar, was this day.

    The Julian calendar's lag grows with the centuries, so each year's day is carried over by itself. Days before
    the Gregorian calendar began are those of their own calendar; of an unknown one, then, the Julian.
    """
    numbers = anniversaries(today.month, today.day, today.year)
    # Read in the Gregorian calendar, a date that may be of either is at its earliest.
    column = f"{group}_earliest" if calendar is Calendar.GREGORIAN else f"{group}_latest"
    endings = {"-{:02}-{:02}".format(*day_of(number, calendar)[1:]) for number in numbers}
    written = reduce(or_, [Q(**{f"{group}_edtf__endswith": ending}) for ending in sorted(endings)])
    since = written & Q(**{f"{column}__in": numbers, f"{group}_calendar__in": [str(calendar), str(Calendar.UNKNOWN)]})
    before = {f"{column}__lt": GREGORIAN_BEGINS, f"{group}_edtf__endswith": today.strftime("-%m-%d")}
    before[f"{group}_calendar__in"] = BEFORE_GREGORIAN[calendar]
    return (since | Q(**before)) & ~Q(**{f"{group}_edtf__contains": "/"})


def like(quotation: Quotation) -> list[Quotation]:
    """Return published quotations that have rare words in common with one; none while there is no index."""
    try:
        ids = more_like(snapshot(), quotation.pk, quotation.parsed.plain(), quotation.language)
    except NoIndex:
        return []
    found = Quotation.objects.published().with_speakers().in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]
