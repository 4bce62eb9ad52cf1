"""Text-case rules on a stream of words and marks."""

import re
from collections.abc import Callable

from .streams import Affix, Flip, Fragile, Quote, Stream

# Appendix IV of CSL 1.0.2, single words.
SMALL_WORDS = frozenset(
    "a across afore after against along alongside amid amidst among amongst an and anenst apropos apud around as "
    "aside astride at athwart atop barring before behind below beneath beside besides between beyond but by c ca "
    "circa d’ de despite down during et except for forenenst from given in inside into lest like modulo near next nor "
    "notwithstanding of off on onto or out over per plus pro qua sans since so than the through throughout thru "
    "thruout till to toward towards under underneath until unto up upon v van versus via vis-à-vis von vs with "
    "within without yet about al il la le".split()
)
WORD = re.compile(r"[^\s\u2013\u2014-]+|[\s\u2013\u2014-]+")
ALPHA = re.compile(r"[^\W\d_]")
WORD_START = re.compile(r"(?:^|(?<=[\s\-/\u2013\u2014(\[]))[^\W\d_]")

Caser = Callable[[Stream, int], None]


def _map_words(change: Callable[[str], str]) -> Caser:
    def apply(out: Stream, start: int) -> None:
        for at in range(start, len(out)):
            if type(out[at]) is str:
                out[at] = change(out[at])

    return apply


def _capitalise(word: str) -> str:
    found = ALPHA.search(word)
    if found is None:
        return word
    return word[: found.start()] + found[0].upper() + word[found.end() :]


def capitalise_first(out: Stream, start: int) -> None:
    for at in range(start, len(out)):
        part = out[at]
        if not isinstance(part, str) or not part.strip():
            continue
        if type(part) is str and part.split()[0].islower():
            out[at] = _capitalise(part)
        return


def _capitalise_all(text: str) -> str:
    return WORD_START.sub(lambda found: found[0].upper(), text)


def sentence(out: Stream, start: int) -> None:
    """The first word gets a capital, the others lose theirs."""
    first = True
    for at in range(start, len(out)):
        part = out[at]
        if type(part) is not str:
            first = first and not (isinstance(part, Fragile) and part.strip())
            continue
        head, space, tail = part.partition(" ") if first else ("", "", part)
        out[at] = head + space + tail.lower()
        if first and part.strip():
            out[at] = (_capitalise(head) if head.islower() else head) + space + tail.lower()
            first = False


def title(out: Stream, start: int) -> None:
    """Title case: all words but the small ones, which get a capital at either end and after a colon."""
    places = {at for at in range(start, len(out)) if isinstance(out[at], str) and not isinstance(out[at], Affix)}
    state = _TitleState()
    last = max((at for at in places if ALPHA.search(out[at])), default=-1)
    for at in range(start, len(out)):
        if at in places:
            out[at] = _title_words(out[at], state, at == last)
        elif isinstance(out[at], Flip) and out[at].opens:
            state.inside = False
        elif isinstance(out[at], Quote) and out[at].opens:
            state.inside = out[at].is_quiet


class _TitleState:
    """Whether the next word begins a title, and whether it goes on with a word begun before a mark."""

    __slots__ = ("at_start", "inside", "is_subtitle", "may_lead")

    def __init__(self) -> None:
        self.at_start, self.inside = True, False
        self.is_subtitle, self.may_lead = False, True


def _leads(pieces: list[str], at: int) -> bool:
    """Whether a small word begins a compound and so has a capital: Pro-Environmental, but of-the-Day."""
    if at + 2 >= len(pieces) or not pieces[at + 1].startswith("-"):
        return False
    return not (at and pieces[at - 1].endswith("-")) and pieces[at + 2].lower() not in SMALL_WORDS


def _title_words(part: str, state: _TitleState, has_last: bool) -> str:
    pieces = WORD.findall(part)
    words = [n for n, piece in enumerate(pieces) if ALPHA.search(piece)]
    for n, piece in enumerate(pieces):
        if n in words and not state.inside and type(part) is str:
            ends = has_last and n == words[-1]
            leads = state.may_lead and _leads(pieces, n)
            pieces[n] = _title_word(piece, state.at_start or ends or leads, state.at_start)
            state.may_lead = not (state.is_subtitle and piece.lower() in SMALL_WORDS)
        if any(sign.isalnum() for sign in piece):
            state.at_start = state.is_subtitle = False
        state.inside = not piece[-1].isspace() and piece[-1] not in "-\u2013\u2014"
        if piece[-1] in ":?!":
            state.at_start = state.is_subtitle = True
    return type(part)("".join(pieces))


def _title_word(word: str, exposed: bool, first: bool) -> str:
    """`exposed` words stand at an end; a single letter stays small unless it begins the title."""
    core = word.strip(".,:;!?()[]{}")
    if not word.islower() or core[:1].isdigit() or (len(core) == 1 and not first):
        return word
    if core in SMALL_WORDS and not exposed:
        return word
    if "/" in core and all(half in SMALL_WORDS or len(half) == 1 for half in core.split("/")):
        return word
    return "/".join(_capitalise(half) for half in word.split("/"))


CASERS: dict[str, Caser] = {
    "lowercase": _map_words(str.lower),
    "uppercase": _map_words(str.upper),
    "capitalize-first": capitalise_first,
    "capitalize-all": _map_words(_capitalise_all),
    "sentence": sentence,
    "title": title,
}


def change_case(text: str, case: str) -> str:
    """One plain string in another case, for terms and name parts."""
    stream: Stream = [text]
    if case in CASERS:
        CASERS[case](stream, 0)
    return str(stream[0])


__all__ = ["CASERS", "Fragile", "capitalise_first", "change_case"]
