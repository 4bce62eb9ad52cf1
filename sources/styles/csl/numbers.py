"""Number variables: what counts as numeric, plural and a range; ordinals and Roman numerals."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .locales import Locale
from .pages import same_prefix

# Short labels that a reader may write inside a locator ("12, fig. 3"), as citeproc-js knows them.
EMBEDDED = {
    "art": "article",
    "bk": "book",
    "ch": "chapter",
    "chap": "chapter",
    "chaps": "chapter",
    "col": "column",
    "cols": "column",
    "fig": "figure",
    "figs": "figure",
    "fol": "folio",
    "fols": "folio",
    "no": "issue",
    "nos": "issue",
    "l": "line",
    "ll": "line",
    "n": "note",
    "nn": "note",
    "op": "opus",
    "p": "page",
    "pp": "page",
    "para": "paragraph",
    "paras": "paragraph",
    "pt": "part",
    "pts": "part",
    "sec": "section",
    "secs": "section",
    "s.v": "sub-verbo",
    "sv": "sub-verbo",
    "v": "verse",
    "vv": "verse",
    "vrs": "verse",
    "vol": "volume",
    "vols": "volume",
    "supp": "supplement",
    "r": "rule",
    "tit": "title",
}
LABELLED = re.compile(
    r"(?P<label>" + "|".join(sorted(map(re.escape, EMBEDDED), key=len, reverse=True)) + r")\.\s*(?P<rest>\S.*)\Z"
)
SEPARATOR = re.compile(
    r"(\s*(?:\\[-\u2013]|[-\u2010\u2011\u2012\u2013\u2014]+|[,;]\s+(?:and|et|und|y|e|en|och|og|и)\s|[,;]\s|&"
    r"|\s(?:and|et|und|y|e|en|och|og|и)\s)\s*)"
)
NUMBER = re.compile(r"(?:\d*[^\W\d_]+0*)?\d+[-,:A-Za-z]*\Z|\d+/\d+\Z")
SMALL_ROMAN = re.compile(r"[ivx]+\Z")
LETTERED = re.compile(r"\d+[a-z]*\Z")
PLAIN = re.compile(r"\d+\Z")
ROMAN = re.compile(r"(?=.)m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z", re.IGNORECASE)
HYPHEN = re.compile(r"[-\u2010\u2011\u2012\u2013\u2014]+\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """One number, the separator before it (`-` for a range), and the label it brings."""

    text: str
    separator: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A value of a number variable. `pieces` is empty where it is not numeric."""

    raw: str
    pieces: tuple[Piece, ...]
    is_plural: bool

    @property
    def is_numeric(self) -> bool:
        """Whether it is made of Arabic numbers, or of small Roman ones as prefaces have."""
        return bool(self.pieces) and all(
            any(map(str.isdigit, piece.text)) or SMALL_ROMAN.match(piece.text) for piece in self.pieces
        )

    @property
    def label(self) -> str:
        return self.pieces[0].label if self.pieces else ""


@lru_cache(maxsize=4096)
def read_number(raw: str) -> Number:
    raw = raw.strip()
    if PLAIN.match(raw):
        return Number(raw, (Piece(raw),), False)
    parts = SEPARATOR.split(raw)
    pieces = []
    for at in range(0, len(parts), 2):
        piece = _read_piece(parts[at], parts[at - 1] if at else "")
        if piece is None:
            return Number(raw.replace("\\-", "-"), (), _looks_plural(raw))
        pieces.append(piece)
    return Number(raw, _join_escaped(pieces), _is_plural(pieces))


def _read_piece(text: str, separator: str) -> Piece | None:
    found = LABELLED.match(text.strip())
    label = EMBEDDED[found["label"]] if found else ""
    words = (found["rest"] if found else text).strip()
    if not NUMBER.match(words) and not ROMAN.match(words):
        return None
    return Piece(words, _normal_separator(separator), label)


def _normal_separator(separator: str) -> str:
    sign = separator.strip()
    if HYPHEN.match(sign):
        return "-"
    if sign in (",", ";"):
        return sign + " "
    if sign == "&":
        return "&"
    if sign.startswith("\\"):
        return sign
    return f"{sign} " if sign[:1] in ",;" else f" {sign} " if sign else ""


def _join_escaped(pieces: list[Piece]) -> tuple[Piece, ...]:
    """A hyphen after a backslash belongs to the number."""
    joined: list[Piece] = []
    for piece in pieces:
        if piece.separator.startswith("\\"):
            before = joined.pop()
            joined.append(Piece(before.text + piece.separator[1:] + piece.text, before.separator, before.label))
        else:
            joined.append(piece)
    return tuple(joined)


def _is_plural(pieces: list[Piece]) -> bool:
    """Whether the numbers before the next label are more than one."""
    for at, piece in enumerate(pieces[1:], 1):
        if piece.label:
            return False
        if piece.separator.startswith("\\"):
            continue
        if piece.separator != "-":
            return True
        if is_range(pieces[at - 1].text, piece.text):
            return True
    return False


def is_range(first: str, last: str) -> bool:
    if same_prefix(first, last) is not None:
        return True
    return any(kind.match(first) and kind.match(last) for kind in (LETTERED, ROMAN))


def _looks_plural(raw: str) -> bool:
    return bool(re.search(r"\d\s*(?:[\u2013\u2014&-]|,\s)\s*\d", raw))


def to_roman(number: int) -> str:
    if not 0 < number < 5000:
        return str(number)
    signs = (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    letters = []
    for value, sign in signs:
        count, number = divmod(number, value)
        letters.append(sign * count)
    return "".join(letters)


def ordinal_suffix(number: int, locale: Locale, gender: str = "") -> str:
    """The suffix of an ordinal, by the most special term that matches (CSL 1.0.2, "Ordinal suffixes")."""
    last_two, last = number % 100, number % 10
    tries = (
        (f"ordinal-{last_two:02d}", "last-two-digits" if number >= 100 else "whole-number"),
        (f"ordinal-{last:02d}", "last-digit"),
        ("ordinal", ""),
    )
    for name, match in tries:
        term = locale.ordinals.get((name, "long", gender)) or locale.ordinals.get((name, "long", ""))
        if term is not None and _matches(term.match or _usual_match(name), number, match, last_two):
            return term.single
    return ""


def _usual_match(name: str) -> str:
    """`ordinal-00` to `-09` compare the last digit, `-10` to `-99` the last two, unless `match` says else."""
    return "last-digit" if name[8:9] == "0" else "last-two-digits"


def _matches(rule: str, number: int, tried: str, last_two: int) -> bool:
    if not tried:
        return True
    if tried == "last-digit":
        return rule == "last-digit"
    if rule == "whole-number":
        return number == last_two
    if rule == "last-digit":
        return number < 10
    return True


def to_ordinal(number: int, locale: Locale, gender: str = "") -> str:
    return f"{number}{ordinal_suffix(number, locale, gender)}"


def to_long_ordinal(number: int, locale: Locale, gender: str = "") -> str:
    term = locale.term(f"long-ordinal-{number:02d}", "long", gender) if 0 < number < 11 else None
    return term.single if term and term.single else to_ordinal(number, locale, gender)
