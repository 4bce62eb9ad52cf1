"""Mending: for words that nobody wrote, the nearest that somebody did; for nothing found, what to leave out."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.search.analysis import pieces
from archive.search.counting import ALL_YEARS
from archive.search.folding import folded
from archive.search.guessing import distance, nearest_name, unknown_values
from archive.search.leaves import Leaf
from archive.search.matching import phrase_leaves
from archive.search.querying import And, Node, Phrase, Words, written
from archive.search.schema import CONTEXT
from archive.search.searching import Answer, Question, search
from archive.search.snapshot import Snapshot
from archive.search.stemming import CYRILLIC, stems

ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ")
SHORTEST = 4
LONG = 6  # from this length two slips are forgiven
LONG_VOWEL = "ー"
KATAKANA = re.compile("[ァ-ヺ]")
MOST_NEAR = 4000
MOST_OFFERED = 6
MOST_TRIED = 20


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
            typed = _as_typed(mended, piece.text)
            near = _nearest_run(snapshot, typed) if piece.is_unspaced else _nearest_word(snapshot, piece.text)
            mended = _replaced(mended, piece.text, near) if near else mended
    for asked in unknown_values(snapshot, node):
        near = nearest_name(snapshot, asked.text, (asked.name,))
        mended = mended.replace(asked.text, near) if near else mended
    return mended if mended != text else None


def _words(node: Node) -> Iterator[Words | Phrase]:
    if isinstance(node, Words | Phrase):
        yield node
    for part in getattr(node, "parts", ()):
        yield from _words(part)


def _nearest_word(snapshot: Snapshot, word: str) -> str | None:
    """Return the nearest word for one that is not there."""
    return nearest(snapshot, word) if len(word) >= SHORTEST and not _is_known(snapshot, word) else None


def _nearest_run(snapshot: Snapshot, run: str) -> str | None:
    """Return the nearest that is there for kana or characters that are nowhere, as トロツキー for トロツギー."""
    if _is_there(snapshot, run):
        return None
    return next((one for one in prolonged(run) if _is_there(snapshot, one)), None) or nearest_name(snapshot, run)


def _is_there(snapshot: Snapshot, run: str) -> bool:
    return any(len(snapshot.hits(leaf)) for leaf in phrase_leaves(run))


def prolonged(run: str) -> Iterator[str]:
    """Yield a text with the mark of a long vowel left out once, put in once after katakana, or left out everywhere."""
    for place in range(1, len(run) + 1):
        head, tail = run[:place], run[place:]
        if tail.startswith(LONG_VOWEL):
            yield head + tail[1:]
        elif KATAKANA.match(head[-1]):
            yield head + LONG_VOWEL + tail
    if run.count(LONG_VOWEL) > 1:
        yield run.replace(LONG_VOWEL, "")


def _as_typed(text: str, word: str) -> str:
    """Return a folded word of a query as the reader typed it, where it stands by itself; else as it is folded."""
    return next((unicodedata.normalize("NFKC", typed[0]) for typed in _typed(text, word)), word)


def _typed(text: str, word: str) -> Iterator[re.Match[str]]:
    return (typed for typed in re.finditer(r"[^\s\W_]+", text) if folded(typed[0]) == word)


def _replaced(text: str, word: str, near: str) -> str:
    """Return a query with a word replaced, where the reader typed it so; folded otherwise."""
    for typed in _typed(text, word):
        return text[: typed.start()] + near + text[typed.end() :]
    return folded(text).replace(word, near)


def _is_known(snapshot: Snapshot, word: str) -> bool:
    return any(len(snapshot.hits(Leaf("stems", (stem,)))) for stem in stems(word))


def _frequency(snapshot: Snapshot, word: str) -> int:
    return sum(snapshot.searcher.doc_freq(field, word) for field in ("exact", CONTEXT["exact"]))


def nearest(snapshot: Snapshot, word: str) -> str | None:
    """Return the word nearest to one that is not there, of equally near ones the most frequent."""
    near = _most_frequent(snapshot, {one: _frequency(snapshot, one) for one in set(one_slip(word))})
    return near or (_most_frequent(snapshot, _two_slips(snapshot, word)) if len(word) >= LONG else None)


def _most_frequent(snapshot: Snapshot, counts: dict[str, int]) -> str | None:
    """Return the most frequent word that is in a public quotation; the index forgets withdrawn words only in time."""
    there = sorted((one for one, count in counts.items() if count), key=lambda one: (-counts[one], one))
    return next((one for one in there[:MOST_TRIED] if len(snapshot.hits(Leaf("exact", (one,))))), None)


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


def _two_slips(snapshot: Snapshot, word: str) -> dict[str, int]:
    """Return words two slips away that begin alike, with how frequent they are."""
    found: dict[str, int] = {}
    for field in ("exact", CONTEXT["exact"]):
        for one, count in snapshot.searcher.terms_with_prefix(field, word[:2], limit=MOST_NEAR):
            if abs(len(one) - len(word)) <= 2 and distance(one, word) <= 2:
                found[one] = found.get(one, 0) + count
    return found


def loosened(answer: Answer) -> list[Looser]:
    """Return what may be left out of a question that finds nothing, the most fruitful first; failing that, all words."""
    question = answer.question
    looser: list[tuple[str, str, Question]] = []
    for facet in question.chosen:
        others = {name: values for name, values in question.chosen.items() if name != facet}
        looser.append((facet, "", replace(question, chosen=others)))
    if not question.years.is_open:
        looser.append(("years", "", replace(question, years=ALL_YEARS)))
    looser += [(kind, text, replace(question, query=less)) for kind, text, less in _less(answer.read.node)]
    return _fruitful(answer, looser) or _fruitful(
        answer, [("query", written(answer.read.node), replace(question, query=""))]
    )


def _fruitful(answer: Answer, looser: list[tuple[str, str, Question]]) -> list[Looser]:
    found = [Looser(facet, text, one, search(answer.snapshot, one).count) for facet, text, one in looser]
    return sorted((one for one in found if one.count), key=lambda one: -one.count)[:MOST_OFFERED]


def _less(node: Node) -> Iterator[tuple[str, str, str]]:
    """Yield what may be left out of a query: each of its parts, and the quotation marks; with the query then."""
    parts = node.parts if isinstance(node, And) else ()
    for number, part in enumerate(parts):
        yield "query", written(part), written(And(parts[:number] + parts[number + 1 :]))
    without_marks = _without_marks(node)
    if without_marks != node:
        yield "marks", "", written(without_marks)


def _without_marks(node: Node) -> Node:
    match node:
        case Phrase(text):
            return Words(text)
        case And(parts):
            return And(tuple(map(_without_marks, parts)))
    return node
