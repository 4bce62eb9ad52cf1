"""Passages: published quotations as the index takes them, read from the database in bulk."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet

from archive.events.models import About, ClaimStanding, Event, EventClaim, Place
from archive.publishing import State
from archive.quotations.models import Attestation, Attribution, EventLink, Quotation, Topic
from archive.search.analysis import Tokens, analysed
from archive.search.profiles import ABOUT, DATED, SAID, Profile, Span
from sources.dates import BEGINNING
from sources.labels import language_of
from sources.marks import WrongMark, parse
from sources.models import AgentName, Source

NO_DAY = 2**31 - 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BEYOND = 10_000  # the year of a day outside those that can be asked for
LONGEST_SPAN = 110_000  # days, some three centuries, beyond which a date tells no decade
GROUP = 500  # ids in one question; SQLite takes no more than 999 in old builds
MOST_SURROUNDINGS = 200_000


class Passage(NamedTuple):
    """One quotation for the index: its words, what stands around it, and its columns."""

    id: str
    words: str
    language: str
    context: Tokens
    newest: int
    said: int
    profile: Profile


class Date(NamedTuple):
    """A date in days, and as EDTF."""

    earliest: int
    latest: int
    edtf: str


@dataclass(frozen=True)
class Happening:
    """What the index knows of an event: its tokens, its years and its places."""

    tokens: Tokens
    dates: tuple[Date, ...]
    places: tuple[str, ...]


class Row(NamedTuple):
    """A quotation as it is read."""

    id: str
    state: str
    words: str
    language: str
    note: str
    state_at: datetime | None
    earliest: int | None
    latest: int | None
    edtf: str
    place: str | None


class Tied(NamedTuple):
    """What a quotation is tied to: who said it and how surely, and the ids of others, each in its order."""

    claims: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    events: tuple[str, ...]
    topics: tuple[str, ...]
    mentions: tuple[str, ...]


class Surroundings(NamedTuple):
    """What quotations with the same ties have in common."""

    context: Tokens
    said: int
    profile: Profile


class Authorities:
    """What quotations name, read once each: the tokens of people, sources, events, places and topics.

    Quotations that are tied to the same records, and said at the same time, have all but their words in common.
    """

    def __init__(self) -> None:
        self.known: dict[str, dict[str, Any]] = defaultdict(dict)
        self.surroundings: dict[tuple[Any, ...], Surroundings] = {}

    def around(self, tied: Tied, row: Row) -> Surroundings:
        """Return what stands around the words of a quotation, its note apart."""
        key = (tied, row.language, row.earliest, row.latest, row.edtf, row.place)
        found = self.surroundings.get(key)
        if found is None:
            if len(self.surroundings) >= MOST_SURROUNDINGS:
                self.surroundings.clear()
            found = self.surroundings[key] = _surroundings(tied, row, self)
        return found

    def tokens(self, kind: str, ids: Iterable[str]) -> dict[str, Any]:
        """Return what is known of these records of a kind, after reading those that are new."""
        known = self.known[kind]
        for group in groups([pk for pk in dict.fromkeys(ids) if pk not in known]):
            known.update(READERS[kind](group))
        return known


def groups(ids: list[str]) -> Iterator[list[str]]:
    """Yield ids in groups that a database takes in one question."""
    for start in range(0, len(ids), GROUP):
        yield ids[start : start + GROUP]


def joined(tokens: Iterable[Tokens]) -> Tokens:
    """Return the tokens of several texts as those of one."""
    every = [one for one in tokens if one.exact]
    return Tokens(" ".join(one.exact for one in every), " ".join(one.stems for one in every))


def _agents(ids: list[str]) -> dict[str, Tokens]:
    names = defaultdict(list)
    for row in AgentName.objects.filter(agent__in=ids).order_by("agent", "position"):
        names[row.agent_id].append(analysed(row.as_name().display(), row.language))
    return {pk: joined(names[pk]) for pk in ids}


def _sources(ids: list[str]) -> dict[str, Tokens]:
    """A source is found by its own title and by that of what it is part of or translated from."""
    found = Source.objects.filter(pk__in=ids).values_list(
        "pk", "title", "language", "part_of__title", "part_of__language", "translation_of__title"
    )
    return {
        pk: joined(analysed(text, tag or "") for text, tag in ((title, own), (whole, its), (first, "")) if text)
        for pk, title, own, whole, its, first in found
    }


def _labelled(model: type[Model]) -> Callable[[list[str]], dict[str, Tokens]]:
    def read(ids: list[str]) -> dict[str, Tokens]:
        found = model._default_manager.filter(pk__in=ids).values_list("pk", "labels")
        return {pk: _of_labels(labels) for pk, labels in found}

    return read


def _of_labels(labels: dict[str, str]) -> Tokens:
    return joined(analysed(text, language) for language, text in sorted(labels.items()))


def _events(ids: list[str]) -> dict[str, Happening]:
    """Only published events are known; what is said of the others is not for the public."""
    claims = defaultdict(list)
    for claim in EventClaim.objects.filter(event__in=ids).exclude(standing=ClaimStanding.REJECTED):
        claims[claim.event_id].append(claim)
    events = Event.objects.published().filter(pk__in=ids).values_list("pk", "labels")
    return {pk: _happening(labels, claims[pk]) for pk, labels in events}


def _happening(labels: dict[str, str], claims: list[EventClaim]) -> Happening:
    told = [claim for claim in claims if claim.about == About.DATE]
    dates = dict.fromkeys(Date(claim.date_earliest, claim.date_latest, claim.date_edtf) for claim in told)
    places = [claim.place_id for claim in claims if claim.about == About.PLACE]
    return Happening(_of_labels(labels), tuple(dates), tuple(places))


READERS: dict[str, Callable[[list[str]], dict[str, Any]]] = {
    "agent": _agents,
    "source": _sources,
    "event": _events,
    "place": _labelled(Place),
    "topic": _labelled(Topic),
}


def span(kind: int, date: Date) -> Span:
    """Return the years of a date's first and last day."""
    doubted = any(sign in date.edtf for sign in "?~%")
    return Span(kind, year_of(date.earliest), year_of(date.latest), not doubted)


def year_of(day: int) -> int:
    """Return the Gregorian year of a Julian day number (Richards's algorithm), kept between ±10000."""
    a = day + 32044
    b = (4 * a + 3) // 146097
    c = a - 146097 * b // 4
    d = (4 * c + 3) // 1461
    month = (5 * (c - 1461 * d // 4) + 2) // 153
    return max(-BEYOND, min(100 * b + d - 4800 + month // 10, BEYOND))


Wanted = Callable[[str], list[dict[str, Any]]]  # the conditions under which rows of some quotations are read


def by_groups(ids: list[str]) -> Wanted:
    """Return the conditions for some ids anywhere, on the column that has them."""
    return lambda column: [{f"{column}__in": group} for group in groups(ids)]


def by_range(ids: list[str]) -> Wanted:
    """Return the conditions for ascending ids that are nearly all between the first and the last."""
    return lambda column: [{f"{column}__gte": ids[0], f"{column}__lte": ids[-1]}] if ids else []


def passages(ids: list[str], authorities: Authorities, wanted: Wanted | None = None) -> Iterator[Passage]:
    """Yield the published ones of these quotations, in their order."""
    wanted = wanted or by_groups(ids)
    rows = {row.id: row for conditions in wanted("pk") for row in _quotations(conditions)}
    found = [rows[pk] for pk in ids if pk in rows]
    ties = _ties(wanted if found else by_groups([]))
    tied = [Tied(*(every.get(row.id, ()) for every in ties)) for row in found]
    _read_ahead(tied, found, authorities)
    for row, its in zip(found, tied, strict=True):
        yield _passage(row, its, authorities)


def _quotations(conditions: dict[str, Any]) -> Iterator[Row]:
    """Yield the published quotations under some conditions; to ask for the state too might mislead the planner."""
    names = ("pk", "state", "words", "language", "note", "state_at")
    names += ("uttered_earliest", "uttered_latest", "uttered_edtf", "place")
    for row in map(Row._make, Quotation.objects.filter(**conditions).order_by().values_list(*names)):
        if row.state == State.PUBLISHED:
            yield row


Ties = list[dict[str, tuple[Any, ...]]]


def _ties(wanted: Wanted) -> Ties:
    """Return, in the order of `Tied`, what each quotation is tied to."""
    topics, mentions = Quotation.topics.through.objects, Quotation.mentions.through.objects
    return [
        _tied(Attribution.objects.order_by("quotation", "position"), wanted, "agent", "standing"),
        _tied(Attestation.objects.order_by("quotation", "position"), wanted, "source"),
        _tied(EventLink.objects.order_by(), wanted, "event"),
        _tied(topics.order_by(), wanted, "topic"),
        _tied(mentions.order_by(), wanted, "agent"),
    ]


def _tied(rows: QuerySet[Any], wanted: Wanted, *fields: str) -> dict[str, tuple[Any, ...]]:
    """Return what each quotation is tied to, each once: values, or pairs of two fields."""
    found: dict[str, tuple[Any, ...]] = {}
    for conditions in wanted("quotation"):
        for pk, *values in rows.filter(**conditions).values_list("quotation", *fields):
            value = values[0] if len(values) == 1 else tuple(values)
            known = found.get(pk, ())
            if value not in known:
                found[pk] = (*known, value)
    return found


def _read_ahead(tied: list[Tied], rows: Iterable[Row], authorities: Authorities) -> None:
    """Read all that a batch names, in few questions."""
    authorities.tokens("agent", (agent for its in tied for agent, _standing in its.claims))
    authorities.tokens("agent", (agent for its in tied for agent in its.mentions))
    authorities.tokens("source", (source for its in tied for source in its.sources))
    authorities.tokens("event", (event for its in tied for event in its.events))
    authorities.tokens("topic", (topic for its in tied for topic in its.topics))
    events = authorities.known["event"]
    authorities.tokens("place", (place for event in events.values() for place in event.places))
    authorities.tokens("place", (row.place for row in rows if row.place))


def _passage(row: Row, tied: Tied, authorities: Authorities) -> Passage:
    around = authorities.around(tied, row)
    context = joined([around.context, analysed(row.note, row.language)]) if row.note else around.context
    return Passage(
        row.id, plain_words(row.words), row.language, context, microseconds(row.state_at), around.said, around.profile
    )


def _surroundings(tied: Tied, row: Row, authorities: Authorities) -> Surroundings:
    known = authorities.known["event"]
    events = tuple(event for event in tied.events if event in known)
    happenings = [known[event] for event in events]
    own = (row.place,) if row.place else ()
    places = tuple(dict.fromkeys((*own, *(place for event in happenings for place in event.places))))
    said = [] if row.earliest is None or row.latest is None else [Date(row.earliest, row.latest, row.edtf)]
    about = list(dict.fromkeys(date for event in happenings for date in event.dates))
    speakers = tuple(agent for agent, _standing in tied.claims)
    standings = tuple(dict.fromkeys(standing for _agent, standing in tied.claims))
    language = (language_of(row.language),)
    values = (speakers, events, tied.sources, language, standings, decades(said or about), tied.topics, places)
    named = {"agent": (*speakers, *tied.mentions), "source": tied.sources, "topic": tied.topics, "place": places}
    return Surroundings(
        _context(named, happenings, authorities),
        _sorted_by(row.earliest, row.latest),
        Profile(values, tied.claims, _spans(said, about)),
    )


def microseconds(at: datetime | None) -> int:
    """Return a time as a whole number that sorts alike; nothing is before everything."""
    return 0 if at is None else (at - EPOCH) // timedelta(microseconds=1)


def _sorted_by(earliest: int | None, latest: int | None) -> int:
    """Return the day that a date is sorted by: the last one where the beginning is open."""
    if earliest is None or latest is None:
        return NO_DAY
    return max(-NO_DAY, min(latest if earliest == BEGINNING else earliest, NO_DAY))


def _context(named: dict[str, tuple[str, ...]], happenings: list[Happening], authorities: Authorities) -> Tokens:
    tokens = [event.tokens for event in happenings]
    for kind, ids in named.items():
        known = authorities.known[kind]
        tokens += [known[pk] for pk in ids if pk in known]
    return joined(tokens)


def _spans(said: list[Date], about: list[Date]) -> tuple[Span, ...]:
    """Return the years of a quotation: when it was said; failing that, it is dated by its events."""
    kinds = ((SAID, said), (ABOUT, about), (DATED, said or about))
    return tuple(dict.fromkeys(span(kind, date) for kind, dates in kinds for date in dates))


def decades(dates: Iterable[Date]) -> tuple[str, ...]:
    """Return the decades that dates may lie in, as 1910; one without end tells none."""
    close = [span(DATED, date) for date in dates if date.latest - date.earliest <= LONGEST_SPAN]
    found = {decade for span in close for decade in range(span.first // 10, span.last // 10 + 1)}
    return tuple(str(decade * 10) for decade in sorted(found))


def plain_words(words: str) -> str:
    """Return the speaker's own words, without editorial marks."""
    if "[" not in words and "\\" not in words:
        return words
    try:
        return parse(words).plain()
    except WrongMark:
        return words
