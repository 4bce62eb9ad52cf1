"""Sort keys and collation."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .dating import date_key
from .dressing import Renderer
from .items import DATE_VARIABLES, NAME_VARIABLES
from .job import Job
from .listing import ListForm, list_form
from .namewriting import NameForm, NameWriter
from .numbers import read_number
from .reading import Element
from .scope import Scope
from .streams import Stream

TAGS = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]*)?>")
LEADING_SIGNS = re.compile(r"^[\[\]'\"\s]+")
DIGITS = re.compile(r"[0-9]+")
# Letters that the first level of collation spells out; the offset is that of `_weight`.
LETTERS = {
    sign: "".join(chr(ord(letter) + 0x400) for letter in spelled)
    for sign, spelled in {"ø": "o", "œ": "oe", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "þ": "th"}.items()
}

KeyFunction = Callable[[Job], str]


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of a style's `sort`."""

    read: KeyFunction
    descending: bool
    reads_number: bool


def compile_key(element: Element, scope: Scope) -> SortKey:
    variable, macro = element.get("variable", ""), element.get("macro", "")
    limits = _limits(element)
    if macro:
        read = _macro_key(scope.macro(macro, element.sourceline), limits)
    else:
        read = _variable_key(variable, scope, limits)
    reads_number = variable == "citation-number" or _calls_number(scope.macros.get(macro))
    return SortKey(read, element.get("sort") == "descending", reads_number)


def _calls_number(macro: Element | None) -> bool:
    return macro is not None and any(part.get("variable") == "citation-number" for part in macro.iter())


Limits = tuple[int, int, bool]


def _limits(element: Element) -> Limits | None:
    """`names-min`, `names-use-first` and `names-use-last` of the key."""
    least, first = element.get("names-min", ""), element.get("names-use-first", "")
    if not least.isdigit() and not first.isdigit():
        return None
    return int(least or 1), int(first or 1), element.get("names-use-last") == "true"


def _macro_key(render: Renderer, limits: Limits | None) -> KeyFunction:
    def read(job: Job) -> str:
        out: Stream = []
        job = job.again()
        job.sort_names = limits
        render(job, out)
        return "".join([part for part in out if isinstance(part, str)])

    return read


def _variable_key(variable: str, scope: Scope, limits: Limits | None) -> KeyFunction:
    if variable in NAME_VARIABLES:
        return _names_key(variable, scope, limits)
    if variable in DATE_VARIABLES:
        return lambda job: _date_text(job, variable)
    return lambda job: _text_key(job.text(variable))


def _date_text(job: Job, variable: str) -> str:
    date = job.item.date(variable)
    return date_key(date) if date is not None else ""


def _text_key(value: str) -> str:
    number = read_number(value) if value else None
    if number and number.pieces and number.pieces[0].text.isdigit():
        return f"{int(number.pieces[0].text):09d}{value}" if len(value) < 40 else value
    return value


def _names_key(variable: str, scope: Scope, limits: Limits | None) -> KeyFunction:
    demotes = scope.options.get("demote-non-dropping-particle", "display-and-sort") != "never"
    writer = NameWriter(NameForm(demotes=demotes, sort_separator=" ", parts_particles=True))
    form: ListForm = list_form({}, None, scope.locale)

    def read(job: Job) -> str:
        names = job.item.names(variable)
        shown = form.shown(len(names), False, limits)
        written = [writer.write(name, True, 0) for name in names[:shown]]
        return "  ".join("".join([part for part in atoms if isinstance(part, str)]) for atoms in written)

    return read


@lru_cache(maxsize=16384)
def collate(text: str) -> str:
    """A key that sorts as readers expect: letters only, without accents and case, and numbers by their value.

    The rules are those of the Unicode collation at its first level with punctuation
    ignored, for the scripts that CSL data is written in.
    """
    decomposed = unicodedata.normalize("NFD", TAGS.sub("", text).casefold())
    decomposed = LEADING_SIGNS.sub("", decomposed.replace("и\u0306", "й"))
    return DIGITS.sub(_pad, "".join([_weight(sign) for sign in " ".join(decomposed.split())]))


def _pad(found: re.Match[str]) -> str:
    return chr(0xFF + len(found[0].lstrip("0"))) + found[0].lstrip("0")


def _weight(sign: str) -> str:
    """Nothing for punctuation, spaces and accents; digits before letters; kana alike."""
    if sign in LETTERS:
        return LETTERS[sign]
    if "\u30a1" <= sign <= "\u30f6":
        return chr(ord(sign) - 0x60 + 0x400)
    if sign.isalpha():
        return chr(ord(sign) + 0x400) if ord(sign) < 0x10000 else sign
    if sign.isdigit():
        return str(unicodedata.digit(sign, 0))
    if sign.isspace():
        return "\x10"
    return sign if unicodedata.category(sign)[0] == "S" else ""


def sort_jobs(jobs: Sequence[Job], keys: Sequence[SortKey]) -> list[Job]:
    """The jobs in order; one that lacks a key comes after those that have it, in either direction."""
    ordered = list(jobs)
    for key in reversed(keys):
        values = {id(job): key.read(job) for job in ordered}
        filled = [job for job in ordered if values[id(job)].strip()]
        empty = [job for job in ordered if not values[id(job)].strip()]
        filled.sort(key=lambda job: collate(values[id(job)]), reverse=key.descending)
        ordered = filled + empty
    return ordered
