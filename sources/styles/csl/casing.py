"""Text case: the rules of CSL 1.0.2, appendix IV, on one field at a time, its markup passed over.

Where the specification leaves it open (quotation marks, apostrophes, words that already
have a capital) the field is walked as citeproc-js walks it: from one sign to the next.
"""

import re
from collections.abc import Callable
from functools import lru_cache

# Appendix IV of CSL 1.0.2, single words, and the particles that citeproc-js adds.
SMALL_WORDS = frozenset(
    "a about above across afore after against al along alongside amid amidst among amongst an and anenst apropos apud "
    "around as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by "
    "c ca circa d' de despite down during et except for forenenst from given in inside into lest like modulo near next "
    "nor notwithstanding of off on onto or out over per plus pro qua sans since so than the through throughout thru "
    "thruout till to toward towards under underneath until unto up upon v van versus via vis-à-vis von vs with within "
    "without yet".split()
)
TAG = r"</?(?:i|b|sc|sub|sup)>|</span>|<span\s[^<>]*>"
SIGN = re.compile(rf"[‘’“”]| \"| '|\"|'|[-\u2013\u2014/.,;?!:]|[\[\]()]|{TAG}")
SPACES = re.compile(r"([\u00a0 \u2000-\u200b\u205f\u3000]+)")
# What these enclose keeps its case.
KEEPING = {"<sc>": "</sc>", "<sub>": "</sub>", "<sup>": "</sup>"}
SPAN = re.compile(r"<span\s.*(?:small-caps|nocase|nodecor)")
CLOSERS = {' "': '"', " '": "'", "‘": "’", "“": "”"}
FOLLOWERS = {' "': " '", " '": ' "', "‘": "‘", "“": "“"}
QUOTATION = re.compile("[‘’“”\"']|  ?[\"']")
ENDINGS = ("!", "?", ":")
LONE_GREEK = re.compile("[\u0370-\u03ff]\\Z")


def _raise_first(word: str) -> str:
    """The word with a capital; a Greek letter alone is a sign, not a word."""
    return word if LONE_GREEK.match(word) else word[:1].upper() + word[1:]


class _Walk:
    """A field cut at its signs, and what is known at each cut."""

    def __init__(self, text: str, heeds_quotes: bool = True) -> None:
        self._heeds_quotes = heeds_quotes
        self.signs, self.strings = _cut(text)
        self.originals = list(self.strings)
        self.is_first, self.after_sign = True, False
        self.last: tuple[int, int] | None = None
        self.following = ""
        self._keeping: list[str] = []
        self._quotes: list[tuple[str, str, int | None]] = []  # what may follow, what closes it, where

    def run(self, change: "Change") -> str:
        if self.strings[0].strip():
            self.following = self.signs[0] if self.signs else ""
            self.strings[0] = change(self, self.strings[0], 0)
        for at, sign in enumerate(self.signs):
            self._pass_sign(sign)
            text = self.strings[at + 1]
            if not self._keeping:
                self.following = ""
                self.strings[at + 1] = change(self, text, at + 1)
            elif text.strip():
                self.last = None
            self._judge_quote(sign, at)
            if text.strip():
                self.is_first = self.after_sign = False
        for _follows, _closer, place in self._quotes:
            self._restore(place)
        return self.text()

    def text(self) -> str:
        pairs = zip(self.strings, [*self.signs, ""], strict=True)
        return "".join([part for pair in pairs for part in pair])

    def _pass_sign(self, sign: str) -> None:
        closer = KEEPING.get(sign) or ("</span>" if SPAN.match(sign) else "")
        if closer:
            self._keeping.append(closer)
        elif self._keeping and sign == self._keeping[-1]:
            self._keeping.pop()
        if sign.endswith(ENDINGS):
            self.after_sign = True

    def _judge_quote(self, sign: str, at: int) -> None:
        """Behind a mark that pairs with nothing, an apostrophe, the word stays as it was."""
        if not self._heeds_quotes or not QUOTATION.match(sign):
            return
        if sign not in CLOSERS:
            if self._quotes and sign == self._quotes[-1][1]:
                self._quotes.pop()
            else:
                self._restore(at)
                self.last = None
            return
        if not self._quotes or sign == self._quotes[-1][0]:
            self._quotes.append((FOLLOWERS[sign], CLOSERS[sign], at))
            return
        place = self._quotes.pop()[2]
        self._quotes.append((FOLLOWERS[sign], CLOSERS[sign], None))
        if place is not None:
            self._restore(place)
            self.last = None

    def _restore(self, place: int | None) -> None:
        if place is not None:
            self.strings[place + 1] = self.originals[place + 1][:1] + self.strings[place + 1][1:]


Change = Callable[[_Walk, str, int], str]


def _cut(text: str) -> tuple[list[str], list[str]]:
    """The signs of a field and the strings between them; an apostrophe before letters belongs to them."""
    signs, strings, end = [], [], 0
    for found in SIGN.finditer(text):
        strings.append(text[end : found.start()])
        signs.append(found[0])
        end = found.end()
    strings.append(text[end:])
    for at, sign in enumerate(signs):
        if sign == "'" and strings[at + 1]:
            strings[at + 1], signs[at] = sign + strings[at + 1], ""
    return signs, strings


def _lower(walk: _Walk, text: str, place: int) -> str:
    return text.lower()


def _upper(walk: _Walk, text: str, place: int) -> str:
    return text.upper()


def _sentence(walk: _Walk, text: str, place: int) -> str:
    words = text.split(" ")
    for at, word in enumerate(words):
        if word:
            words[at] = _raise_first(word) if walk.is_first else word.lower()
            walk.is_first = False
    return " ".join(words)


def _raise_lower(word: str) -> str:
    return _raise_first(word) if word == word.lower() else word


def _capitalise_first(walk: _Walk, text: str, place: int) -> str:
    if not walk.is_first:
        return text
    words = SPACES.split(text)
    for at in range(0, len(words), 2):
        if words[at]:
            words[at] = _raise_lower(words[at])
            walk.is_first = False
            break
    return "".join(words)


def _capitalise_all(walk: _Walk, text: str, place: int) -> str:
    return "".join([_raise_lower(word) for word in SPACES.split(text)])


def _title(walk: _Walk, text: str, place: int) -> str:
    if not text.strip():
        return text
    words = SPACES.split(text)
    for at in range(0, len(words), 2):
        word = words[at]
        if not word:
            continue
        is_small = len(word) < 2 or word.lower() in SMALL_WORDS
        leads = at == len(words) - 1 and walk.following == "-"
        if not is_small or leads or walk.is_first or walk.after_sign:
            words[at] = _raise_lower(word)
        walk.is_first = walk.after_sign = False
        walk.last = (place, at)
    return "".join(words)


def _end_title(walk: _Walk) -> str:
    """The last word of a title has a capital, small or not."""
    if walk.last is not None:
        place, at = walk.last
        words = SPACES.split(walk.strings[place])
        if len(words[at]) > 1 and words[at].lower() in SMALL_WORDS:
            words[at] = _raise_first(words[at])
        walk.strings[place] = "".join(words)
    return walk.text()


CHANGES: dict[str, Change] = {
    "lowercase": _lower,
    "uppercase": _upper,
    "sentence": _sentence,
    "capitalize-first": _capitalise_first,
    "capitalize-all": _capitalise_all,
    "title": _title,
}
TURKIC = frozenset({"tr", "az"})


@lru_cache(maxsize=4096)
def change_case(text: str, case: str, language: str = "") -> str:
    """The text in another case; `language` is that of the item, for letters that have their own capitals."""
    change = CHANGES.get(case)
    if change is None or not text:
        return text
    if language[:2] in TURKIC:
        text = _dot_letters(text, case)
    walk = _Walk(" " + text if text.startswith("'") else text, case not in ("lowercase", "uppercase"))
    walk.run(change)
    changed = _end_title(walk) if case == "title" else walk.text()
    return changed[1:] if text.startswith("'") else changed


def _dot_letters(text: str, case: str) -> str:
    """In Turkish and Azeri i and ı are two letters in both cases."""
    if case == "uppercase":
        return text.replace("i", "İ")
    return text.replace("I", "ı") if case == "lowercase" else text
