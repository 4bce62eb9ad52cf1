"""Profiles: the combinations of facet values that occur, each once, and counts over them.

Thousands of quotations share a profile: the same speaker, source, language, standing, event and
years. So a hit is counted once, for its profile, and everything else is reckoned on the profiles:
each facet's counts with the other filters but not its own, however many are chosen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

SPEAKER, EVENT, SOURCE, LANGUAGE, STANDING = "speaker", "event", "source", "language", "standing"
DECADE, TOPIC, PLACE = "decade", "topic", "place"
FACETS = (SPEAKER, EVENT, SOURCE, LANGUAGE, STANDING, DECADE, TOPIC, PLACE)

# Kinds of years: when it was said, when the events were, and the better known of them.
SAID, ABOUT, DATED = 0, 1, 2


@dataclass(frozen=True)
class Span:
    """Years that a date may mean, and whether it is certain that it means them."""

    kind: int
    first: int
    last: int
    is_certain: bool


@dataclass(frozen=True)
class Profile:
    """What the facets say of a quotation: the values of each; who said it, how surely; and its years."""

    values: tuple[tuple[str, ...], ...]
    claims: tuple[tuple[str, str], ...]
    spans: tuple[Span, ...]

    def as_json(self) -> list[Any]:
        spans = [[span.kind, span.first, span.last, int(span.is_certain)] for span in self.spans]
        return [self.values, self.claims, spans]

    @classmethod
    def from_json(cls, told: list[Any]) -> "Profile":
        values, claims, spans = told
        return cls(
            tuple(map(tuple, values)),
            tuple((speaker, standing) for speaker, standing in claims),
            tuple(Span(kind, first, last, bool(certain)) for kind, first, last, certain in spans),
        )


class Codes:
    """The values of one facet, numbered in the order in which they came."""

    def __init__(self, values: Iterable[str] = ()) -> None:
        self.values = list(values)
        self.numbers = {value: number for number, value in enumerate(self.values)}

    def number(self, value: str) -> int:
        """Return a value's number, a new one where it is new."""
        if value not in self.numbers:
            self.numbers[value] = len(self.values)
            self.values.append(value)
        return self.numbers[value]


class Gathering:
    """Profiles as they come, while an index is built or changes."""

    def __init__(self) -> None:
        self.numbers: dict[Profile, int] = {}

    def number(self, profile: Profile) -> int:
        return self.numbers.setdefault(profile, len(self.numbers))


class Profiles:
    """All profiles, in columns."""

    def __init__(self, codes: dict[str, Codes], columns: dict[str, Array], count: int) -> None:
        self.codes, self.columns, self.count = codes, columns, count

    @classmethod
    def empty(cls) -> "Profiles":
        columns = {name: np.zeros(0, np.int32) for name in column_names()}
        return cls({facet: Codes() for facet in FACETS}, columns, 0)

    def extended(self, profiles: Iterable[Profile]) -> "Profiles":
        """Return these profiles and more, which are numbered from `count`."""
        new: dict[str, list[int]] = {name: [] for name in column_names()}
        count = self.count
        for profile in profiles:
            self._add(new, profile, count)
            count += 1
        columns = {
            name: np.concatenate([self.columns[name], np.array(values, np.int32)]) if values else self.columns[name]
            for name, values in new.items()
        }
        return Profiles(self.codes, columns, count)

    def _add(self, new: dict[str, list[int]], profile: Profile, number: int) -> None:
        for facet, values in zip(FACETS, profile.values, strict=True):
            new[f"{facet}_row"] += [number] * len(values)
            new[f"{facet}_code"] += [self.codes[facet].number(value) for value in values]
        for speaker, standing in profile.claims:
            new["claim_row"].append(number)
            new["claim_speaker"].append(self.codes[SPEAKER].number(speaker))
            new["claim_standing"].append(self.codes[STANDING].number(standing))
        for span in profile.spans:
            told = (number, span.kind, span.first, span.last, span.is_certain)
            for name, value in zip(SPAN_COLUMNS, told, strict=True):
                new[name].append(int(value))

    def saved(self) -> dict[str, Array]:
        """Return the columns for a file."""
        values = {f"{facet}_values": np.array(self.codes[facet].values, "U16") for facet in FACETS}
        return self.columns | values | {"profile_count": np.array([self.count])}

    @classmethod
    def loaded(cls, file: Any) -> "Profiles":
        """Return the profiles of a file's columns."""
        codes = {facet: Codes(file[f"{facet}_values"].tolist()) for facet in FACETS}
        return cls(codes, {name: file[name] for name in column_names()}, int(file["profile_count"][0]))


SPAN_COLUMNS = ("span_row", "span_kind", "span_first", "span_last", "span_certain")


def column_names() -> list[str]:
    """Return the names of all columns of profiles."""
    facets = [f"{facet}_{part}" for facet in FACETS for part in ("row", "code")]
    return [*facets, "claim_row", "claim_speaker", "claim_standing", *SPAN_COLUMNS]
