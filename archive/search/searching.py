"""Searching: one question in, one page of ranked ids and all counts out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from archive.search import counting, naming, querying
from archive.search.counting import ALL_YEARS, Choice, Facets, SpanOfYears
from archive.search.hits import Hits, best
from archive.search.matching import Matcher
from archive.search.profiles import LANGUAGE, SPEAKER, STANDING, Array, Profiles
from archive.search.querying import EVERYTHING, Field, Read, Years
from archive.search.snapshot import Snapshot

PAGE = 20


class Order(StrEnum):
    """The orders of what is found."""

    BEST = "best"
    NEWEST = "newest"
    SAID = "said"
    LAST_SAID = "last said"
    SPEAKER = "speaker"


@dataclass(frozen=True)
class Question:
    """What a reader asks: a query, values chosen of facets, years, an order, and which part of it."""

    query: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: SpanOfYears = ALL_YEARS
    order: Order = Order.BEST
    start: int = 0
    length: int = PAGE
    language: str = "en"


@dataclass(frozen=True)
class Answer:
    """The ids of one page, how many there are in all, the choices of each facet, and how the query was read."""

    ids: list[str]
    count: int
    facets: dict[str, list[Choice]]
    read: Read
    sequence: int


def search(snapshot: Snapshot, question: Question) -> Answer:
    """Answer a question from a snapshot of the index."""
    read = querying.read(question.query)
    columns = snapshot.columns
    matched = matched_hits(snapshot, read)
    counts = snapshot.counts.get(read.node, lambda: counts_by_profile(snapshot, matched))
    facets = Facets(columns.profiles, question.chosen, question.years)
    mask = facets.mask()
    kept = matched if mask is None else matched.where(mask[columns.profile[matched.numbers]])
    return Answer(
        ids=page(snapshot, kept, question, read),
        count=len(kept),
        facets=facets.choices(counts),
        read=read,
        sequence=snapshot.sequence,
    )


def matched_hits(snapshot: Snapshot, read: Read) -> Hits:
    """Return what the words of a query find, whatever the facets."""
    matcher = Matcher(snapshot, lambda asked: field_mask(snapshot.columns.profiles, asked))
    return matcher.everything() if read.node == EVERYTHING else matcher.hits(read.node)


def counts_by_profile(snapshot: Snapshot, hits: Hits) -> Array:
    """Return how often each profile is hit."""
    columns = snapshot.columns
    return np.bincount(columns.profile[hits.numbers], minlength=columns.profiles.count)


def field_mask(profiles: Profiles, asked: Field | Years) -> Array:
    """Return which profiles a field of a query asks for: by a name in any script, or by an id."""
    if isinstance(asked, Years):
        return counting.years_mask(profiles, SpanOfYears(asked.first, asked.last))
    return counting.facet_mask(profiles, asked.name, values_named(profiles, asked.name, asked.text))


def values_named(profiles: Profiles, facet: str, text: str) -> tuple[str, ...]:
    """Return the values of a facet that a text may mean."""
    if facet in (LANGUAGE, STANDING):
        return (text.lower(),)
    known = profiles.codes[facet].numbers
    return tuple(name.id for name in naming.named(facet, text) if name.id in known)


def page(snapshot: Snapshot, hits: Hits, question: Question, read: Read) -> list[str]:
    """Return the ids of the part that is asked for, in the order that is asked for."""
    end = question.start + question.length
    if question.order in (Order.BEST, Order.NEWEST) and (read.is_empty or question.order == Order.NEWEST):
        places = newest(snapshot, hits, end)
    else:
        places = best(sort_keys(snapshot, hits, question), hits.numbers, end)
    wanted = hits.numbers[places[question.start : end]]
    return [pk.decode() for pk in snapshot.columns.ids[wanted]]


def newest(snapshot: Snapshot, hits: Hits, wanted: int) -> Array:
    """Return the places of the newest: numbers were given in the order of publication, but for what came later."""
    columns = snapshot.columns
    later = int(np.searchsorted(hits.numbers, columns.base_count))
    places = np.arange(max(0, later - wanted), len(hits))
    return places[best(columns.newest[hits.numbers[places]], hits.numbers[places], wanted)]


def sort_keys(snapshot: Snapshot, hits: Hits, question: Question) -> Array:
    """Return a key for each hit, the highest first."""
    columns = snapshot.columns
    match question.order:
        case Order.SAID:
            return -columns.said[hits.numbers].astype(np.int64)
        case Order.LAST_SAID:
            said = columns.said[hits.numbers].astype(np.int64)
            return np.where(said == np.iinfo(np.int32).max, np.iinfo(np.int64).min, said)
        case Order.SPEAKER:
            language = question.language
            ranks = snapshot.counts.get(("ranks", language), lambda: speaker_ranks(columns.profiles, language))
            return -ranks[columns.profile[hits.numbers]]
    return hits.scores


def speaker_ranks(profiles: Profiles, language: str) -> Array:
    """Return, for each profile, the place of its first speaker in the order of names; those without are last."""
    ids = profiles.codes[SPEAKER].values
    keys = naming.sort_keys(SPEAKER, language)
    order = sorted(range(len(ids)), key=lambda code: keys.get(ids[code], "\uffff"))
    rank = np.empty(len(ids), np.int64)
    rank[order] = np.arange(len(ids))
    ranks = np.full(profiles.count, len(ids), np.int64)
    rows, codes = profiles.columns["speaker_row"], profiles.columns["speaker_code"]
    ranks[rows[::-1]] = rank[codes[::-1]]
    return ranks
