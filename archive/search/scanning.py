"""Scanning: whether a query finds something in one passage, as the index would."""

from archive.search.analysis import analysed
from archive.search.leaves import Leaf
from archive.search.matching import beginning_leaves, phrase_leaves, word_leaves
from archive.search.naming import values_named
from archive.search.passages import Passage
from archive.search.profiles import DATED, FACETS
from archive.search.querying import And, Beginning, Field, Node, Not, Or, Phrase, Words, Years

Lines = dict[str, tuple[str, str]]


def finds(node: Node, passage: Passage) -> bool:
    """Does a query find a passage?"""
    words = analysed(passage.words, passage.language)
    context = passage.context
    lines = {"exact": (f" {words.exact} ", f" {context.exact} "), "stems": (f" {words.stems} ", f" {context.stems} ")}
    return _finds(node, passage, lines)


def _finds(node: Node, passage: Passage, lines: Lines) -> bool:
    match node:
        case Words(text):
            pieces = list(word_leaves(text))
            return bool(pieces) and all(any(_has(lines, leaf) for leaf in leaves) for leaves in pieces)
        case Phrase(text):
            return any(_has(lines, leaf) for leaf in phrase_leaves(text))
        case Beginning(text):
            return any(_has(lines, leaf) for leaf in beginning_leaves(text))
        case Field() | Years():
            return _has_value(node, passage)
        case Not(part):
            return not _finds(part, passage, lines)
        case And(parts):
            return all(_finds(part, passage, lines) for part in parts)
        case Or(parts):
            return any(_finds(part, passage, lines) for part in parts)


def _has(lines: Lines, leaf: Leaf) -> bool:
    """Do the tokens of a leaf stand one after the other in the words, or in what is around them?"""
    tokens = " ".join(leaf.tokens)
    wanted = f" {tokens}" if leaf.is_prefix else f" {tokens} "
    return any(wanted in line for line in lines[leaf.field])


def _has_value(asked: Field | Years, passage: Passage) -> bool:
    if isinstance(asked, Field):
        values = passage.profile.values[FACETS.index(asked.name)]
        return bool(set(values_named(asked.name, asked.text)) & set(values))
    spans = [span for span in passage.profile.spans if span.kind == DATED]
    return any(
        (asked.last is None or span.first <= asked.last) and (asked.first is None or span.last >= asked.first)
        for span in spans
    )
