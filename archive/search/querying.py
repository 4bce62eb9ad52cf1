"""Querying: what a reader typed, read leniently; nothing that can be typed is an error.

Words are all to be found; `"a phrase"` in any quotation marks, `-not`, `NOT`, `OR`, `AND`, brackets,
`begin*`, and fields: `speaker: source: event: topic: place: standing: lang: year:1918..1920`.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

LONGEST = 600
MOST_PARTS = 40
DEEPEST = 8

FIELDS = {
    "speaker": "speaker",
    "by": "speaker",
    "source": "source",
    "in": "source",
    "event": "event",
    "topic": "topic",
    "place": "place",
    "standing": "standing",
    "lang": "language",
    "language": "language",
    "year": "year",
    "years": "year",
}
QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "‟": "”", "＂": "＂"}
_phrases = "|".join(
    f"{re.escape(opening)}[^{re.escape(closing)}]*{re.escape(closing)}" for opening, closing in QUOTES.items()
)
TOKEN = re.compile(
    rf"(?P<field>[A-Za-z]+)[:：](?=\S)|(?P<phrase>{_phrases})|(?P<open>[(（])|(?P<close>[)）])|(?P<or>\|+)"
    rf"|(?P<not>(?<!\S)[-−－–!](?=[^\s\-])|(?<=[(（])[-−－!](?=[^\s\-]))|(?P<word>[^\s\"“”„«»「」『』＂()（）|]+)|(?P<stray>\S)"
)
YEARS = re.compile(r"(-?\d{1,4})?(\.\.+|…|[-–—~〜]|$)(-?\d{1,4})?")


class Note(StrEnum):
    """What was odd about a query, for the page to tell."""

    OPEN_QUOTE = "open quote"
    OPEN_BRACKET = "open bracket"
    STRAY_BRACKET = "stray bracket"
    WRONG_YEAR = "wrong year"
    UNKNOWN_VALUE = "unknown value"
    TOO_LONG = "too long"
    STRAY_OPERATOR = "stray operator"


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
    place: int = 0
    notes: list[Note] = field(default_factory=list)

    def kind(self) -> str | None:
        """Return the kind of the next token; None at the end."""
        if self.place >= len(self.tokens):
            return None
        token = self.tokens[self.place]
        return OPERATORS.get(token[0], token.lastgroup) if token.lastgroup == "word" else token.lastgroup

    def take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1][0]

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
            part = self.part(depth)
            parts += part.parts if isinstance(part, And) else [part]
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def part(self, depth: int) -> Node:
        """Read one part; what says nothing by itself is read as everything."""
        kind, text = self.kind(), self.take()
        match kind:
            case "not":
                return self.negated(depth)
            case "open":
                return self.bracketed(depth)
            case "field":
                return self.of_field(FIELDS.get(text[:-1].lower()), text)
            case "phrase":
                return _said(Phrase, text[1:-1])
            case "word":
                return _word(text)
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

    def of_field(self, name: str | None, text: str) -> Node:
        """Read the value of a field; what only looks like a field is words."""
        if name is None:
            return _said(Words, text)
        if self.kind() not in ("word", "phrase"):
            return _said(Words, text)
        kind, value = self.kind(), self.take()
        value = value[1:-1] if kind == "phrase" else value
        if name != "year":
            return Field(name, value)
        years = read_years(value)
        if years is None:
            self.notes.append(Note.WRONG_YEAR)
            return EVERYTHING
        return years


OPERATORS = {"AND": "and", "&&": "and", "OR": "or", "NOT": "not", "ИЛИ": "or"}


def _said(kind: type[Words] | type[Phrase], text: str) -> Node:
    return kind(text.strip()) if _says_something(text) else EVERYTHING


def _word(text: str) -> Node:
    bare = text.rstrip("*＊")
    if not _says_something(bare):
        return EVERYTHING
    return Beginning(bare) if bare != text else Words(text)


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def read_years(text: str) -> Years | None:
    """Return the span of years that a text tells, as 1918, 1918..1920, 1918.. or ..1920."""
    found = YEARS.fullmatch(unicodedata.normalize("NFKC", text).replace("…", ".."))
    if not found or not (found[1] or found[3]):
        return None
    first = int(found[1]) if found[1] else None
    if not found[2]:
        return Years(first, first)
    last = int(found[3]) if found[3] else None
    return Years(last, first) if first is not None and last is not None and last < first else Years(first, last)


def read(text: str) -> Read:
    """Return a query as it is understood."""
    notes = [Note.TOO_LONG] if len(text) > LONGEST else []
    tokens = list(TOKEN.finditer(text[:LONGEST]))
    if len(tokens) > MOST_PARTS:
        notes = [Note.TOO_LONG]
    reader = _Reader(tokens[:MOST_PARTS], notes=notes)
    return Read(reader.alternatives(), tuple(dict.fromkeys(reader.notes)))


def positive(node: Node) -> list[Words | Phrase | Beginning]:
    """Return the parts that a hit may show in its text."""
    match node:
        case Words() | Phrase() | Beginning():
            return [node]
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in positive(part)]
    return []
