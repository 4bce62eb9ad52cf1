"""Grammar: the signs and words that mean more than themselves in a query, in the languages of the interface."""

import re
import unicodedata
from functools import cache

FIELD_NAMES = {
    "speaker": "speaker by who 発言者 話者 人物 кто автор оратор",
    "source": "source in 出典 資料 источник",
    "event": "event 出来事 事件 событие",
    "topic": "topic subject 主題 話題 тема",
    "place": "place 場所 место",
    "standing": "standing 確度 достоверность",
    "language": "lang language 言語 язык",
    "year": "year years 年 год годы",
    "decade": "decade 年代 десятилетие",
}
FIELDS = {name: field for field, names in FIELD_NAMES.items() for name in names.split()}
ENGLISH_WORDS = {"by", "who", "in"}  # which a colon may follow in a sentence: no field where a space comes after it
OPERATORS = {"AND": "and", "&&": "and", "&": "and", "И": "and", "OR": "or", "ИЛИ": "or", "АБО": "or", "NOT": "not"}
RUSSIAN_NOT = "НЕ"  # an operator too, but where all is in capitals

# Any sign of one row opens and any closes, since people take what their keyboard has; the rest go in pairs.
DOUBLE = '"“”„‟＂〝〞〟'
PAIRS = ("«»", "»«", "「」", "『』", "｢｣", "《》", "〈〉")
SINGLE = "(?<![^\\W_])[‘‚‹][^‘’‹›\\s][^‘’‹›]*[’‘›](?!\\w)"
_phrases = "|".join([f"[{DOUBLE}][^{DOUBLE}]*[{DOUBLE}]", *(f"{a}[^{a}{b}]*{b}" for a, b in PAIRS), SINGLE])
QUOTES = DOUBLE + "«»「」『』｢｣《》〈〉"
MINUS = "-−－–"
TOKEN = re.compile(
    rf"(?P<field>[^\W\d_]+)[:：]\s*(?=\S)|(?P<phrase>{_phrases})|(?P<open>[(（])|(?P<close>[)）])|(?P<or>[|｜]+)"
    rf"|(?P<not>(?:(?<!\S)[{MINUS}!！]|(?<=[(（])[{MINUS}!！])(?=[^\s\-]))|(?P<word>[^\s{QUOTES}()（）|｜]+)|(?P<stray>\S)"
)


def field_of(token: re.Match[str]) -> str | None:
    """Return the field that a token asks for; None where it only looks like one."""
    name = unicodedata.normalize("NFKC", token["field"]).lower()
    if name in ENGLISH_WORDS and token[0][-1].isspace():
        return None
    return FIELDS.get(name)


@cache
def operator_of(word: str, is_shouted: bool) -> str | None:
    """Return the operator that a word is, of half or full width; None for any other word."""
    plain = unicodedata.normalize("NFKC", word)
    return "not" if plain == RUSSIAN_NOT and not is_shouted else OPERATORS.get(plain)
