"""Searching: one question in, ranked ids and all counts out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np

from archive.search import counting, naming, querying, sets
from archive.search.columns import ID
from archive.search.counting import ALL_YEARS, Choice, Facets, SpanOfYears
from archive.search.hits import STEP, Hits, best, in_order, steps
from archive.search.passages import NO_DAY
from archive.search.profiles import SPEAKER, Array, Profiles
from archive.search.querying import Field, Read, Years
from archive.search.snapshot import Snapshot

PAGE = 20
LAST = "\uffff"  # sorts after every name


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
    """What a question finds in a snapshot: how many, their ids in order, the choices of each facet."""

    snapshot: Snapshot
    question: Question
    read: Read
    matched: Hits  # by the words alone
    facets: Facets

    @cached_property
    def kept(self) -> Hits:
        """The hits that pass the facets too."""
        mask = self.facets.mask()
        if mask is None:
            return self.matched
        return (
            self.snapshot.everything_of(mask) if self.read.is_empty else self.snapshot.of_profiles(self.matched, mask)
        )

    @property
    def count(self) -> int:
        return len(self.kept)

    @property
    def sequence(self) -> int:
        return self.snapshot.sequence

    @property
    def ids(self) -> list[str]:
        """The ids of the part that the question asks for."""
        return self.part(self.question.start, self.question.start + self.question.length)

    def part(self, start: int, end: int) -> list[str]:
        """Return the ids from one place to another in the order that is asked for."""
        if end <= start:
            return []
        return [pk.decode() for pk in self.snapshot.columns.ids[self._ordered(end)[start:]]]

    def every(self) -> Iterator[str]:
        """Yield all ids in their order; of a million there are only the numbers in memory."""
        numbers = self._ordered(max(1, self.count))
        for step in steps(len(numbers)):
            yield from (pk.decode() for pk in self.snapshot.columns.ids[numbers[step]])

    def after(self, pk: str, count: int) -> list[str]:
        """Return the next ids after one in the order of ids."""
        ids = in_order(self.snapshot.columns.ids[self.kept.numbers])
        later = ids[ids > in_order(np.array([pk.encode()], ID))]
        first = np.partition(later, count - 1)[:count] if count < len(later) else later
        return [one.decode() for one in np.sort(first).astype(">u8").view(ID)]

    def _ordered(self, end: int) -> Array:
        return ordered(self.snapshot, self.kept, self.question, self.read, end)

    @cached_property
    def choices(self) -> dict[str, list[Choice]]:
        """The choices of each facet, counted as they will be after the click."""
        return self.choices_up_to(counting.SHOWN)

    def choices_up_to(self, most: int) -> dict[str, list[Choice]]:
        """Return so many choices of each facet at the most, the most frequent first."""
        counts = self.snapshot.counts.get(self.read.node, lambda: counts_by_profile(self.snapshot, self.matched))
        return self.facets.choices(counts, most)


def search(snapshot: Snapshot, question: Question) -> Answer:
    """Answer a question from a snapshot of the index."""
    read = querying.read(question.query)
    facets = Facets(snapshot.columns.profiles, question.chosen, question.years)
    return Answer(snapshot, question, read, matched_hits(snapshot, read), facets)


def matched_hits(snapshot: Snapshot, read: Read) -> Hits:
    """Return what the words of a query find, whatever the facets."""
    if read.is_empty:
        return snapshot.everything()
    return sets.found(snapshot, read.node, lambda asked: field_mask(snapshot.columns.profiles, asked))


def counts_by_profile(snapshot: Snapshot, hits: Hits) -> Array:
    """Return how often each profile is hit."""
    columns = snapshot.columns
    count = columns.profiles.count
    counts = np.zeros(count, np.int64)
    for step in steps(len(hits), max(STEP, 4 * count)):
        counts += np.bincount(columns.profile.take(hits.numbers[step]), minlength=count)
    return counts


def field_mask(profiles: Profiles, asked: Field | Years) -> Array:
    """Return which profiles a field of a query asks for: by a name in any script, or by an id."""
    if isinstance(asked, Years):
        return counting.years_mask(profiles, SpanOfYears(asked.first, asked.last))
    return counting.facet_mask(profiles, asked.name, naming.values_named(asked.name, asked.text))


def ordered(snapshot: Snapshot, hits: Hits, question: Question, read: Read, end: int) -> Array:
    """Return the numbers of the first hits, up to `end`, in the order that is asked for."""
    if question.order == Order.NEWEST or (question.order == Order.BEST and read.is_empty):
        places = newest(snapshot, hits, end)
    else:
        places = best(sort_keys(snapshot, hits, question), snapshot.columns.ids, hits.numbers, end)
    return hits.numbers[places]


def newest(snapshot: Snapshot, hits: Hits, wanted: int) -> Array:
    """Return the places of the newest: numbers were given in the order of publication, but for what came later."""
    columns = snapshot.columns
    later = int(np.searchsorted(hits.numbers, np.uint32(columns.base_count)))
    places = np.arange(max(0, later - wanted), len(hits))
    numbers = hits.numbers[places]
    return places[best(columns.newest[numbers], columns.ids, numbers, wanted)]


def sort_keys(snapshot: Snapshot, hits: Hits, question: Question) -> Array:
    """Return a key for each hit, the highest first."""
    columns = snapshot.columns
    match question.order:
        case Order.SAID:
            return -columns.said[hits.numbers]  # no day is the least number but one, so there is its opposite
        case Order.LAST_SAID:
            said = columns.said[hits.numbers]
            return np.where(said == NO_DAY, -NO_DAY - 1, said)
        case Order.SPEAKER:
            language = question.language
            ranks = snapshot.counts.get(("ranks", language), lambda: speaker_ranks(columns.profiles, language))
            return -ranks[columns.profile[hits.numbers]]
    return hits.ranks


def speaker_ranks(profiles: Profiles, language: str) -> Array:
    """Return, for each profile, the place of its first speaker in the order of names; those without are last."""
    ids = profiles.codes[SPEAKER].values
    keys = naming.sort_keys(SPEAKER, language)
    order = sorted(range(len(ids)), key=lambda code: (keys.get(ids[code], LAST), ids[code]))
    rank = np.empty(len(ids), np.int64)
    rank[order] = np.arange(len(ids))
    ranks = np.full(profiles.count, len(ids), np.int64)
    rows, codes = profiles.columns["speaker_row"], profiles.columns["speaker_code"]
    ranks[rows[::-1]] = rank[codes[::-1]]
    return ranks
