"""Querying: what a reader typed, read leniently; nothing that can be typed is an error.

Words are all to be found; `"a phrase"` in any quotation marks, `-not`, `NOT`, `OR`, `AND`, brackets,
`begin*`, and fields: `speaker: source: event: topic: place: standing: lang: decade: year:1918..1920`, by
their names in any language of the interface.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from archive.search.grammar import TOKEN, field_of, operator_of

LONGEST = 600
MOST_PARTS = 40
DEEPEST = 8

YEARS = re.compile(r"(-?\d{1,4})?(\.\.+|…|[-–—~〜]|$)(-?\d{1,4})?")
COMPARED = {">": "{}..", ">=": "{}..", "≥": "{}..", "<": "..{}", "<=": "..{}", "≤": "..{}"}
STARS = "*＊"
HYPHENS = re.compile("[-‐‑–—]")


class Note(StrEnum):
    """What was odd about a query, for the page to tell."""

    OPEN_QUOTE = "open quote"
    OPEN_BRACKET = "open bracket"
    STRAY_BRACKET = "stray bracket"
    WRONG_YEAR = "wrong year"
    UNKNOWN_VALUE = "unknown value"
    TOO_LONG = "too long"
    STRAY_OPERATOR = "stray operator"
    WRONG_STAR = "wrong star"
    NO_WORDS = "no words"


@dataclass(frozen=True)
class Words:
    """Words that are all to be found, in any form and order."""

    text: str


@dataclass(frozen=True)
class Phrase:
    """Words one after the other, as they are."""

    text: str


@dataclass(frozen=True)
class Beginning:
    """The beginning of a word."""

    text: str


@dataclass(frozen=True)
class Field:
    """Something that a facet says: its name, and what was asked for."""

    name: str
    text: str


@dataclass(frozen=True)
class Years:
    """A span of years, open where one is None."""

    first: int | None
    last: int | None


@dataclass(frozen=True)
class Not:
    """What is not to be found."""

    part: "Node"


@dataclass(frozen=True)
class And:
    """Parts that are all to be found; none of them means everything."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Or:
    """Parts of which one is to be found."""

    parts: tuple["Node", ...]


Node = Words | Phrase | Beginning | Field | Years | Not | And | Or
EVERYTHING = And(())


@dataclass(frozen=True)
class Read:
    """A query as it was read, and what was odd about it."""

    node: Node
    notes: tuple[Note, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.node == EVERYTHING


@dataclass
class _Reader:
    """A query while it is being read."""

    tokens: list[re.Match[str]]
    is_shouted: bool = False  # all in capitals
    place: int = 0
    notes: list[Note] = field(default_factory=list)

    def kind(self) -> str | None:
        """Return the kind of the next token; None at the end."""
        if self.place >= len(self.tokens):
            return None
        token = self.tokens[self.place]
        if token.lastgroup == "word":
            return operator_of(token[0], self.is_shouted) or "word"
        return "word" if token.lastgroup == "field" and field_of(token) is None else token.lastgroup

    def take(self) -> str:
        return self.token()[0].strip()

    def token(self) -> re.Match[str]:
        self.place += 1
        return self.tokens[self.place - 1]

    def alternatives(self, depth: int = 0) -> Node:
        """Read parts with OR between them."""
        parts = [self.conjunction(depth)]
        while self.kind() == "or":
            self.take()
            parts.append(self.conjunction(depth))
        kept = [part for part in parts if part != EVERYTHING]
        if len(kept) < len(parts) and len(parts) > 1:
            self.notes.append(Note.STRAY_OPERATOR)
        return kept[0] if len(kept) == 1 else Or(tuple(kept)) if kept else EVERYTHING

    def conjunction(self, depth: int) -> Node:
        """Read parts that are all to be found."""
        parts: list[Node] = []
        while (kind := self.kind()) not in (None, "or") and not (kind == "close" and depth):
            if kind == "and":
                self.join(follows=bool(parts))
                continue
            part = self.part(depth)
            parts += part.parts if isinstance(part, And) else [part]
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def join(self, follows: bool) -> None:
        """Read AND, which says nothing but where it has nothing to join."""
        self.take()
        if not follows or self.kind() in (None, "and", "or", "close"):
            self.notes.append(Note.STRAY_OPERATOR)

    def part(self, depth: int) -> Node:
        """Read one part; what says nothing by itself is read as everything."""
        if self.kind() == "field":
            return self.of_field(self.token(), depth)
        kind, text = self.kind(), self.take()
        match kind:
            case "not":
                return self.negated(depth)
            case "open":
                return self.bracketed(depth)
            case "phrase":
                return self.phrase(text[1:-1])
            case "word":
                return self.word(text)
            case "close":
                self.notes.append(Note.STRAY_BRACKET)
            case "stray":
                self.notes.append(Note.OPEN_QUOTE)
        return EVERYTHING

    def negated(self, depth: int) -> Node:
        if self.kind() in (None, "or", "close"):
            self.notes.append(Note.STRAY_OPERATOR)
            return EVERYTHING
        part = self.part(depth)
        if isinstance(part, Not):
            return part.part
        return part if part == EVERYTHING else Not(part)

    def bracketed(self, depth: int) -> Node:
        if depth >= DEEPEST:
            return EVERYTHING
        inside = self.alternatives(depth + 1)
        if self.kind() == "close":
            self.take()
        else:
            self.notes.append(Note.OPEN_BRACKET)
        return inside

    def phrase(self, text: str) -> Node:
        """Read what stands in quotation marks; one word with an asterisk is a beginning there too."""
        if not any(star in text for star in STARS):
            return _said(Phrase, text)
        if len(text.split()) == 1:
            return self.word(text.strip())
        self.notes.append(Note.WRONG_STAR)
        return _said(Phrase, _without_stars(text))

    def word(self, text: str) -> Node:
        """Read a word, or the beginning of one; an asterisk before its end ends it."""
        bare = text.rstrip(STARS)
        head = re.split(f"[{STARS}]", bare)[0]
        if head != bare:
            self.notes.append(Note.WRONG_STAR)
        if not _says_something(head):
            return _said(Words, _without_stars(bare))
        return Words(head) if head == text else _beginning(head)

    def of_field(self, token: re.Match[str], depth: int) -> Node:
        """Read the value of a field, or several in brackets."""
        name = field_of(token) or ""
        match self.kind():
            case "open" if depth < DEEPEST:
                self.take()
                return self.within(name, self.bracketed(depth))
            case "word":
                value = self.take()
                if name == "year" and self.is_span():
                    value += self.take() + self.take()
                return self.valued(name, value)
            case "phrase":
                return self.valued(name, self.take()[1:-1])
        return _said(Words, token[0].strip())

    def is_span(self) -> bool:
        """Do a dash and a year come next, as in year:1918 – 1920?"""
        between, last = ([*(token[0].strip() for token in self.tokens[self.place :]), "", ""])[:2]
        return bool(re.fullmatch(r"\.\.+|…|[-–—~〜]", between)) and last.isdecimal()

    def within(self, name: str, node: Node) -> Node:
        """Return what stood in brackets after a field, each value as one of that field."""
        match node:
            case Words(text) | Phrase(text) | Beginning(text):
                return self.valued(name, text)
            case And(parts) if parts and all(isinstance(part, Words) for part in parts):
                return self.valued(name, " ".join(_texts(parts)))
            case And(parts) | Or(parts):
                return type(node)(tuple(self.within(name, part) for part in parts))
            case Not(part):
                return Not(self.within(name, part))
        return node

    def valued(self, name: str, value: str) -> Node:
        """Return what asks for a value of a field; years are read."""
        if name not in ("year", "decade"):
            return Field(name, _without_stars(value).strip()) if _says_something(value) else EVERYTHING
        years = read_years(value) if name == "year" else read_decade(value)
        if years is None:
            self.notes.append(Note.WRONG_YEAR)
            return EVERYTHING
        return years


def _said(kind: type[Words] | type[Phrase], text: str) -> Node:
    return kind(text.strip()) if _says_something(text) else EVERYTHING


def _texts(parts: tuple[Node, ...]) -> Iterator[str]:
    return (part.text for part in parts if isinstance(part, Words))


def _without_stars(text: str) -> str:
    return re.sub(f"[{STARS}]+", " ", text)


def _beginning(text: str) -> Node:
    """Return what asks for the beginning of a word; of one with hyphens its last part is the beginning."""
    *heads, last = [part for part in HYPHENS.split(text) if _says_something(part)]
    return And((Words("-".join(heads)), Beginning(last))) if heads else Beginning(text)


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def read_years(text: str) -> Years | None:
    """Return the span of years that a text tells, as 1918, 1918..1920, 1918.., ..1920, >1918 or 1918年."""
    plain = re.sub(r"\s|年", "", unicodedata.normalize("NFKC", text)).replace("…", "..")
    sign = re.match("[<>≤≥]=?", plain)
    if sign and plain[sign.end() :].isdecimal():
        year = int(plain[sign.end() :])
        plain = COMPARED[sign[0]].format(year + {">": 1, "<": -1}.get(sign[0], 0))
    found = YEARS.fullmatch(plain)
    if not found or not (found[1] or found[3]):
        return None
    first = int(found[1]) if found[1] else None
    if not found[2]:
        return Years(first, first)
    last = int(found[3]) if found[3] else None
    return Years(last, first) if first is not None and last is not None and last < first else Years(first, last)


def read_decade(text: str) -> Years | None:
    """Return the years of a decade, told as 1910, 1910s, 1910年代 or 1910-е."""
    found = re.match(r"-?\d{1,4}", unicodedata.normalize("NFKC", text).strip())
    first = int(found[0]) // 10 * 10 if found else 0
    return Years(first, first + 9) if found else None


def read(text: str) -> Read:
    """Return a query as it is understood."""
    notes = [Note.TOO_LONG] if len(text) > LONGEST else []
    tokens = list(TOKEN.finditer(text[:LONGEST]))
    if len(tokens) > MOST_PARTS:
        notes = [Note.TOO_LONG]
    reader = _Reader(tokens[:MOST_PARTS], is_shouted=text.isupper(), notes=notes)
    node = reader.alternatives()
    if node == EVERYTHING and text.strip() and not reader.notes:
        reader.notes.append(Note.NO_WORDS)
    return Read(node, tuple(dict.fromkeys(reader.notes)))


def positive(node: Node) -> list[Words | Phrase | Beginning]:
    """Return the parts that a hit may show in its text."""
    match node:
        case Words() | Phrase() | Beginning():
            return [node]
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in positive(part)]
    return []


def written(node: Node) -> str:
    """Return a query that is read as a node."""
    match node:
        case Words(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Beginning(text):
            return f"{text}*"
        case Field(name, text):
            return f'{name}:"{text}"' if re.search(r"[\s()（）|]", text) else f"{name}:{text}"
        case Years(first, last):
            return f"year:{first}" if first == last else f"year:{first or ''}..{last or ''}"
        case Not(part):
            return f"-{_inside(part)}"
        case And(parts):
            return " ".join(map(_inside, parts))
        case Or(parts):
            return " OR ".join(map(_inside, parts))


def _inside(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, And | Or) else written(node)
