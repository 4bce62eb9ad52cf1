"""Initials of given names."""
import re

from .people import WESTERN

WORD_BREAK = re.compile(r"(\s+|-|\u2010|\u2011)")
INITIALS_RUN = re.compile(r"((?:[^\W\d_]\.)+)(?=[^\W\d_])")
SINGLE = re.compile(r"[^\W\d_]\.?\Z")
TAGS = re.compile(r"<[^<>]*>")


def _prepare(given: str) -> list[str]:
    """The words and breaks of a given name; "J.R." counts as two words."""
    spread = re.sub(r"([^\W\d_])\.(?=[^\W\d_])", r"\1. ", given)
    return [piece for piece in WORD_BREAK.split(spread.strip()) if piece]


def initialise(given: str, mark: str, keeps_hyphen: bool = True) -> str:
    """The given name with each capitalised word as an initial and this mark after it."""
    if not WESTERN.search(given):
        return given
    written: list[str] = []
    hyphen = False
    for piece in _prepare(TAGS.sub("", given)):
        if piece.isspace():
            continue
        if piece in "-\u2010\u2011":
            hyphen = True
            continue
        initial = _initial(piece, mark)
        if initial is None:
            _append_word(written, piece)
        else:
            _append_initial(written, initial, mark, hyphen and keeps_hyphen)
        hyphen = False
    return "".join(written).strip()


def _initial(word: str, mark: str) -> str | None:
    """The initial of a word with its mark; nothing for a particle in lower case."""
    bare = word.strip(".'’")
    if not bare:
        return ""
    if not bare[0].isupper() and bare[0].lower() != bare[0].upper():
        return None
    if len(bare) > 1 and bare.isupper() and len(bare) < 4 and word.rstrip(".") == bare and not _has_vowel_word(bare):
        return mark.strip().join(bare) + mark if mark.strip() else bare + mark
    first = bare[0]
    if len(bare) > 1 and bare[1:2].islower() and bare[:2] in ("Yu", "Ya", "Ts", "Ch", "Sh", "Zh", "Th", "Ph"):
        first = bare[0]
    return first + mark


def _has_vowel_word(word: str) -> bool:
    return len(word) > 2 and any(sign in "AEIOUYÄÖÜ" for sign in word)


def _append_word(written: list[str], word: str) -> None:
    if written and not written[-1].endswith(" "):
        written.append(" ")
    written.append(word + " ")


def _append_initial(written: list[str], initial: str, mark: str, hyphenated: bool) -> None:
    if hyphenated and written:
        written[-1] = written[-1].rstrip()
        written.append("-" if mark.strip() or not mark else "-")
    written.append(initial)


def normalise_initials(given: str, mark: str) -> str:
    """Only what is an initial already takes the mark (`initialize="false"`)."""
    pieces = _prepare(given)
    written: list[str] = []
    for at, piece in enumerate(pieces):
        if piece.isspace():
            if not (written and _was_initial(pieces[at - 1]) and at + 1 < len(pieces) and _was_initial(pieces[at + 1])):
                written.append(" ")
        elif _was_initial(piece):
            written.append(piece[0] + mark)
        else:
            written.append(piece)
    return re.sub(r"\s+", " ", "".join(written)).strip()


def _was_initial(word: str) -> bool:
    return bool(SINGLE.match(word)) and word[0].isupper()
