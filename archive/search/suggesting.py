"""Suggesting: people, sources, events and topics whose names are being typed, in any script."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from archive.search import naming, serving
from archive.search.counting import ALL_YEARS, Facets
from archive.search.folding import folded
from archive.search.layout import NoIndex
from archive.search.profiles import EVENT, SOURCE, SPEAKER, TOPIC
from archive.search.querying import EVERYTHING
from archive.search.searching import counts_by_profile
from archive.search.snapshot import Snapshot
from archive.search.telling import field_label
from sources.labels import Label

KINDS = (SPEAKER, EVENT, TOPIC, SOURCE)
MOST = 8
LONGEST = 80


def suggestions(text: str, language: str) -> list[dict[str, Any]]:
    """Return what may be meant by what has been typed: kind, label, count and the address of the search."""
    typed = folded(text[:LONGEST]).strip()
    if not typed:
        return []
    try:
        found = sorted(_candidates(serving.snapshot(), typed, language), key=lambda one: one[:3])
    except NoIndex:
        return []
    return [_told(kind, pk, label, -less) for _rank, less, kind, pk, label in found[:MOST]]


def _candidates(snapshot: Snapshot, typed: str, language: str) -> Iterator[tuple[int, int, str, str, Label]]:
    """Yield records that public quotations name: those whose name begins so before those that only have it."""
    for kind in KINDS:
        counts = public_counts(snapshot, kind)
        for pk, record in naming.names(kind).items():
            keys = [key for key in record.keys if typed in key]
            if keys and counts.get(pk):
                yield min(_rank(key, typed) for key in keys), -counts[pk], kind, pk, record.label(language)


def _rank(key: str, typed: str) -> int:
    return 0 if key.startswith(typed) or f" {typed}" in key else 1


def public_counts(snapshot: Snapshot, facet: str) -> dict[str, int]:
    """Return how many quotations each value of a facet has in all."""
    return snapshot.counts.get(("all", facet), lambda: _counted(snapshot, facet))


def _counted(snapshot: Snapshot, facet: str) -> dict[str, int]:
    profiles = snapshot.columns.profiles
    counts = snapshot.counts.get(EVERYTHING, lambda: counts_by_profile(snapshot, snapshot.everything()))
    tally = Facets(profiles, {}, ALL_YEARS).tally(facet, counts).tolist()
    return {value: int(count) for value, count in zip(profiles.codes[facet].values, tally, strict=True) if count}


def _told(kind: str, pk: str, label: Label, count: int) -> dict[str, Any]:
    address = f"{reverse('quotations')}?{urlencode({kind: pk})}"
    told = {"kind": kind, "kind_label": field_label(kind), "label": label.text, "language": label.language}
    return told | {"count": count, "address": address}
