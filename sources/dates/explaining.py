"""What is wrong with a text that is not EDTF, and what its writer may have meant."""

import re
import unicodedata
from collections.abc import Iterator

from sources.complaints import Saying
from sources.dates.calendars import Calendar
from sources.dates.reading import LONGEST, NotEDTF, read
from sources.dates.rewriting import COMPOUND, SIMPLE, Rewriting
from sources.dates.structure import WrongDate

DASHES = re.compile(r"[\u2010-\u2015\u2212\u301c\uff5e]|(?<=[0-9])[~ー](?=[0-9])")


def explained(text: str, wrong: WrongDate, calendar: Calendar) -> WrongDate:
    """Return a complaint that says, where it can be guessed, how to write what was meant.

    Its example can always be read in the calendar.
    """
    plain = _plain(text)
    if not plain:
        return WrongDate(text, Saying("no date is given"), "1917-11-07")
    if len(plain) > LONGEST:
        return wrong
    for reason, example in _suggestions(plain):
        found = _complaint(example, calendar) if example != text.strip() else wrong
        if not found:
            return WrongDate(text, reason, example)
        if isinstance(wrong, NotEDTF) and not isinstance(found, NotEDTF):
            return WrongDate(text, _and(reason, found.reason), found.example)
    return wrong


def _and(reason: Saying, other: Saying) -> Saying:
    return Saying("%(reason)s, and %(other)s", reason=reason, other=other)


def _plain(text: str) -> str:
    """Return a text without full-width forms and with one kind of dash."""
    return DASHES.sub("-", unicodedata.normalize("NFKC", DASHES.sub("-", text))).strip()


def _complaint(text: str, calendar: Calendar) -> WrongDate | None:
    try:
        read(text, calendar)
    except WrongDate as wrong:
        return wrong
    return None


def _suggestions(plain: str) -> Iterator[tuple[Saying, str]]:
    """Yield reasons and rewritings of a text, the likeliest first; they need not be dates."""
    yield Saying("digits and signs are written in half width"), plain
    yield Saying("unknown digits are written with a capital X"), plain.upper()
    yield Saying("there are no spaces in a date"), plain.replace(" ", "")
    yield from _rewritings(plain, SIMPLE)
    for rewriting in COMPOUND:
        match = rewriting.pattern.fullmatch(plain)
        if match:
            parts = [_simple(part) for part in match.groups() if part]
            yield rewriting.reason, rewriting.form.format(*parts)


def _rewritings(plain: str, rewritings: tuple[Rewriting, ...]) -> Iterator[tuple[Saying, str]]:
    for rewriting in rewritings:
        match = rewriting.pattern.fullmatch(plain)
        if match:
            yield rewriting.reason, rewriting.rewrite(match)


def _simple(text: str) -> str:
    """Return a part of a text as EDTF: itself, or the first simple rewriting that can be read."""
    candidates = [text, *(example for _, example in _rewritings(text, SIMPLE))]
    return next((example for example in candidates if not _complaint(example, Calendar.UNKNOWN)), text)
