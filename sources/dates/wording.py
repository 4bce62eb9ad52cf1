"""A date put into words, in both calendars where they differ.

Words are composed as plain text, in which the two dates of a pair stand between private marks; the
marks become the titles of parts at the end.
"""

import re
from dataclasses import dataclass

from sources.dates.bounds import bounds, years
from sources.dates.calendars import GREGORIAN_BEGINS, Calendar
from sources.dates.converting import in_both
from sources.dates.languages import Language, Pieces, language_of
from sources.dates.naming import as_span, estimate, pieces
from sources.dates.structure import SOUTHERN, End, Group, Point, Reading, Span, points

OLD, NEW, STOP = "\x01", "\x02", "\x03"
PARTS = re.compile(f"([{OLD}{NEW}]?)([^{OLD}{NEW}{STOP}]+){STOP}?")


@dataclass(frozen=True)
class Part:
    """A piece of the wording; the title names the calendar of a date that is given in both."""

    text: str
    title: str = ""


def worded(reading: Reading, calendar: Calendar, tag: str, both: bool = False) -> tuple[Part, ...]:
    """Return the parts of a date's wording; a Gregorian date is given in both calendars only on demand."""
    language = language_of(tag)
    pair = in_both(reading, calendar) if both or calendar is Calendar.JULIAN else None
    text = _said(*pair, language) if pair else _said(reading, None, language)
    titles = {
        "": "",
        OLD: language.titles[Calendar.JULIAN],
        NEW: language.titles[Calendar.GREGORIAN],
    }
    text += "" if pair else _calendar_mark(reading, calendar, language)
    return tuple(Part(words, titles[mark]) for mark, words in PARTS.findall(text))


def _calendar_mark(reading: Reading, calendar: Calendar, language: Language) -> str:
    """Name the calendar of days and months that cannot be given in both; whole years need no mark."""
    has_months = any(point.month.isdigit() for point in points(reading))
    is_ancient = bounds(reading, calendar)[1] < GREGORIAN_BEGINS and calendar is Calendar.JULIAN
    return language.marks[calendar] if has_months and not is_ancient else ""


def _said(reading: Reading, twin: Reading | None, language: Language, in_phrase: bool = False) -> str:
    """Return a reading in words, and with it its twin in the Gregorian calendar, if it has one."""
    if isinstance(reading, Group):
        return _group(reading, twin, language)
    if isinstance(reading, Span):
        return _span(reading, twin, language)
    return _point(reading, twin, language, in_phrase)


def _group(group: Group, twin: Group | None, language: Language) -> str:
    twins = twin.members if twin else [None] * len(group.members)
    texts = [_said(*pair, language) for pair in zip(group.members, twins, strict=True)]
    if len(texts) > 1:
        return language.listed(texts, group.is_choice)
    span = group.members[0]
    is_closed = End.OPEN not in (span.lower, span.upper)
    return language.one_of.format(texts[0]) if group.is_choice and is_closed else texts[0]


def _span(span: Span, twin: Span | None, language: Language) -> str:
    lower, upper = (twin.lower, twin.upper) if twin else (None, None)
    if span.upper is End.OPEN:
        text = _said(span.lower, lower, language, in_phrase=True)
        return language.not_before.format(text) if span.sign == ".." else language.since_text(text)
    if span.lower is End.OPEN:
        text = _said(span.upper, upper, language, in_phrase=True)
        return (language.not_after if span.sign == ".." else language.until).format(text)
    if End.UNKNOWN in (span.lower, span.upper) or any(map(_is_remarkable, points(span))):
        return _ends(span, twin, language)
    return _closed_span(span, twin, language)


def _is_remarkable(point: Point) -> bool:
    """Does a date say more than its pieces, so that nothing of it can be left out?"""
    return bool(point.is_uncertain or point.is_approximate or point.time or point.season in SOUTHERN)


def _ends(span: Span, twin: Span | None, language: Language) -> str:
    twins = (twin.lower, twin.upper) if twin else (None, None)
    lower, upper = (
        language.unknown_end if end is End.UNKNOWN else _said(end, its_twin, language)
        for end, its_twin in zip((span.lower, span.upper), twins, strict=True)
    )
    return lower + language.spaced_dash + upper


def _closed_span(span: Span, twin: Span | None, language: Language) -> str:
    old = _span_pieces(span, language)
    if not twin:
        return language.join(old)
    return _paired(old, _span_pieces(twin, language), language)


def _span_pieces(span: Span, language: Language) -> Pieces:
    """Return the pieces of a span: what its ends share, and last the two together."""
    lower, upper = (as_span(end) or Span(end, end) for end in (span.lower, span.upper))
    first, last = pieces(lower.lower, language), pieces(upper.upper, language)
    if first == last:
        return first
    year = first[:2] if first[:2] == last[:2] else ()
    return *year, _run(first[len(year) :], last[len(year) :], language)


def _run(first: Pieces, last: Pieces, language: Language) -> str:
    before, start, _, end, after = language.elided(first, last, "")
    return before + start + language.between(start, end) + end + after


def _paired(old: Pieces, new: Pieces, language: Language) -> str:
    """Return the same day or span in both calendars, saying once what they share."""
    opening, closing = language.inner.split("{}")
    before, first, joint, second, after = language.elided(old, new, opening, closing)
    return f"{before}{OLD}{first}{STOP}{joint}{NEW}{second}{STOP}{after}"


def _point(point: Point, twin: Point | None, language: Language, in_phrase: bool) -> str:
    phrase = language.circa_is_phrase if point.is_approximate else in_phrase
    span = as_span(point)
    if span:
        return _marked(point, _closed_span(span, None, language), language)
    if point.significant:
        return _rounded(point, language)
    old = pieces(point, language, phrase)
    text = _paired(old, pieces(twin, language, phrase), language) if twin else language.join(old)
    text += language.southern if point.season in SOUTHERN else ""
    text += language.clock.format(point.time[1:6]) if point.time else ""
    return _marked(point, text, language)


def _marked(point: Point, text: str, language: Language) -> str:
    text = language.circa.format(text) if point.is_approximate else text
    return language.doubtful.format(text) if point.is_uncertain else text


def _rounded(point: Point, language: Language) -> str:
    """Say a year with its significant digits: about 1950, from 1900 to 1999."""
    text = _marked(point, language.join(language.year(estimate(point))), language)
    return text + language.inner.format(_run(*map(language.year, years(point)), language))
