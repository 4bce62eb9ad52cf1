"""Old kana: Japanese as it was spelt before 1946, read as it is now, and the other spellings of foreign names.

All texts here are folded: hiragana, with large kana for small ones.
"""

import re
from collections.abc import Callable, Iterator

KANJI = r"\u4e00-\u9fff"
H_ROW = str.maketrans("ひふへほ", "いうえお")
A_TO_O = str.maketrans("かがさざただなはばまやらわ", "こごそぞとどのほぼもよろお")
FIXED = {"いふ": "いう", "けふ": "きよう", "せう": "しよう", "くわ": "か", "ぐわ": "が", "きのふ": "きのう"}
FIXED |= {"てふてふ": "ちようちよう", "たふと": "とうと", "たふれ": "たおれ", "たふす": "たおす", "たふし": "たおし"}
FIXED |= {"あふぐ": "あおぐ", "あふぎ": "あおぎ", "かふむ": "こうむ"}

# は within a word is わ: where it stands, and what comes then. Elsewhere it may be the particle.
WITHIN_WORDS = (
    (f"[{KANJI}]", "[ずぬれせんばむ]|な[いくかけさ]"),
    ("[かま]", "[りるれらつすし]"),
    ("い", "[ゆくればんずなひ]"),
    ("あ", "[れせて]"),
    ("さ", "[りるがや]"),
    ("く", "[えへしだ]"),
    ("た", "む"),
    ("に", "か[にな]|とり"),
    ("よ", "[いく]"),
    ("き", "[めま]"),
    ("る", "し"),
    ("つ", "もの"),
    ("こ", "[いしれ]"),
    ("や", "ら"),
    ("か", "いい|ゆ"),
    ("す", "[りるつ]"),
    ("[おを]", "[りるれつら]"),
    ("う", "[さべ]"),
)
_within_words = "|".join(f"(?<={before}は)(?={after})" for before, after in WITHIN_WORDS)


def _in_o(found: re.Match[str]) -> str:
    return found[0].translate(A_TO_O)


def _from_h(found: re.Match[str]) -> str:
    return found[0].translate(H_ROW)


# Each step is a pattern, what may make it needed, and what becomes of a match.
Steps = tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], str]], ...]
OLD_SPELLINGS: Steps = (
    (re.compile("|".join(sorted(FIXED, key=len, reverse=True))), "ふうわ", lambda found: FIXED[found[0]]),
    (re.compile(f"は(?:{_within_words})"), "は", lambda found: "わ"),
    (re.compile("[やさ]う|[あかただ]らう"), "う", lambda found: found[0][:-2] + found[0][-2].translate(A_TO_O) + "う"),
    (re.compile(f"(?<=[{KANJI}])(?<!向)[かがさたなばまら]う"), "う", _in_o),
    (
        re.compile(f"(?<=(?:りが|めで|ほん))たう|まう(?=[すしけ])|かう(?=[しなも]|いう)|(?<=[^\\n{KANJI}])かういう"),
        "う",
        _in_o,
    ),
    (re.compile(f"ふ(?<=[{KANJI}あかがくさすたなはまむもやゆらるろわ]ふ)"), "ふ", lambda found: "う"),
    (re.compile(f"へ(?<=[{KANJI}いうえかがさすそたなふまもら]へ)|へ(?<=たとへ)"), "へ", lambda found: "え"),
    (re.compile(f"ひ(?<=[{KANJI}あいおかがぐつなはほまもらわ]ひ)"), "ひ", lambda found: "い"),
    (re.compile(f"ほ(?<=[{KANJI}おかきこしとなによ]ほ)(?!う)|ほ(?<=ほのほ)"), "ほ", lambda found: "お"),
    (
        re.compile(
            "を(?=とこ|とめ|とうと|んな|かし|わり|わる|さな|さめ|さむ|がむ|がみ|どり|どる|じさん|ばさん|しえ)|(?<=あ)を|(?<=か)を(?=り)"
        ),
        "を",
        lambda found: "お",
    ),
)

OLD_SPELT = re.compile("[うはひふへほわを]")  # is in whatever they change

VOWELS = {
    kana: vowel
    for vowel, row in zip(
        "あいうえお",
        (
            "かさたなはまやらわがざだばぱあ",
            "きしちにひみりぎじびぴい",
            "くすつぬふむゆるぐずぶぷう",
            "けせてねへめれげぜでべぺえ",
            "こそとのほもよろをごぞどぼぽお",
        ),
        strict=True,
    )
    for kana in row
}
DRAWN = re.compile("([ぁ-ん])ー")
DOUBLE = re.compile("([ぁ-ん])([あいうえお])")
BETWEEN_KANJI = re.compile(f"(?<=[0-9{KANJI}])[かがけ箇](?=[{KANJI}])")
MOST = 8


def modernised(runs: str) -> str:
    """Return runs of folded characters, in a line each, in the spelling of 1946, as if they were of before."""
    if not OLD_SPELT.search(runs):
        return runs
    for pattern, signs, change in OLD_SPELLINGS:
        for sign in signs:  # a loop, since any() would take longer than the pattern
            if sign in runs:
                runs = pattern.sub(change, runs)
                break
    return runs


def spellings(run: str) -> list[str]:
    """Return how a run of folded characters that is looked for may be spelt: as it is first, then otherwise."""
    modern = modernised(run)
    found = [run, modern, modern[0].translate(H_ROW) + modern[1:], *_of_foreign(run)]
    return list(dict.fromkeys(found))[:MOST]


def _of_foreign(run: str) -> Iterator[str]:
    """Yield other spellings: トロツキイ for トロツキー and the reverse, ロシヤ for ロシア, 三か月 for 三ヶ月."""
    yield DRAWN.sub(lambda found: found[1] + VOWELS.get(found[1], "ー"), run)
    if len(run) > 2:
        yield DOUBLE.sub(lambda found: found[1] + ("ー" if VOWELS.get(found[1]) == found[2] else found[2]), run)
        yield re.sub("(?<=[きしちにみりじび])あ", "や", run)
        yield re.sub("(?<=[きしちにみりじび])や", "あ", run)
    if BETWEEN_KANJI.search(run):
        yield from (BETWEEN_KANJI.sub(kana, run) for kana in "けかが箇")
