"""Names of people: shown as their culture has them, sorted by reading, matched across scripts' variants."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sources.labels import first_match, language_of

Csl = dict[str, str]

FAMILY_FIRST = frozenset({"ja", "zh", "ko", "hu", "vi"})
UNSPACED_SCRIPTS = frozenset({"Jpan", "Hani", "Hans", "Hant", "Hira", "Kana", "Kore", "Hang"})
SCRIPTS = {
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "CJK": "Hani",
    "HANGUL": "Kore",
    "CYRILLIC": "Cyrl",
    "LATIN": "Latn",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva",
    "THAI": "Thai",
}
UNKNOWN_SCRIPT = "Zyyy"
HEADS = {
    "ja": "あかさたなはまやらわ",
    "ru": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "en": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
OTHER_HEAD = "#"
# Katakana as hiragana, and the voiced ones as their plain sound with the mark behind it.
HIRAGANA = {
    kana: "".join(
        chr(ord(part) - 0x60) if "ァ" <= part <= "ヶ" else part for part in unicodedata.normalize("NFD", chr(kana))
    )
    for kana in range(ord("ァ"), ord("ヶ") + 1)
}
# Letters that Unicode does not decompose, and signs that are written in several ways.
FOLDS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | dict.fromkeys("・·゠=", " ")
    | dict.fromkeys("’‘ʼʹ`´", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
)
DIACRITIC = re.compile(r"(?<!и)[\u0300-\u036f]|(?<=и)[\u0300-\u0305\u0307-\u036f]")  # keeps й


class Form(StrEnum):
    """How a name is stored."""

    LITERAL = "literal"
    PARTS = "parts"


class Use(StrEnum):
    """What a name is to its bearer."""

    PREFERRED = "preferred"
    VARIANT = "variant"
    TRANSLITERATION = "transliteration"
    PSEUDONYM = "pseudonym"


@dataclass(frozen=True)
class PersonalName:
    """One name of a person or an organisation, in one language and script (ISO 15924).

    A name in kana of a foreign person is one literal: citation engines put the family and given
    names of a Japanese name together without a space. `sort_as` is its reading or romanisation.
    """

    language: str
    script: str = ""
    form: Form = Form.LITERAL
    literal: str = ""
    family: str = ""
    given: str = ""
    particle: str = ""  # sorted and cited with the family name: "de" in de Gaulle
    dropping_particle: str = ""  # left out where the family name stands alone: "von" in von Humboldt
    suffix: str = ""
    use: Use = Use.PREFERRED
    sort_as: str = ""

    def __str__(self) -> str:
        return self.display()

    def display(self) -> str:
        """Return the whole name, in the order of its culture."""
        if self.form == Form.LITERAL:
            return self.literal
        if self.is_family_first:
            space = "" if self._script in UNSPACED_SCRIPTS else " "
            return space.join(filter(None, (self.family, self.given)))
        parts = (self.given, self.dropping_particle, self.particle, self.family)
        return " ".join(filter(None, parts)) + (f", {self.suffix}" if self.suffix else "")

    @property
    def is_family_first(self) -> bool:
        """Does the family name come first, as in Japanese, Chinese, Korean, Hungarian and Vietnamese?"""
        return language_of(self.language) in FAMILY_FIRST

    @property
    def _script(self) -> str:
        return self.script or script_of(self.family + self.given + self.literal, self.language)

    def csl(self) -> Csl:
        """Return the name as CSL-JSON."""
        if self.form == Form.LITERAL:
            return {"literal": self.literal}
        parts = {
            "family": self.family,
            "given": self.given,
            "non-dropping-particle": self.particle,
            "dropping-particle": self.dropping_particle,
            "suffix": self.suffix,
        }
        return {key: value for key, value in parts.items() if value}

    def sorted_text(self) -> str:
        """Return what the name sorts by: its reading, or family name before given name, or the whole."""
        if self.sort_as or self.form == Form.LITERAL:
            return self.sort_as or self.literal
        family = " ".join(filter(None, (self.particle, self.family)))
        return ", ".join(filter(None, (family, self.given, self.suffix)))

    def sort_key(self) -> str:
        """Return a text to sort names by, blind to case, width and accents; kana go by their sound, ヴ as ウ."""
        return folded(self.sorted_text()).translate(HIRAGANA)


def choose(names: Iterable[PersonalName], language: str, own: str = "") -> PersonalName | None:
    """Return the name that a reader of a language sees, or None if there is none.

    The preferred name in the reader's language, the person's own language, English, or any;
    failing these another name, in the same order.
    """
    found = sorted(names, key=lambda name: name.use != Use.PREFERRED)
    best = [name for name in found if name.use == Use.PREFERRED] or found
    tag = first_match({name.language for name in best}, (language, own, "en"))
    return next((name for name in best if name.language == tag), None)


def script_of(text: str, language: str = "") -> str:
    """Return the ISO 15924 code of the script of most letters: Jpan wherever there is kana.

    Chinese characters alone are Hani, or Jpan and Kore in text of those languages; Zyyy is no script.
    """
    found = [script for script in map(_letter_script, text) if script]
    if "Jpan" in found:
        return "Jpan"
    script = max(sorted(set(found)), key=found.count, default=UNKNOWN_SCRIPT)
    return {"ja": "Jpan", "ko": "Kore"}.get(language_of(language), script) if script == "Hani" else script


def _letter_script(character: str) -> str:
    if not character.isalpha():
        return ""
    name = unicodedata.name(unicodedata.normalize("NFKC", character)[0], "")
    return SCRIPTS.get(name.partition(" ")[0], "")


def folded(text: str) -> str:
    """Return a key that is the same in any width, case, accents, dashes and spaces; ё is е, й stays й."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    bare = DIACRITIC.sub("", unicodedata.normalize("NFD", plain))
    return " ".join(unicodedata.normalize("NFC", bare).translate(FOLDS).split())


def index_heads(language: str) -> str:
    """Return the heads of an index: the rows of the kana, the Cyrillic or the Latin alphabet."""
    return HEADS.get(language_of(language), HEADS["en"])


def index_letter(name: PersonalName, language: str) -> str:
    """Return the head under which an index in a language lists a name; # for one of another script."""
    first = name.sort_key()[:1]
    head = _kana_row(first) if _letter_script(first) == "Jpan" else first.upper()
    return head if head and head in index_heads(language) else OTHER_HEAD


def _kana_row(kana: str) -> str:
    """Return the first kana of the row that a kana belongs to: か for ガ."""
    bare = unicodedata.normalize("NFD", kana)[0]
    code = ord(bare) - 0x60 if "\u30a1" <= bare <= "\u30f6" else ord(bare)
    small = {"ぁ": "あ", "っ": "た", "ゃ": "や", "ゎ": "わ", "ゕ": "か", "ゖ": "か"}
    hiragana = small.get(chr(code), chr(code))
    return max((head for head in HEADS["ja"] if head <= hiragana), default="")
