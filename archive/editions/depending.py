"""Depending: the published quotations whose pages show something of other records that changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from django.db.models import Q

from archive.quotations.models import Quotation
from archive.revisions.models import Action
from sources.models import Contribution, Source

CHUNK = 500


def affected(changes: Iterable[tuple[str, str, str]]) -> set[str]:
    """Return the ids of the quotations that changed themselves, and of the published ones that stand on what changed.

    The changes are types, ids and actions of records. One that was only just created changes no page but of those
    that name it now, and these changed too.
    """
    found: set[str] = set()
    changed: dict[str, set[str]] = defaultdict(set)
    for record_type, pk, action in changes:
        if record_type == "quotation":
            found.add(pk)
        if action != Action.CREATED:
            changed[record_type].add(pk)
    for record_type, ids in changed.items():
        found.update(DEPENDING[record_type](ids))
    return found


def _published(condition: Callable[[list[str]], Q], ids: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the published quotations that meet a condition on some ids, at most 500 of these at a time."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        yield from Quotation.objects.filter(condition(ordered[start : start + CHUNK])).published_ids()


def _on_agents(ids: Collection[str]) -> Iterator[str]:
    yield from _published(lambda some: Q(attributions__agent__in=some), ids)
    yield from _published(lambda some: Q(mentions__in=some), ids)
    made = Contribution.objects.filter(agent__in=ids).order_by().values_list("source_id", flat=True)
    yield from _on_sources(list(made.distinct()))


def _on_sources(ids: Collection[str]) -> Iterator[str]:
    yield from _published(lambda some: Q(attestations__source__in=some), with_those_below(ids))


def with_those_below(ids: Iterable[str]) -> set[str]:
    """Return sources with their parts and translations, and so on: their citations name what stands above them."""
    found, fresh = set(ids), set(ids)
    while fresh:
        below = Source.objects.filter(Q(part_of__in=fresh) | Q(translation_of__in=fresh))
        fresh = set(below.values_list("pk", flat=True)) - found
        found |= fresh
    return found


def _on_events(ids: Collection[str]) -> Iterator[str]:
    return _published(lambda some: Q(event_links__event__in=some), ids)


def _on_places(ids: Collection[str]) -> Iterator[str]:
    return _published(lambda some: Q(place__in=some), ids)


def _on_topics(ids: Collection[str]) -> Iterator[str]:
    return _published(lambda some: Q(topics__in=some), ids)


def _on_quotations(ids: Collection[str]) -> Iterator[str]:
    return _published(lambda some: Q(translation_of__in=some), ids)


DEPENDING: dict[str, Callable[[Collection[str]], Iterator[str]]] = {
    "agent": _on_agents,
    "source": _on_sources,
    "event": _on_events,
    "place": _on_places,
    "topic": _on_topics,
    "quotation": _on_quotations,
}
