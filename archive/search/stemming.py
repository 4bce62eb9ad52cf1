"""Stemming: words of English, Russian and Ukrainian to what their forms have in common.

Russian of before 1918 is read as of after: ѣ is е, і is и, the mute ъ at the end is dropped, and the
endings and prefixes that the reform changed are changed. Cyrillic words in other languages than
Ukrainian are stemmed as Russian, Latin words as English.
"""

import re
from functools import lru_cache

from Stemmer import Stemmer

from archive.search.apart import APART, american
from archive.search.irregular import lemmas_of
from archive.search.lemmas import lemmas

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
        аючи яючи уючи юючи авши ивши івши увши явши
        """.split(),
        key=len,
        reverse=True,
    )
)
SHORTEST_STEM = 3
REFLEXIVE = re.compile(r"(?<=...)(ся|сь)$")
CONTRACTED = {"can't": "can", "won't": "will", "shan't": "shall"}
UKRAINIAN = "u"  # before a stem, in Latin so that it is no Russian stem: у and мир would make умир
SHORT_ENDING = re.compile("[аоуеиіяюьїй]$")


def is_cyrillic(word: str) -> bool:
    return bool(CYRILLIC.match(word))


@lru_cache(KEPT_WORDS)
def indexed_stems(word: str, ukrainian: bool = False) -> tuple[str, ...]:
    """Return the stems under which a folded word is indexed: its own, and signs of lemmas that those do not show."""
    if not is_cyrillic(word):
        return english_stems(word)
    own = ukrainian_stems(word) if ukrainian else [stem(word)]
    tag = "uk" if ukrainian else "ru"
    hidden = (lemma for lemma in lemmas(word, tag) if stem(lemma, ukrainian) not in own)
    return (*own, *(sign_of(lemma, tag) for lemma in hidden))


@lru_cache(KEPT_WORDS)
def stem(word: str, ukrainian: bool = False) -> str:
    """Return the stem of a folded word."""
    if not is_cyrillic(word):
        bare = word.removesuffix("'s")
        return APART.get(bare) or _english.stemWord(bare)
    if ukrainian:
        return UKRAINIAN + _ukrainian(word)
    return _russian.stemWord(reformed(word))


def english_stems(word: str) -> tuple[str, ...]:
    """Return the stems of a word in Latin letters: its own, that of which it is a form, those of what is contracted."""
    words = [word, *(contracted(word) if "'" in word or word == "cannot" else ())]
    own = [stem(one) for one in words]
    irregular = [stem(lemma) for one in words for lemma in lemmas_of(one)]
    return tuple(dict.fromkeys((*own, *irregular, *map(american, own))))


def contracted(word: str) -> list[str]:
    """Return the words of one with an apostrophe: of don't do and not, of l'amour amour."""
    if word == "cannot":
        return ["can", "not"]
    if word.endswith("n't"):
        return [CONTRACTED.get(word, word[:-3]), "not"]
    return [part for part in word.removesuffix("'s").split("'") if len(part) > 1]


def sign_of(lemma: str, tag: str) -> str:
    """Return the token by which irregular forms of a word are found, reflexive or not; no stem is written so."""
    return f"{tag}={REFLEXIVE.sub('', lemma)}"


def form(word: str, ukrainian: bool = False) -> str:
    """Return a folded word as the exact line of tokens has it: of two spellings the newer."""
    return word if word.isascii() or ukrainian or not is_cyrillic(word) else reformed(word)


def forms(word: str) -> list[str]:
    """Return each form that a word may have in the exact line, whatever its language."""
    return list(dict.fromkeys((form(word), word)))


def stems(word: str) -> list[str]:
    """Return each stem under which forms of a word may be indexed, whatever its language."""
    if not is_cyrillic(word):
        return list(english_stems(word))
    found = [stem(word), *_other_russian(stem(word), word), *ukrainian_stems(word)]
    for tag, ukrainian in (("ru", False), ("uk", True)):
        for lemma in lemmas(word, tag):
            found += (stem(lemma, ukrainian), sign_of(lemma, tag))
    return list(dict.fromkeys(found))


def ukrainian_stems(word: str) -> list[str]:
    """Return the stems of a Ukrainian word: as the noun and as the verb that it may be, могил and мог."""
    short = SHORT_ENDING.sub("", word) if len(word) > SHORTEST_STEM else word
    return list(dict.fromkeys((stem(word, ukrainian=True), UKRAINIAN + short)))


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
