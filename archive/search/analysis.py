"""Analysis: from a text to the tokens under which it is indexed and found.

A text has two lines of tokens. The *exact* one keeps the order: words as they are, and of Chinese
characters and kana every pair of neighbours; phrases are found in it. The *stems* are for single
words: stems, and single characters. Both are made of the folded text.
"""

import re
from collections.abc import Iterator
from operator import add
from typing import NamedTuple

from archive.search.folding import folded
from archive.search.oldkana import modernised
from archive.search.stemming import english_stems, form, indexed_stems, stem
from sources.labels import language_of

UNSPACED = r"\u3005-\u3007\u3041-\u3096\u309d\u309e\u30fc\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
PIECE = re.compile(rf"([{UNSPACED}]+)|([^\W_{UNSPACED}]+(?:'[^\W_{UNSPACED}]+)?)")
HAS_UNSPACED = re.compile(f"[{UNSPACED}]")
# Words that are written as one, too: co-operation, to-day, U.S.A., С.С.С.Р.
COMPOUND = re.compile(r"(?<![\w-])(?:[a-z]{2,}(?:-[a-z]{2,}){1,2}(?![\w-])|(?:[^\W\d_]\.){2,}[^\W\d_](?!\w)\.?)")
SIGNS = re.compile(r"[-.]")
IN_PARTS = re.compile(r"[-.][^\W\d_]")  # is in whatever is written so, and seldom elsewhere
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
MOST_KNOWN = 500_000
BETWEEN = "¦"  # parts two spellings of a run, so that no phrase goes across


Compound = tuple[int, int, tuple[str, ...]]  # where it begins, where it ends, its stems


class Tokens(NamedTuple):
    """A text's tokens, ready for an index that parts them at spaces."""

    exact: str
    stems: str


class Piece(NamedTuple):
    """A word, or a run of characters written without spaces, of a folded text."""

    text: str
    is_unspaced: bool
    start: int
    end: int


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a folded text."""
    for found in PIECE.finditer(text):
        yield Piece(found[0], found[1] is not None, found.start(), found.end())


def pairs(run: str) -> list[str]:
    """Return the exact tokens of an unspaced run: each two neighbours, or the one that stands alone."""
    return [run] if len(run) == 1 else list(map(add, run, run[1:]))


def compounds(text: str) -> Iterator[Compound]:
    """Yield where a folded text has words in parts, and the stems of each as it is when written as one."""
    for found in COMPOUND.finditer(text) if IN_PARTS.search(text) else ():
        whole = SIGNS.sub("", found[0])
        yield found.start(), found.end(), english_stems(whole) if whole.isascii() else (stem(whole),)


class Known(dict[str, tuple[str, str]]):
    """The form and the stems of words that came before, forgotten when there are too many."""

    def __init__(self, is_ukrainian: bool) -> None:
        super().__init__()
        self.is_ukrainian = is_ukrainian

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) >= MOST_KNOWN:
            self.clear()
        found = form(word, self.is_ukrainian), " ".join(indexed_stems(word, self.is_ukrainian))
        self[word] = found
        return found


known_words = {False: Known(False), True: Known(True)}


def analysed(text: str, language: str = "") -> Tokens:
    """Return the tokens of a text in a language; runs in an old spelling come a second time, modernised."""
    known = known_words[language_of(language) == "uk"]
    plain = folded(text)
    if not HAS_UNSPACED.search(plain):
        told = [known[word] for word in WORD.findall(plain)]
        whole = [one for *_place, stems in compounds(plain) for one in stems]
        return Tokens(" ".join([exact for exact, _stems in told]), " ".join([*(one for _exact, one in told), *whole]))
    exact: list[str] = []
    stems = [one for *_place, found in compounds(plain) for one in found]
    found = PIECE.findall(plain)
    moderns = modernised("\n".join([run for run, _word in found])).split("\n")
    for (run, word), modern in zip(found, moderns, strict=True):
        if word:
            exact.append(known[word][0])
            stems.append(known[word][1])
            continue
        exact += pairs(run)
        stems += run
        if modern != run:
            exact += (BETWEEN, *pairs(modern))
            stems += modern
    return Tokens(" ".join(exact), " ".join(stems))


def of_whole(piece: Piece, whole: list[Compound]) -> tuple[str, ...]:
    """Return the stems of the compound word that a piece is in."""
    return next((stems for start, end, stems in whole if start <= piece.start and piece.end <= end), ())


def stemmed(plain: str, language: str = "") -> Iterator[tuple[Piece, tuple[str, ...]]]:
    """Yield each spaced word of a folded text, with the stems under which it is found."""
    ukrainian, whole = language_of(language) == "uk", list(compounds(plain))
    for piece in pieces(plain):
        if not piece.is_unspaced:
            own = indexed_stems(piece.text, ukrainian)
            yield piece, (*own, *of_whole(piece, whole)) if whole else own
