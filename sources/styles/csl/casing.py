"""Text-case rules on a stream of words and marks."""
import re
from collections.abc import Callable

from .streams import Affix, Flip, Fragile, Quote, Stream

SMALL_WORDS = frozenset(
    "a about above across afore after against al along alongside amid amidst among amongst an and anenst apropos "
    "apud around as aside astride at athwart atop barring before behind below beneath beside besides between beyond "
    "but by circa c ca d de despite down during et except for forenenst from given il in inside into la le lest "
    "like minus modulo near next nor notwithstanding of off on onto opposite or out outside over par per plus pro "
    "qua sans since so than that the through throughout thru till to toward towards under underneath unlike until "
    "unto up upon van versus via vis-à-vis von vs v with within without yet".split()
)
WORD = re.compile(r"[^\s\u2013\u2014/-]+|[\s\u2013\u2014/-]+")
ALPHA = re.compile(r"[^\W\d_]")
ENDS_SENTENCE = re.compile(r"[:?!.]\s*\Z")

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
    return "".join([_capitalise(w) if w.islower() else w for w in re.split(r"(\s+)", text)])


def sentence(out: Stream, start: int) -> None:
    """Upper-case words of an upper-case field are lowered; the first word gets a capital."""
    text = "".join([part for part in out[start:] if isinstance(part, str)])
    if text.isupper():
        _map_words(str.lower)(out, start)
    capitalise_first(out, start)


def title(out: Stream, start: int) -> None:
    """Title case (CSL 1.0.2): all words but the small ones, which keep capitals at the start and after a colon."""
    places = [at for at in range(start, len(out)) if isinstance(out[at], str) and type(out[at]) is not Affix]
    whole = "".join([out[at] for at in places])
    state = _TitleState(whole.isupper() and " " in whole.strip())
    last = _last_word_place(out, places)
    for at in range(start, len(out)):
        part = out[at]
        if at in places:
            out[at] = _title_words(part, state, at == last)
        elif isinstance(part, Quote) and part.opens:
            state.at_start = True
        elif isinstance(part, Flip) and part.opens:
            state.inside = False


class _TitleState:
    """Whether the next word begins a title, and whether it goes on with a word begun before a mark."""

    __slots__ = ("at_start", "inside", "lower_first")

    def __init__(self, lower_first: bool) -> None:
        self.at_start, self.inside, self.lower_first = True, False, lower_first


def _last_word_place(out: Stream, places: list[int]) -> int:
    return next((at for at in reversed(places) if ALPHA.search(out[at])), -1)


def _title_words(part: str, state: _TitleState, has_last: bool) -> str:
    pieces = WORD.findall(part)
    words = [n for n, piece in enumerate(pieces) if ALPHA.search(piece)]
    for n, piece in enumerate(pieces):
        if n in words and not state.inside:
            ends = has_last and n == words[-1]
            if type(part) is str:
                before = pieces[n - 1] if n else ""
                after = pieces[n + 1] if n + 1 < len(pieces) else ""
                pieces[n] = _title_word(piece, state, ends, before, after)
            state.at_start = False
        state.inside = not piece[-1].isspace() and piece[-1] not in "-\u2013\u2014/"
        if ENDS_SENTENCE.search(piece) and (len(piece) > 2 or piece[-1] != "."):
            state.at_start = state.at_start or piece[-1] in ":?!"
    return type(part)("".join(pieces)) if type(part) is not str else "".join(pieces)


def _title_word(word: str, state: _TitleState, ends: bool, before: str, after: str) -> str:
    if state.lower_first:
        word = word.lower()
    core = word.strip(".,:;!?()[]{}").lower()
    if not word.islower():
        return word
    if core in SMALL_WORDS and not (state.at_start or ends):
        return word
    if "-" in before and not before.strip("-") == "" and core in SMALL_WORDS:
        return word
    return _capitalise(word)


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
