"""Stemming: words of English, Russian and Ukrainian to what their forms have in common.

Russian of before 1918 is read as of after: ѣ is е, і is и, the mute ъ at the end is dropped, and the
endings and prefixes that the reform changed are changed. Cyrillic words in other languages than
Ukrainian are stemmed as Russian, Latin words as English.
"""

import re
from functools import lru_cache

from Stemmer import Stemmer

CYRILLIC = re.compile(r"[\u0400-\u052f]")
KEPT_WORDS = 200_000

_english = Stemmer("english", 0)
_russian = Stemmer("russian", 0)

OLD_LETTERS = str.maketrans("ѣіїѳѵѫѧ", "еиифиуя")
OLD_WORDS = {"онѣ": "они", "ея": "ее", "нея": "нее", "однѣ": "одни", "однѣхъ": "одних", "однѣми": "одними"}
OLD_ENDINGS = (
    (re.compile(r"(?<=[жшчщц])аго$"), "его"),
    (re.compile(r"(?<=..)аго$"), "ого"),
    (re.compile(r"(?<=.)яго$"), "его"),
    (re.compile(r"(?<=..)ыя$"), "ые"),
    (re.compile(r"(?<=ск|цк)ия$"), "ие"),
)
OLD_PREFIX = re.compile(r"^(бе|во|и|ра|ро|ни|чре|чере)з(?=[кпстфхцчшщ])")
UNREFORMED = re.compile(r"[ѣіѳѵ]|ъ$|[ая]го$|[ыи]я$|ея$|^(?:бе|во|и|ра|ро|ни|чре|чере)з[кпстфхцчшщ]")

UKRAINIAN_ENDINGS = tuple(
    sorted(
        """
        ість ості істю остей остями остях
        ення енню енням еннями еннях ань ень ання анню анням аннями аннях іння інню інням
        ський ського ському ським ській ська ської ську ською ське ські ських ськими
        ого ому ими ий ій ою ої их им ім і я є ю ї ям ями ях єю ею ями ами ам ах ові еві єві ем єм ом ів їв ей
        а о у е и ь й
        ати яти ити іти ути ав ала ало али яв яла яло яли ив ила ило или ів іла іло іли
        ає ають аєш аємо аєте ує ують уєш уємо уєте ить ять ять уть ють ать еш емо ете иш имо ите ив
        ував увала увало ували увати юв ювала ювати ючи учи ячи ачи вши
        """.split(),
        key=len,
        reverse=True,
    )
)
REFLEXIVE = re.compile(r"(?<=...)(ся|сь)$")
SHORTEST_STEM = 3
SHORT_ENDING = re.compile("[аоуеиіяюьїй]$")


def is_cyrillic(word: str) -> bool:
    return bool(CYRILLIC.match(word))


@lru_cache(KEPT_WORDS)
def stem(word: str, ukrainian: bool = False) -> str:
    """Return the stem of a folded word."""
    if not is_cyrillic(word):
        word = word.removesuffix("'s")
        return IRREGULAR.get(word) or _english.stemWord(word)
    if ukrainian:
        return "у" + _ukrainian(word)
    return _russian.stemWord(reformed(word))


def form(word: str, ukrainian: bool = False) -> str:
    """Return a folded word as the exact line of tokens has it: of two spellings the newer."""
    return word if word.isascii() or ukrainian or not is_cyrillic(word) else reformed(word)


def forms(word: str) -> list[str]:
    """Return each form that a word may have in the exact line, whatever its language."""
    return list(dict.fromkeys((form(word), word)))


def stems(word: str) -> list[str]:
    """Return each stem under which a word may be indexed, whatever its language."""
    if not is_cyrillic(word):
        return [stem(word)]
    return list(dict.fromkeys((stem(word), *_other_russian(stem(word), word), *ukrainian_stems(word))))


def ukrainian_stems(word: str) -> list[str]:
    """Return the stems of a Ukrainian word: as the noun and as the verb that it may be, могил and мог."""
    short = SHORT_ENDING.sub("", word) if len(word) > SHORTEST_STEM else word
    return list(dict.fromkeys((stem(word, ukrainian=True), "у" + short)))


def _other_russian(found: str, word: str) -> list[str]:
    """Return the stem of other forms of a noun in -ан, of which the stemmer makes verbs: тума and туман."""
    if re.search(r"[ая]н[аоы]?$", word) and not found.endswith("н"):
        return [found + "н"]
    return [found[:-1]] if re.search(r"...[ая]н$", found) else []


@lru_cache(KEPT_WORDS)
def reformed(word: str) -> str:
    """Return a Russian word in the spelling of 1918."""
    if not UNREFORMED.search(word):
        return word
    if word in OLD_WORDS:
        return OLD_WORDS[word]
    word = word.translate(OLD_LETTERS)
    word = word[:-1] if word.endswith("ъ") and len(word) > 1 else word
    word = OLD_WORDS.get(word, word)
    for pattern, ending in OLD_ENDINGS:
        word = pattern.sub(ending, word)
    return OLD_PREFIX.sub(r"\1с", word)


def _ukrainian(word: str) -> str:
    word = REFLEXIVE.sub("", word)
    for ending in UKRAINIAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word


# English words whose forms have no stem in common.
IRREGULAR = {
    form: _english.stemWord(forms.split()[0])
    for forms in """
    be am is are was were been being; have has had having; do does did done; go goes went gone; say said; see saw seen
    make made; take took taken; come came; give gave given; get got gotten; know knew known; think thought
    tell told; become became; leave left; find found; feel felt; bring brought; begin began begun; keep kept
    hold held; write wrote written; stand stood; hear heard; mean meant; meet met; run ran; pay paid
    sit sat; speak spoke spoken; lead led; grow grew grown; lose lost; fall fell fallen; send sent
    build built; understand understood; draw drew drawn; break broke broken; spend spent; rise rose risen
    drive drove driven; buy bought; wear wore worn; choose chose chosen; seek sought; throw threw thrown
    catch caught; win won; fight fought; teach taught; eat ate eaten; sing sang sung; strike struck stricken
    hang hung; shake shook shaken; ride rode ridden; feed fed; shoot shot; drink drank drunk; forget forgot forgotten
    fly flew flown; steal stole stolen; sleep slept; swear swore sworn; sink sank sunk; flee fled; forgive forgave
    bear bore borne; bind bound; shine shone; sell sold; show showed shown; arise arose arisen; awake awoke
    man men; woman women; child children; foot feet; tooth teeth; mouse mice; goose geese;
    life lives; wife wives; knife knives; leaf leaves; half halves; wolf wolves; thief thieves; self selves
    good better best; bad worse worst; die died dies dying; lie lay lain lying; this these; that those
    """.replace("\n", ";").split(";")
    if forms.strip()
    for form in forms.split()
}
