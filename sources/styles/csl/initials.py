"""Initials of given names."""

import re
import unicodedata
from functools import lru_cache

from .people import STARTS_WESTERN

WORD_BREAK = re.compile(r"(\s+|[-\u2010\u2011])")
LEADING = re.compile(r"((?:<[^<>]*>)*)(.*?)((?:</[^<>]*>)*)\Z", re.DOTALL)
TAGS = re.compile(r"<[^<>]*>")
INNER_PERIOD = re.compile(r"\.(?=[^\W\d_])")


def _words(given: str) -> list[str]:
    """The words of a given name with the breaks between them; "J.R." is two words."""
    return [piece for piece in WORD_BREAK.split(INNER_PERIOD.sub(". ", given.strip())) if piece]


@lru_cache(maxsize=4096)
def initialise(given: str, mark: str, keeps_hyphen: bool = True) -> str:
    """The given name with each capitalised word as an initial and this mark after it."""
    if not STARTS_WESTERN.match(TAGS.sub("", given)):
        return given
    written: list[str] = []
    hyphen = ""
    for piece in _words(given):
        if piece.isspace():
            continue
        if piece in HYPHENS:
            hyphen = "-"
            continue
        initial = _initial(piece, mark)
        if initial is not None:
            _append_initial(written, initial, hyphen if keeps_hyphen else "")
        elif not hyphen:
            _append_word(written, piece)
        hyphen = ""
    return "".join(written).strip()


def _stands_alone(sign: str) -> bool:
    """Whether an initial may be made of it: of a letter, not of a sign as ʿ; and of whatever is written in Arabic."""
    return unicodedata.category(sign) in ("Lu", "Lt", "Lo") or "\u0600" <= sign <= "\u06ff"


HYPHENS = ("-", "\u2010", "\u2011")


def _initial(word: str, mark: str) -> str | None:
    """The initial of a word with its mark; nothing for a particle in lower case or a word in parentheses.

    A word that ends in a period is an abbreviation already ("Ph.", "Ts.") and stays whole.
    """
    opening, bare, closing = LEADING.match(word).groups()
    stem = bare.strip(".'’")
    if not stem:
        return ""
    if stem[0].islower() or not _stands_alone(stem[0]):
        return None
    kept = stem if bare.endswith(".") else stem[0]
    if stem[:2].isupper() and stem[2:3].islower():
        # Two capitals before small letters are one sound in transliteration: TSerendorj is Ts.
        kept = stem[0] + stem[1].lower()
    return f"{opening}{kept}{mark.rstrip()}{closing}{mark[len(mark.rstrip()) :]}"


def _append_word(written: list[str], word: str) -> None:
    if written and not written[-1].endswith(" "):
        written.append(" ")
    written.append(word + " ")


def _append_initial(written: list[str], initial: str, hyphen: str) -> None:
    if hyphen and written:
        written[-1] = written[-1].rstrip()
        written.append(hyphen)
    written.append(initial)


def normalise_initials(given: str, mark: str) -> str:
    """Only what is an initial already takes the mark (`initialize="false"`)."""
    written: list[str] = []
    after_initial = False
    hyphen = ""
    for piece in _words(given):
        if piece.isspace():
            continue
        if piece in HYPHENS:
            hyphen = piece
            continue
        is_initial = _is_initial(piece)
        if hyphen and written and not (after_initial and _is_letter(piece)):
            written[-1] = written[-1].rstrip()
            written.append(hyphen)
        elif written and not (after_initial and is_initial) and not written[-1].endswith(" "):
            written.append(" ")
        written.append(_initial(piece, mark) or piece if is_initial else piece)
        after_initial, hyphen = is_initial, ""
    return "".join(written).strip()


def _is_letter(word: str) -> bool:
    return len(LEADING.match(word)[2].rstrip(".")) == 1


def _is_initial(word: str) -> bool:
    bare = LEADING.match(word)[2]
    return (len(bare) == 1 and bare.isupper()) or (bare.endswith(".") and bare[:1].isupper())
