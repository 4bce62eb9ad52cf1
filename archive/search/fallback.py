"""Fallback: what the database finds by itself, while there is no index; the same quotations, more slowly.

Facets, years and orders are asked in SQL. Words are looked for in the texts as the index would have
them, of so many quotations at the most; in more the words are looked for only as they are typed.
"""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from archive.events.models import About, ClaimStanding, Event, EventClaim
from archive.filtering import within
from archive.publishing import of_published
from archive.quotations.models import Attestation, Attribution, EventLink, Quotation
from archive.search import naming
from archive.search.counting import SpanOfYears
from archive.search.passages import LONGEST_SPAN, Authorities, passages
from archive.search.profiles import ABOUT, SAID
from archive.search.querying import Node, positive, read
from archive.search.scanning import finds
from archive.search.searching import LAST, Order, Question
from sources.fields import first_day

MOST_SCANNED = 20_000
MOST_WORDS = 6
BATCH = 1000

Ids = QuerySet[Quotation, str] | list[str]
NEWEST = (F("state_at").desc(nulls_last=True), "-pk")
ORDERS = {
    Order.SAID: (first_day("uttered").asc(nulls_last=True), "-pk"),
    Order.LAST_SAID: (first_day("uttered").desc(nulls_last=True), "-pk"),
}


def found(question: Question) -> Ids:
    """Return the ids of the published quotations that a question finds, in its order."""
    records = narrowed(question)
    ids = records.order_by(*ORDERS.get(question.order, NEWEST)).values_list("pk", flat=True)
    asked = read(question.query)
    is_small = records.count() <= MOST_SCANNED
    if not asked.is_empty:
        ids = list(scanned(list(ids), asked.node)) if is_small else containing(ids, asked.node)
    return by_speaker(list(ids), question.language) if question.order == Order.SPEAKER and is_small else ids


def matched(question: Question) -> Ids | None:
    """Return the ids of all public quotations in which the words are found, whatever is chosen; None without words."""
    asked = read(question.query)
    if asked.is_empty:
        return None
    ids = Quotation.objects.published().order_by().values_list("pk", flat=True)
    if ids.count() > MOST_SCANNED:
        return containing(ids, asked.node)
    return list(scanned(list(ids), asked.node))


def narrowed(question: Question) -> QuerySet[Quotation]:
    """Return the published quotations that have the chosen values and years."""
    records = Quotation.objects.published()
    chosen = {facet: list(values) for facet, values in question.chosen.items() if values}
    said = {name: chosen.pop(name) for name in ("speaker", "standing") if name in chosen}
    if said:
        records = records.filter(attributed(**said))
    for facet, values in chosen.items():
        records = records.filter(CONDITIONS[facet](values))
    return records if question.years.is_open else records.filter(in_years(question.years))


def attributed(speaker: list[str] | None = None, standing: list[str] | None = None) -> Exists:
    """A speaker and a standing that are both chosen are of the same attribution."""
    wanted = {"agent__in": speaker, "standing__in": standing}
    wanted = {name: values for name, values in wanted.items() if values}
    return Exists(Attribution.objects.filter(quotation=OuterRef("pk"), **wanted))


def of_events(events: QuerySet[Event]) -> Exists:
    """Return the condition that a quotation belongs to one of some events.

    Each link's event is asked for: of a list SQLite would look for each event with each quotation.
    """
    among = Exists(events.filter(pk=OuterRef("event")))
    return Exists(EventLink.objects.filter(among, quotation=OuterRef("pk")))


def claimed(*conditions: Q, **more: object) -> QuerySet[Event]:
    """Return the published events of which something is claimed, and not rejected."""
    claims = EventClaim.objects.filter(*conditions, **more).exclude(standing=ClaimStanding.REJECTED)
    return Event.objects.published().filter(pk__in=claims.values("event")).order_by()


def _event(values: list[str]) -> Exists:
    return of_events(Event.objects.published().filter(pk__in=values).order_by())


def _source(values: list[str]) -> Exists:
    return Exists(Attestation.objects.filter(quotation=OuterRef("pk"), source__in=values))


def _topic(values: list[str]) -> Exists:
    return Exists(Quotation.topics.through.objects.filter(quotation=OuterRef("pk"), topic__in=values))


def _place(values: list[str]) -> Q:
    return Q(place__in=values) | Q(of_events(claimed(about=About.PLACE, place__in=values)))


def _language(values: list[str]) -> Q:
    either = Q()
    for value in values:
        either |= Q(language__iexact=value) | Q(language__istartswith=f"{value}-")
    return either


def _decade(values: list[str]) -> Q:
    either = Q()
    for value in map(int, values):
        either |= dated(value, value + 9, is_short=True)
    return either


CONDITIONS = {
    "event": _event,
    "source": _source,
    "topic": _topic,
    "place": _place,
    "language": _language,
    "decade": _decade,
}


def in_years(span: SpanOfYears) -> Q:
    """Return the condition that a date of a quotation lies in a span of years."""
    years = (span.first, span.last, span.certainly)
    if span.kind == SAID:
        return within("uttered", *years)
    if span.kind == ABOUT:
        return Q(of_events(claimed(within("date", *years), about=About.DATE)))
    return dated(*years)


def dated(first: int | None, last: int | None, certainly: bool = False, is_short: bool = False) -> Q:
    """Return the condition that it was said in a span of years, or, where that is not known, that its events were.

    With `is_short` a date counts only if it may not mean too many years.
    """
    said, about = within("uttered", first, last, certainly), within("date", first, last, certainly)
    if is_short:
        said &= Q(uttered_latest__lte=F("uttered_earliest") + LONGEST_SPAN)
        about &= Q(date_latest__lte=F("date_earliest") + LONGEST_SPAN)
    return said | (Q(uttered_earliest=None) & Q(of_events(claimed(about, about=About.DATE))))


def scanned(ids: list[str], node: Node) -> Iterator[str]:
    """Yield the ids of the quotations in which a query finds something, in their order."""
    authorities = Authorities()
    for start in range(0, len(ids), BATCH):
        for passage in passages(ids[start : start + BATCH], authorities):
            if finds(node, passage):
                yield passage.id


def containing(ids: QuerySet[Quotation, str], node: Node) -> QuerySet[Quotation, str]:
    """Return those ids whose quotations have every word of a query as it is typed, or with a capital."""
    for leaf in positive(node)[:MOST_WORDS]:
        either = Q()
        for text in {leaf.text, leaf.text.lower(), leaf.text.capitalize()}:
            either |= Q(words__contains=text)
        ids = ids.filter(either)
    return ids


def by_speaker(ids: list[str], language: str) -> list[str]:
    """Return ids in the order of the names of the quotations' first speakers."""
    first: dict[str, str] = {}
    claims = Attribution.objects.filter(of_published("quotation")).order_by("-position")
    for quotation, agent in claims.values_list("quotation", "agent"):
        first[quotation] = agent
    keys = naming.sort_keys("speaker", language)
    newest = sorted(ids, reverse=True)
    return sorted(newest, key=lambda pk: (pk not in first, keys.get(first.get(pk, ""), LAST), first.get(pk, "")))
