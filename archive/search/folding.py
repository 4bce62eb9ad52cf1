"""Folding: one form for a text however its time, its printer or its typist wrote it.

Width, case, accents, ё and е, dashes and apostrophes; kanji before 1946; kana of either kind, old
and new. The same for what is indexed and for what is asked, so it may be bold where a reader cannot
tell the difference. What one language needs and another would suffer from is in `stemming`.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from archive.search.kanji import OLD_TO_NEW
from archive.search.oldkana import KANJI, OLD_SPELLINGS, Steps

KEPT_CLUSTERS = 4096
CLUSTER = re.compile(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
ACCENT = re.compile(r"(?<![иИ])[\u0300-\u036f]|(?<=[иИ])[\u0300-\u0305\u0307-\u036f]")  # keeps й
# Of what need not be taken apart all that is common; brackets and marks of full width part words as others do.
PLAIN = re.compile(r"[\x00-\x7fа-яёієґѣѳ\u3000-\u3096\u309d\u309e\u30a1-\u30fd\u4e00-\u9fff«»—–―“”„’…（）！？]*")

# Letters that Unicode does not take apart, and signs that are written in several ways.
LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ё": "е"}
LETTERS |= dict.fromkeys("’‘ʼʹ`´＇", "'")
LETTERS |= {"〻": "々"} | OLD_TO_NEW

# Katakana are read as hiragana, so that the katakana of old official papers are found by either. Small
# kana are read as large ones, since print before 1946 did not distinguish them: あつた is あった.
KATAKANA = {chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F5)}
SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
SMALL |= dict(zip("ァィゥェォッャュョヮヵヶ", "あいうえおつやゆよわかけ", strict=True))
OLD_KANA = {"ゐ": "い", "ゑ": "え", "ヰ": "い", "ヱ": "え", "ぢ": "じ", "ヂ": "じ", "づ": "ず", "ヅ": "ず"}
OLD_KANA |= {"ヷ": "ば", "ヸ": "び", "ヹ": "べ", "ヺ": "ぼ", "ヽ": "ゝ", "ヾ": "ゞ"}
TABLE = str.maketrans(KATAKANA | SMALL | OLD_KANA | LETTERS)
TRANSLATED = re.compile("[" + "".join(sorted({*"ヴゔ", *KATAKANA, *SMALL, *OLD_KANA, *LETTERS})) + "]")
VOICED = str.maketrans("かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだじずでどばびぶべぼ")

VU = str.maketrans("あいえおアイエオァィェォぁぃぇぉ", "ばびべぼばびべぼばびべぼばびべぼ")
BETWEEN_KATAKANA = r"(?<=[ぁ-ゖー])[・·゠=](?=[ぁ-ゖ])"
REPEATED = f"(ところ|か[はわ]る|ひとり|[ぁ-ゖ{KANJI}]{{2}})"  # what a sign for two characters or more repeats
WITHIN_LINES = f"(?<=[ぁ-ゖー{KANJI}])[\\r\\n]+[ \u3000]*(?=[ぁ-ゖー{KANJI}])"

STEPS: Steps = (
    (re.compile(r"[ヴゔ]([ァィェォぁぃぇぉ])"), "ヴゔ", lambda found: found[1].translate(VU)),
    (re.compile(r"[ヴゔ]"), "ヴゔ", lambda found: "ぶ"),
)
LATER_STEPS: Steps = (
    (re.compile(f"([ぁ-ゖ{KANJI}])[ゝ々]"), "ゝ々", lambda found: found[1] * 2),
    (re.compile(r"([ぁ-ゖ])ゞ"), "ゞ", lambda found: found[1] + found[1].translate(VOICED)),
    (re.compile(BETWEEN_KATAKANA), "・·゠=", lambda found: ""),
    (re.compile(f"{REPEATED}(?:〱|〳〵|/\\\\)"), "〱〳\\", lambda found: found[1] * 2),
    (re.compile(f"{REPEATED}(?:〲|〴〵|/′′\\\\)"), "〲〴′", lambda found: found[1] + _voiced(found[1])),
    (re.compile(WITHIN_LINES), "\n", lambda found: ""),
)


def folded(text: str) -> str:
    """Return the form under which a text is indexed and looked for."""
    plain = text.lower()
    if not PLAIN.fullmatch(plain):
        plain = _without_accents(text)
    if TRANSLATED.search(plain):
        plain = _after(STEPS, plain).translate(TABLE)
    return plain if plain.isascii() else _after(LATER_STEPS, plain)


def _voiced(text: str) -> str:
    return text[0].translate(VOICED) + text[1:]


def _after(steps: Steps, plain: str) -> str:
    for pattern, signs, change in steps:
        for sign in signs:
            if sign in plain:
                plain = pattern.sub(change, plain)
                break
    return plain


def _without_accents(text: str) -> str:
    plain = UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold())
    if plain.isascii():
        return plain
    return unicodedata.normalize("NFC", ACCENT.sub("", unicodedata.normalize("NFD", plain)))


_of_cluster = lru_cache(KEPT_CLUSTERS)(_without_accents)


def folded_with_places(text: str, is_old: bool = False) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters, and its end, the place in the original.

    The characters from `places[i]` to `places[j]` of the original are those of `folded[i:j]`. With `is_old`
    the spelling is modernised too.
    """
    plain, places = _after_with_places(STEPS, *_plain_with_places(text))
    wide = plain.translate(TABLE)
    if len(wide) > len(plain):  # þ has become th
        widths = [len(character.translate(TABLE)) for character in plain]
        places = [place for place, width in zip(places, widths, strict=False) for _ in range(width)] + [len(text)]
    return _after_with_places((*LATER_STEPS, *OLD_SPELLINGS) if is_old else LATER_STEPS, wide, places)


def _after_with_places(steps: Steps, plain: str, places: list[int]) -> tuple[str, list[int]]:
    for pattern, signs, change in steps:
        if any(sign in plain for sign in signs):
            plain, places = _changed(pattern, change, plain, places)
    return plain, places


def _plain_with_places(text: str) -> tuple[str, list[int]]:
    """Return a text without accents, width and case, with the places of its characters."""
    plain = text.lower()
    if len(plain) == len(text) and PLAIN.fullmatch(plain):
        return plain, list(range(len(text) + 1))
    characters: list[str] = []
    places: list[int] = []
    for cluster in CLUSTER.finditer(text):
        for character in _of_cluster(cluster[0]):
            characters.append(character)
            places.append(cluster.start())
    return "".join(characters), [*places, len(text)]


def _changed(
    pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], text: str, places: list[int]
) -> tuple[str, list[int]]:
    """Return the text after one step, and its places; the new characters of a match share its places."""
    out, kept, last = [], [], 0
    for found in pattern.finditer(text):
        new = change(found)
        start, end = found.span()
        out += [text[last:start], new]
        kept += places[last:start]
        kept += [places[min(start + number, end - 1)] for number in range(len(new))]
        last = end
    return "".join([*out, text[last:]]), kept + places[last:]
