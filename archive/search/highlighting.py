"""Highlighting: where in a quotation's own words a query was found, by stem, width, spelling or pair."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby

from archive.search.analysis import compounds, pieces, stemmed
from archive.search.folding import folded, folded_with_places
from archive.search.oldkana import spellings
from archive.search.querying import Beginning, Node, Phrase, Words, positive
from archive.search.stemming import form, forms, stems
from sources import marks
from sources.labels import language_of

# Characters of the private use area, which no text has, around what was found.
OPENING, CLOSING = "\ue000", "\ue001"

Span = tuple[int, int]


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


def spans(text: str, language: str, look_for: Wanted) -> Iterator[Span]:
    """Yield the places of a text where something was found."""
    plain, places = folded_with_places(text)
    found = chain(_words(plain, language, look_for), _phrases(plain, language, look_for), _runs(plain, look_for.runs))
    yield from _original(found, places)
    if look_for.runs:
        old, places = folded_with_places(text, is_old=True)
        yield from _original(_runs(old, look_for.runs), places) if old != plain else ()


def _original(found: Iterable[Span], places: list[int]) -> Iterator[Span]:
    """Yield where in the original text those places of the folded one are."""
    for start, end in found:
        yield places[start], max(places[end], places[end - 1] + 1)


def _words(plain: str, language: str, look_for: Wanted) -> Iterator[Span]:
    beginnings, is_ukrainian = tuple(look_for.beginnings), language_of(language) == "uk"
    for piece, stems_of_it in stemmed(plain, language) if look_for.stems or beginnings else ():
        is_found = not look_for.stems.isdisjoint(stems_of_it)
        if is_found or (beginnings and form(piece.text, is_ukrainian).startswith(beginnings)):
            yield piece.start, piece.end


def _phrases(plain: str, language: str, look_for: Wanted) -> Iterator[Span]:
    phrases = [phrase for phrase in look_for.phrases if phrase]
    there = list(pieces(plain)) if phrases else []
    exact = ["" if one.is_unspaced else form(one.text, language_of(language) == "uk") for one in there]
    for phrase in phrases:
        for number in range(len(there) - len(phrase) + 1):
            last = number + len(phrase) - 1
            if all(one in choices for one, choices in zip(exact[number : last + 1], phrase, strict=True)):
                yield there[number].start, there[last].end


def _runs(plain: str, runs: set[str]) -> Iterator[Span]:
    """Find runs among the characters that stand one after another, whatever signs are between them."""
    for is_unspaced, group in groupby(pieces(plain) if runs else (), key=lambda piece: piece.is_unspaced):
        together = list(group) if is_unspaced else []
        text = "".join(piece.text for piece in together)
        there = [run for run in runs if run in text]
        places = [place for piece in together for place in range(piece.start, piece.end)] if there else []
        for run in there:
            start = text.find(run)
            while start >= 0:
                yield places[start], places[start + len(run) - 1] + 1
                start = text.find(run, start + 1)


def merged(found: Iterable[Span]) -> Iterator[Span]:
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
