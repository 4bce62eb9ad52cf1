"""Rich text in fields: the few tags that CSL-JSON allows, quotation marks and apostrophes."""

import re
import unicodedata
from functools import lru_cache

from .streams import QUOTE_CLOSE, QUOTE_OPEN, WALL, Affix, Flip, Fragile, Quote

# Raised letters that have no such mapping in Unicode.
RAISED_BESIDES = {"\u02c0": "ʔ", "\u02c1": "ʕ", "\u06e5": "و", "\u06e6": "ي"}
# The characters that Unicode calls superscript forms of others.
RAISED = (
    "\u00aa\u00b2\u00b3\u00b9\u00ba\u02b0-\u02b8\u02c0\u02c1\u02e0-\u02e4\u06e5\u06e6\u10fc\u1d2c-\u1d6a\u1d78\u1d9b-\u1dbf"
    "\u2070-\u207f\u2120\u2122\u2c7d\u2d6f\u3192-\u319f\ua69c\ua69d\ua770\ua7f8\ua7f9\uab5c-\uab5f"
)
# A space before these signs is a narrow one, as French sets it (citeproc-js).
SPACED = re.compile(" (?=[:;?!»])|(?<=«) ")
SPECIAL = re.compile(f" [:;?!]|[<'\"“”‘’«»„{RAISED}]")
TAG = re.compile(r"<(?P<close>/)?(?P<name>i|b|sup|sub|sc|span)(?P<rest>\s+(?:class|style)=\"[^\"<>]*\")?\s*>")
FORMATS = {"i": "italic", "b": "bold", "sup": "superscript", "sub": "subscript", "sc": "small-caps"}
SPANS = {"nocase": "nocase", "nodecor": "nodecor"}
SUPERSCRIPT = re.compile(f"[{RAISED}]+")


def has_markup(text: str) -> bool:
    return SPECIAL.search(text) is not None


@lru_cache(maxsize=4096)
def read_markup(text: str) -> tuple[object, ...]:
    """The field as words, flips and quotes; unbalanced tags and quotes stay words."""
    return _read(SPACED.sub("\u202f", text))


def _read(text: str) -> tuple[object, ...]:
    return tuple(_protect(_pair_quotes(_pair_tags(_split_tags(text)))))


def _split_tags(text: str) -> list[object]:
    parts: list[object] = []
    end = 0
    for found in TAG.finditer(text):
        name = _format_name(found)
        if name is None:
            continue
        if found.start() > end:
            parts.append(text[end : found.start()])
        parts.append((name, not found["close"], found[0]))
        end = found.end()
    if end < len(text):
        parts.append(text[end:])
    return parts


def _format_name(found: re.Match[str]) -> str | None:
    name = found["name"]
    if name != "span":
        return None if found["rest"] else FORMATS[name]
    if found["close"]:
        return "span"
    rest = found["rest"] or ""
    if "small-caps" in rest:
        return "small-caps"
    return next((SPANS[word] for word in SPANS if f'"{word}"' in rest), None)


def _pair_tags(parts: list[object]) -> list[object]:
    """Tags with a partner become flips; the others become words again."""
    result = [part[2] if isinstance(part, tuple) else part for part in parts]
    waiting: list[tuple[str, int]] = []
    for at, part in enumerate(parts):
        if not isinstance(part, tuple):
            continue
        name, opens, _ = part
        if opens:
            waiting.append((name, at))
            continue
        partner = _find_partner(waiting, name, parts)
        if partner is not None:
            opened, start = partner
            result[start], result[at] = Flip(opened, True), Flip(opened, False)
    return result


def _find_partner(waiting: list[tuple[str, int]], name: str, parts: list[object]) -> tuple[str, int] | None:
    """The last open tag of this name; what was opened after it has no partner any more."""
    for depth in range(len(waiting) - 1, -1, -1):
        opened, start = waiting[depth]
        is_span = str(parts[start][2]).startswith("<span")
        if (is_span and name == "span") or (not is_span and opened == name):
            del waiting[depth:]
            return opened, start
    return None


OPENERS = {'"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "„": "”"}
QUOTES = re.compile("[\"'“”‘’«»]")
BEFORE_OPENING = re.compile(r"[\s(\[{<\u2013\u2014/-]\Z")


def _pair_quotes(parts: list[object]) -> list[object]:
    """Quotation marks that have a partner become `Quote`; a lone single one is an apostrophe."""
    pieces = _split_quotes(parts)
    partners = _match_quotes(pieces)
    result: list[object] = []
    for at, piece in enumerate(pieces):
        if not isinstance(piece, _Sign):
            result.append(piece)
        elif at in partners:
            result.append(partners[at])
        else:
            result.append("’" if piece.sign == "'" else piece.sign)
    return _join_words(result)


class _Sign:
    """A quotation mark that has not found its partner yet."""

    __slots__ = ("sign", "before", "after")

    def __init__(self, sign: str, before: str, after: str) -> None:
        self.sign, self.before, self.after = sign, before, after

    @property
    def can_open(self) -> bool:
        if self.sign not in OPENERS:
            return False
        bare_before = (
            not self.before
            or BEFORE_OPENING.search(self.before)
            or (self.before in QUOTE_CHARACTERS and self.before != self.sign)
        )
        return bool(bare_before) and bool(self.after) and not self.after.isspace()

    @property
    def can_close(self) -> bool:
        if self.sign not in CLOSERS or not self.before or self.before.isspace():
            return False
        return not (self.sign in "'’" and self.after.isalnum())


CLOSERS = set(OPENERS.values())
QUOTE_CHARACTERS = set(OPENERS) | CLOSERS


def _split_quotes(parts: list[object]) -> list[object]:
    flat = "".join(part for part in parts if isinstance(part, str))
    pieces: list[object] = []
    offset = 0
    for part in parts:
        if not isinstance(part, str):
            pieces.append(part)
            continue
        end = 0
        for found in QUOTES.finditer(part):
            if found.start() > end:
                pieces.append(part[end : found.start()])
            place = offset + found.start()
            pieces.append(_Sign(found[0], flat[place - 1 : place] if place else "", flat[place + 1 : place + 2]))
            end = found.end()
        if end < len(part):
            pieces.append(part[end:])
        offset += len(part)
    return pieces


def _match_quotes(pieces: list[object]) -> dict[int, Quote]:
    partners: dict[int, Quote] = {}
    waiting: list[tuple[int, str, int]] = []  # place, the closing sign, how many tags are open
    depth = 0
    for at, piece in enumerate(pieces):
        if isinstance(piece, Flip):
            depth += 1 if piece.opens else -1
            waiting = [entry for entry in waiting if entry[2] <= depth]
        if not isinstance(piece, _Sign):
            continue
        closes = [n for n, entry in enumerate(waiting) if entry[1] == piece.sign and entry[2] == depth]
        if closes and piece.can_close:
            start = waiting[closes[-1]][0]
            del waiting[closes[-1] :]
            partners[start] = QUOTE_OPEN
            partners[at] = QUOTE_CLOSE
        elif piece.can_open:
            waiting.append((at, OPENERS[piece.sign], depth))
    return partners


def _join_words(parts: list[object]) -> list[object]:
    result: list[object] = []
    for part in parts:
        if isinstance(part, str) and result and type(result[-1]) is str:
            result[-1] += part
        else:
            result.append(part)
    return result


def _protect(parts: list[object]) -> list[object]:
    """Words inside `nocase` keep their case; superscript characters become superscript."""
    result: list[object] = []
    protected = 0
    for part in parts:
        if isinstance(part, Flip) and part.name in SPANS:
            protected += 1 if part.opens else -1
        if isinstance(part, Flip) and part.name == "nocase":
            continue
        if not isinstance(part, str):
            result.append(part)
        else:
            kind = Fragile if protected else str
            result.extend(_raise_characters(part, kind))
    return result


def _raise_characters(text: str, kind: type[str]) -> list[object]:
    parts: list[object] = []
    end = 0
    for found in SUPERSCRIPT.finditer(text):
        if found.start() > end:
            parts.append(kind(text[end : found.start()]))
        for sign in found[0]:
            parts += [Flip("superscript", True), kind(_plain_character(sign)), Flip("superscript", False)]
        end = found.end()
    if end < len(text):
        parts.append(kind(text[end:]))
    return parts


def raise_characters(text: str) -> list[object]:
    """The text with its superscript characters as superscript, and nothing else read."""
    return _raise_characters(text, str)


def _plain_character(sign: str) -> str:
    if sign in RAISED_BESIDES:
        return RAISED_BESIDES[sign]
    mapping = unicodedata.decomposition(sign).split()
    if not mapping or mapping[0] != "<super>":
        return sign
    return "".join(chr(int(code, 16)) for code in mapping[1:])


def read_affix(text: str) -> list[object]:
    """A reader's own prefix or suffix of a cite: markup is read, punctuation may be merged."""
    if not has_markup(text):
        return [Affix(text)] if text else []
    parts: list[object] = []
    for part in _read(text):
        if parts:
            parts.append(WALL)
        parts.append(Affix(part) if isinstance(part, str) else part)
    return parts
