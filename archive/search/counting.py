"""Counting: exact counts beside every filter, as they will be after the click."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np

from archive.filtering import FIRST_YEAR, LAST_YEAR
from archive.search.profiles import DATED, DECADE, FACETS, SPEAKER, STANDING, Array, Profiles

Chosen = Mapping[str, tuple[str, ...]]
SHOWN = 12


@dataclass(frozen=True)
class Choice:
    """A value of a facet, how many quotations it would leave, and whether it is chosen."""

    value: str
    count: int
    is_chosen: bool = False
    is_known: bool = True  # false where no public quotation has ever had it


@dataclass(frozen=True)
class SpanOfYears:
    """A filter by years: which years (see `profiles`), and whether the date must lie in them certainly."""

    first: int | None = None
    last: int | None = None
    kind: int = DATED
    certainly: bool = False

    @property
    def is_open(self) -> bool:
        return self.first is None and self.last is None


ALL_YEARS = SpanOfYears()


def years_mask(profiles: Profiles, span: SpanOfYears) -> Array:
    """Return which profiles have a date in a span of years."""
    columns = profiles.columns
    first = FIRST_YEAR if span.first is None else span.first
    last = LAST_YEAR if span.last is None else span.last
    kept = columns["span_kind"] == span.kind
    if span.certainly:
        kept &= (columns["span_first"] >= first) & (columns["span_last"] <= last) & (columns["span_certain"] == 1)
    else:
        kept &= (columns["span_first"] <= last) & (columns["span_last"] >= first)
    return _marked(profiles, columns["span_row"][kept])


def facet_mask(profiles: Profiles, facet: str, values: tuple[str, ...]) -> Array:
    """Return which profiles have one of the values of a facet."""
    wanted = _wanted(profiles, facet, values)
    return _marked(profiles, profiles.columns[f"{facet}_row"][wanted[profiles.columns[f"{facet}_code"]]])


def _wanted(profiles: Profiles, facet: str, values: tuple[str, ...]) -> Array:
    """Return which codes of a facet stand for one of the values."""
    codes = profiles.codes[facet]
    wanted = np.zeros(len(codes.values), bool)
    wanted[[codes.numbers[value] for value in values if value in codes.numbers]] = True
    return wanted


def _marked(profiles: Profiles, rows: Array) -> Array:
    mask = np.zeros(profiles.count, bool)
    mask[rows] = True
    return mask


class Facets:
    """The facets of a question: how often each profile is hit, and what is chosen."""

    def __init__(self, profiles: Profiles, chosen: Chosen, span: SpanOfYears) -> None:
        self.profiles = profiles
        self.chosen = {facet: values for facet, values in chosen.items() if values}
        self.masks = {facet: facet_mask(profiles, facet, values) for facet, values in self.chosen.items()}
        self.pair = SPEAKER in self.chosen and STANDING in self.chosen
        if self.pair:
            self.masks["claim"] = self._claim_mask()
        if not span.is_open:
            self.masks["years"] = years_mask(profiles, span)

    def _claim_mask(self) -> Array:
        """A speaker and a standing that are both chosen are of the same attribution."""
        columns = self.profiles.columns
        speakers = _wanted(self.profiles, SPEAKER, self.chosen[SPEAKER])[columns["claim_speaker"]]
        standings = _wanted(self.profiles, STANDING, self.chosen[STANDING])[columns["claim_standing"]]
        return _marked(self.profiles, columns["claim_row"][speakers & standings])

    def mask(self, but: tuple[str, ...] = ()) -> Array | None:
        """Return the profiles that pass all filters but some; None where all do."""
        masks = [mask for facet, mask in self.masks.items() if facet not in but]
        return reduce(np.logical_and, masks) if masks else None

    def total(self, counts: Array) -> int:
        """Return how many hits pass all filters."""
        mask = self.mask()
        return int(counts.sum() if mask is None else counts[mask].sum())

    def choices(self, counts: Array, shown: int = SHOWN) -> dict[str, list[Choice]]:
        """Return the choices of each facet, the most frequent first."""
        return {facet: self._choices(facet, counts, shown) for facet in FACETS}

    def _choices(self, facet: str, counts: Array, shown: int) -> list[Choice]:
        tally = self.tally(facet, counts)
        codes = self.profiles.codes[facet]
        there = np.flatnonzero(tally)
        most = len(there) if facet == DECADE else min(shown, len(there))
        best = there[np.argpartition(tally[there], -most)[-most:]] if 0 < most < len(there) else there
        chosen = [codes.numbers[value] for value in self.chosen.get(facet, ()) if value in codes.numbers]
        kept = set(best.tolist()) | set(chosen)
        found = [Choice(codes.values[code], int(tally[code]), code in chosen) for code in kept]
        unknown = [Choice(value, 0, True, False) for value in self.chosen.get(facet, ()) if value not in codes.numbers]
        return sorted(found + unknown, key=lambda choice: (-choice.count, choice.value))

    def tally(self, facet: str, counts: Array) -> Array:
        """Return how many hits each value of a facet would leave, with the other filters."""
        mask = self.mask(but=(facet, "claim") if facet in (SPEAKER, STANDING) else (facet,))
        kept = counts if mask is None else np.where(mask, counts, 0)
        columns, length = self.profiles.columns, len(self.profiles.codes[facet].values)
        if facet == SPEAKER and STANDING in self.chosen:
            return self._of_claims(kept, STANDING, SPEAKER, length)
        if facet == STANDING and SPEAKER in self.chosen:
            return self._of_claims(kept, SPEAKER, STANDING, length)
        rows, codes = columns[f"{facet}_row"], columns[f"{facet}_code"]
        return np.bincount(codes, weights=kept[rows], minlength=length)

    def _of_claims(self, counts: Array, given: str, wanted: str, length: int) -> Array:
        """Count by attributions: of the speaker or the standing that is chosen, the values of the other."""
        columns = self.profiles.columns
        kept = _wanted(self.profiles, given, self.chosen[given])[columns[f"claim_{given}"]]
        rows, codes = columns["claim_row"][kept], columns[f"claim_{wanted}"][kept]
        if wanted == SPEAKER:  # who speaks once at most in a quotation
            return np.bincount(codes, weights=counts[rows], minlength=length)
        return np.array([counts[_marked(self.profiles, rows[codes == code])].sum() for code in range(length)])
