"""Mending: for words that nobody wrote, the nearest that somebody did; for nothing found, what to leave out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.search.analysis import pieces
from archive.search.counting import ALL_YEARS
from archive.search.folding import folded
from archive.search.querying import And, Node, Phrase, Words
from archive.search.schema import CONTEXT
from archive.search.searching import Answer, Question, search
from archive.search.snapshot import Snapshot
from archive.search.stemming import CYRILLIC, stems

ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ")
SHORTEST = 4
LONG = 6  # from this length two slips are forgiven
MOST_NEAR = 4000
MOST_OFFERED = 6


@dataclass(frozen=True)
class Looser:
    """What may be left out of a question, and how many quotations there would then be."""

    facet: str
    text: str
    question: Question
    count: int


def did_you_mean(snapshot: Snapshot, text: str, node: Node) -> str | None:
    """Return a query in which words that are in no quotation give way to the nearest ones; None without such."""
    mended = text
    for leaf in _words(node):
        for piece in pieces(folded(leaf.text)):
            if not piece.is_unspaced and len(piece.text) >= SHORTEST and not _is_known(snapshot, piece.text):
                near = nearest(snapshot, piece.text)
                mended = _replaced(mended, piece.text, near) if near else mended
    return mended if mended != text else None


def _words(node: Node) -> Iterator[Words | Phrase]:
    if isinstance(node, Words | Phrase):
        yield node
    for part in getattr(node, "parts", ()):
        yield from _words(part)


def _replaced(text: str, word: str, near: str) -> str:
    """Return a query with a word replaced, where the reader typed it so; folded otherwise."""
    place = text.lower().find(word)
    return text[:place] + near + text[place + len(word) :] if place >= 0 else folded(text).replace(word, near)


def _is_known(snapshot: Snapshot, word: str) -> bool:
    fields = ("stems", CONTEXT["stems"])
    return any(snapshot.searcher.doc_freq(field, stem) for field in fields for stem in stems(word))


def _frequency(snapshot: Snapshot, word: str) -> int:
    return sum(snapshot.searcher.doc_freq(field, word) for field in ("exact", CONTEXT["exact"]))


def nearest(snapshot: Snapshot, word: str) -> str | None:
    """Return the word nearest to one that is not there, of equally near ones the most frequent."""
    near = {one: _frequency(snapshot, one) for one in set(one_slip(word))}
    best = max(near, key=lambda one: (near[one], one))
    if near[best]:
        return best
    return _two_slips(snapshot, word) if len(word) >= LONG else None


def one_slip(word: str) -> Iterator[str]:
    """Yield the words that one slip makes of a word: a letter left out, doubled, exchanged or mistaken."""
    alphabet = ALPHABETS[bool(CYRILLIC.match(word))]
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        yield from (head + letter + tail for letter in alphabet)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in alphabet)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _two_slips(snapshot: Snapshot, word: str) -> str | None:
    """Return the most frequent word two slips away that begins alike."""
    found: dict[str, int] = {}
    for field in ("exact", CONTEXT["exact"]):
        for one, count in snapshot.searcher.terms_with_prefix(field, word[:2], limit=MOST_NEAR):
            if abs(len(one) - len(word)) <= 2 and distance(one, word) <= 2:
                found[one] = found.get(one, 0) + count
    return max(found, key=lambda one: (found[one], one), default=None)


def distance(one: str, other: str) -> int:
    """Return how many letters must be put in, left out or changed to make one word of the other."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        before, row = row, [number]
        for place, its in enumerate(other, start=1):
            row.append(min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != its)))
    return row[-1]


def loosened(answer: Answer) -> list[Looser]:
    """Return what may be left out of a question that finds nothing, the most fruitful first."""
    question, looser = answer.question, []
    for facet in question.chosen:
        others = {name: values for name, values in question.chosen.items() if name != facet}
        looser.append((facet, "", replace(question, chosen=others)))
    if not question.years.is_open:
        looser.append(("years", "", replace(question, years=ALL_YEARS)))
    without = without_each(question.query, answer.read.node) if isinstance(answer.read.node, And) else {}
    looser += [("query", getattr(part, "text", ""), replace(question, query=less)) for part, less in without.items()]
    found = [Looser(facet, text, one, search(answer.snapshot, one).count) for facet, text, one in looser]
    return sorted((one for one in found if one.count), key=lambda one: -one.count)[:MOST_OFFERED]


def without_each(text: str, node: Node) -> dict[Node, str]:
    """Return, for each word of a query that stands in it as such, the query without it."""
    words = text.split()
    parts = [part for part in getattr(node, "parts", ()) if isinstance(part, Words | Phrase)]
    return {
        part: " ".join(word for word in words if word.strip('"«»“”「」') != part.text)
        for part in parts
        if part.text in {word.strip('"«»“”「」') for word in words}
    }
