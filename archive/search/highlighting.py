"""Highlighting: where in a quotation's own words a query was found, by stem, width, spelling or pair."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from archive.search.analysis import Place, compounds, pieces, placed
from archive.search.folding import folded
from archive.search.oldkana import spellings
from archive.search.querying import Beginning, Node, Phrase, Words, positive
from archive.search.stemming import forms, stems
from sources import marks

# Characters of the private use area, which no text has, around what was found.
OPENING, CLOSING = "\ue000", "\ue001"


@dataclass(frozen=True)
class Wanted:
    """What to look for: stems of words, exact sequences, beginnings, and runs of unspaced characters."""

    stems: set[str] = field(default_factory=set)
    phrases: list[list[set[str]]] = field(default_factory=list)
    beginnings: set[str] = field(default_factory=set)
    runs: set[str] = field(default_factory=set)

    @property
    def is_nothing(self) -> bool:
        return not (self.stems or self.phrases or self.beginnings or self.runs)


def wanted(node: Node) -> Wanted:
    """Return what a query wants to see in the words."""
    found = Wanted()
    for leaf in positive(node):
        for piece in pieces(folded(leaf.text)):
            if piece.is_unspaced:
                found.runs.update(spellings(piece.text))
            elif isinstance(leaf, Words):
                found.stems.update(stems(piece.text))
                found.stems.update(one for *_place, whole in compounds(folded(leaf.text)) for one in whole)
            elif isinstance(leaf, Beginning):
                found.beginnings.update(forms(piece.text))
        if isinstance(leaf, Phrase):
            found.phrases.append([set(forms(one.text)) for one in pieces(folded(leaf.text)) if not one.is_unspaced])
    return found


def highlighted(words: marks.Words, language: str, look_for: Wanted) -> marks.Words:
    """Return the words with signs around what was found in the speaker's own text."""
    if look_for.is_nothing:
        return words
    segments = (
        marks.Text(_signed(part.text, language, look_for)) if isinstance(part, marks.Text) else part
        for part in words.segments
    )
    return marks.Words(tuple(segments))


def _signed(text: str, language: str, look_for: Wanted) -> str:
    out, last = [], 0
    for start, end in merged(spans(text, language, look_for)):
        out += [text[last:start], OPENING, text[start:end], CLOSING]
        last = end
    return "".join([*out, text[last:]])


def spans(text: str, language: str, look_for: Wanted) -> Iterator[tuple[int, int]]:
    """Yield the places of a text where something was found."""
    places = placed(text, language)
    for place in places:
        if look_for.stems.intersection(place.stems) or any(place.exact.startswith(one) for one in look_for.beginnings):
            yield place.start, place.end
    yield from _phrases(places, look_for.phrases)
    yield from _runs(places, look_for.runs)
    if look_for.runs:
        yield from _runs(placed(text, language, is_old=True), look_for.runs)


def _phrases(places: list[Place], phrases: Iterable[list[set[str]]]) -> Iterator[tuple[int, int]]:
    for phrase in filter(None, phrases):
        for number in range(len(places) - len(phrase) + 1):
            there = places[number : number + len(phrase)]
            if all(place.exact in choices for place, choices in zip(there, phrase, strict=True)):
                yield there[0].start, there[-1].end


def _runs(places: list[Place], runs: set[str]) -> Iterator[tuple[int, int]]:
    """Find runs among the characters that stand one after another, whatever signs are between them."""
    for _kind, group in groupby(places, key=lambda place: len(place.exact) == 1):
        characters = list(group)
        text = "".join(place.exact for place in characters) if len(characters[0].exact) == 1 else ""
        for run in runs:
            start = text.find(run)
            while start >= 0:
                yield characters[start].start, characters[start + len(run) - 1].end
                start = text.find(run, start + 1)


def merged(found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the places in their order, those that touch made one."""
    start = end = -1
    for first, last in sorted(found):
        if first > end:
            if end > start:
                yield start, end
            start, end = first, last
        end = max(end, last)
    if end > start:
        yield start, end
