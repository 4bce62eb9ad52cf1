"""A date put into words, in both calendars where they differ."""

from dataclasses import dataclass, replace

from sources.dates.bounds import bounds, matching, months, years
from sources.dates.calendars import GREGORIAN_BEGINS, Calendar, day_number, day_of, month_length
from sources.dates.languages import English, Pieces, language_of
from sources.dates.structure import SOUTHERN, End, Group, Point, Reading, Span, points


@dataclass(frozen=True)
class Part:
    """A piece of the wording; `title` says the calendar of a date that is given in both."""

    text: str
    title: str = ""


def converted(reading: Reading, calendar: Calendar, target: Calendar) -> Reading | None:
    """Return a reading in another calendar, or None where it is not made of single days."""
    if calendar is target:
        return reading
    if Calendar.UNKNOWN in (calendar, target) or not all(_is_convertible(point) for point in points(reading)):
        return None
    return _converted(reading, calendar, target)


def _is_convertible(point: Point) -> bool:
    return point.is_exact and point.part_marks == ""


def _converted(reading: Reading | End, calendar: Calendar, target: Calendar) -> Reading | End:
    if isinstance(reading, Point):
        year, month, day = day_of(day_number(*reading.date(), calendar), target)
        parts = {"year": edtf_year(year), "month": f"{month:02}", "day": f"{day:02}"}
        return replace(reading, **parts, text="")
    if isinstance(reading, Span):
        ends = (_converted(end, calendar, target) for end in (reading.lower, reading.upper))
        return Span(*ends, reading.sign)
    if isinstance(reading, Group):
        return replace(reading, members=tuple(_converted(member, calendar, target) for member in reading.members))
    return reading


def in_both(reading: Reading, calendar: Calendar) -> tuple[Reading, Reading] | None:
    """Return a reading in the Julian and in the Gregorian calendar, where they can be given and differ.

    Days before 15 October 1582, when there was no Gregorian calendar, are not converted.
    """
    julian = converted(reading, calendar, Calendar.JULIAN)
    gregorian = converted(reading, calendar, Calendar.GREGORIAN)
    first = min(bounds(point, calendar)[0] for point in points(reading))
    return (julian, gregorian) if julian and gregorian and first >= GREGORIAN_BEGINS else None


def worded(reading: Reading, calendar: Calendar, tag: str, both: bool) -> tuple[Part, ...]:
    """Return the parts of a date's wording in a language."""
    language = language_of(tag)
    pair = in_both(reading, calendar) if both or calendar is Calendar.JULIAN else None
    if pair and isinstance(reading, Point):
        return _one_day_in_both(*pair, language)
    if pair:
        return _in_both(*pair, language)
    return (Part(_text(reading, language) + _style_mark(reading, calendar, language)),)


def _one_day_in_both(julian: Point, gregorian: Point, language: English) -> tuple[Part, ...]:
    opening, closing = language.inner.split("{}")
    old, new = (_pieces(point, language) for point in (julian, gregorian))
    before, first, joint, second, after = language.elided(old, new, opening, closing)
    left, right = _marks(julian, language).split("{}")
    parts = (
        Part(left + before),
        Part(first, language.titles[Calendar.JULIAN]),
        Part(joint),
        Part(second, language.titles[Calendar.GREGORIAN]),
        Part(after + _time(julian) + right),
    )
    return tuple(part for part in parts if part.text)


def _in_both(julian: Reading, gregorian: Reading, language: English) -> tuple[Part, ...]:
    opening, closing = language.inner.split("{}")
    old = Part(_text(julian, language), language.titles[Calendar.JULIAN])
    new = Part(_text(gregorian, language), language.titles[Calendar.GREGORIAN])
    return (old, Part(opening), new, Part(closing))


def _style_mark(reading: Reading, calendar: Calendar, language: English) -> str:
    """Name the calendar of days and months that cannot be given in both; years need no mark."""
    is_fine = any(point.month.isdigit() for point in points(reading))
    old_enough = bounds(reading, calendar)[1] < GREGORIAN_BEGINS
    return language.marks[calendar] if is_fine and not old_enough else ""


def _text(reading: Reading, language: English, genitive: bool = False) -> str:
    if isinstance(reading, Group):
        return _group_text(reading, language)
    if isinstance(reading, Span):
        return _span_text(reading, language)
    span = _as_span(reading)
    if span:
        return _marks(reading, language).format(_span_text(span, language))
    return _marks(reading, language).format(_unmarked(reading, language, genitive))


def _unmarked(point: Point, language: English, genitive: bool) -> str:
    if point.significant:
        first, last = years(point)
        estimate, least, most = (language.join(language.year(year)) for year in (int_year(point), first, last))
        return estimate + language.inner.format(least + language.dash + most)
    southern = language.southern if point.season in SOUTHERN else ""
    return language.join(_pieces(point, language, genitive)) + southern + _time(point)


def int_year(point: Point) -> int:
    """Return the year of a point as written, whatever its significant digits."""
    return years(replace(point, significant=0))[0]


def _time(point: Point) -> str:
    return f", {point.time[1:6]}" if point.time else ""


def _marks(point: Point, language: English) -> str:
    text = language.doubtful if point.is_uncertain else "{}"
    return language.circa.format(text) if point.is_approximate else text


def _span_text(span: Span, language: English) -> str:
    is_inner = span.sign == ".."
    if span.upper is End.OPEN:
        since = language.not_before.format if is_inner else language.since_text
        return since(_text(span.lower, language, genitive=True))
    if span.lower is End.OPEN:
        until = language.not_after if is_inner else language.until
        return until.format(_text(span.upper, language, genitive=True))
    if End.UNKNOWN in (span.lower, span.upper) or _is_marked(span):
        lower, upper = ("?" if end is End.UNKNOWN else _text(end, language) for end in (span.lower, span.upper))
        return lower + language.spaced_dash + upper
    return _closed_span(span, language)


def _is_marked(span: Span) -> bool:
    return any(
        point.is_uncertain or point.is_approximate or point.time or point.season in SOUTHERN for point in points(span)
    )


def _closed_span(span: Span, language: English) -> str:
    lower, upper = (_as_span(end) or Span(end, end) for end in (span.lower, span.upper))
    first, second = _pieces(lower.lower, language), _pieces(upper.upper, language)
    if first == second:
        return language.join(first)
    before, start, _, end, after = language.elided(first, second, "")
    return before + start + language.between(start, end) + end + after


def _group_text(group: Group, language: English) -> str:
    texts = [_text(member, language) for member in group.members]
    if len(texts) > 1:
        return language.listed(texts, group.is_choice)
    is_closed = End.OPEN not in (group.members[0].lower, group.members[0].upper)
    return language.one_of.format(texts[0]) if group.is_choice and is_closed else texts[0]


def _as_span(point: Point) -> Span | None:
    """Return the months or days of which one is meant, if they follow on each other."""
    if point.day and "X" in point.day and point.month.isdigit() and point.year.lstrip("-").isdigit():
        length = month_length(int(point.year), int(point.month), Calendar.JULIAN)
        return _run(point, "day", list(matching(point.day, range(1, length + 1))), length)
    if point.month and not point.season and not point.day and point.month not in ("XX", f"{months(point)[0]:02}"):
        return _run(point, "month", months(point), 12)
    if not point.month and _is_unnamed_decade(point):
        first, last = years(point)
        return Span(Point(edtf_year(first)), Point(edtf_year(last)))
    return None


def _is_unnamed_decade(point: Point) -> bool:
    """Is this a decade before our era, or one that would be mistaken for a century (the 1900s)?"""
    digits = point.year.lstrip("-")
    return digits[:3].isdigit() and digits[3] == "X" and (point.year[0] == "-" or digits[2] == "0")


def edtf_year(year: int) -> str:
    """Write a year of up to four digits."""
    return f"{'-' if year < 0 else ''}{abs(year):04}"


def _run(point: Point, field: str, numbers: list[int], length: int) -> Span | None:
    is_run = numbers[-1] - numbers[0] == len(numbers) - 1 and len(numbers) < length
    plain = replace(point, mark="", part_marks="", text="")
    ends = (replace(plain, **{field: f"{number:02}"}) for number in (numbers[0], numbers[-1]))
    return Span(*ends) if is_run else None


def _pieces(point: Point, language: English, genitive: bool = False) -> Pieces:
    year = _year_pieces(point, language, genitive)
    if not point.month or point.month == "XX" and not point.day.strip("X"):
        return year
    if point.season:
        return *year, language.season((point.season - 21) % 4, genitive)
    day = "" if point.day == "XX" else point.day
    month = language.month(int(point.month), bool(day), genitive) if point.month.isdigit() else ""
    month = month or language.unclear_month(point.month)
    return (*year, month, language.day(day.replace("X", "?"))) if day else (*year, month)


def _year_pieces(point: Point, language: English, genitive: bool) -> Pieces:
    first, last = years(point)
    if "X" not in point.year:
        return language.year(int_year(point))
    digits = point.year.lstrip("-")
    if digits == "XXXX" and not point.month:
        return ("", language.year_unknown)
    return _round_pieces(digits, first, last, language, genitive) or language.unclear_year(point.year)


def _round_pieces(digits: str, first: int, last: int, language: English, genitive: bool) -> Pieces | None:
    """Name a millennium, a century or a decade. Those of the years 0 to 9 have no name of their own."""
    is_before = last < 0 or first < 0
    size = {"X": 10, "XX": 100, "XXX": 1000}.get(digits.lstrip("0123456789"), 0)
    if size in (100, 1000):
        count = (-last if is_before else first) // size + 1
        name = (language.century if size == 100 else language.millennium)(count, genitive)
        return language.era(is_before), name
    if size == 10 and not is_before and first % 100:
        return "", language.decade(first, genitive)
    return None
