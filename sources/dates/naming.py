"""A single date in the pieces that a language names: era, year, month and day, or century, decade, season."""

from dataclasses import replace

from sources.dates.bounds import matching, months, years
from sources.dates.calendars import Calendar, month_length
from sources.dates.languages import Language, Pieces
from sources.dates.structure import Point, Span, edtf_year

WINTERS = (24, 28, 30)  # the seasons that begin in December and end in the following year


def pieces(point: Point, language: Language, in_phrase: bool = False) -> Pieces:
    """Return the pieces of a point, from the coarsest to the finest."""
    year = _year_pieces(point, language, in_phrase)
    if not point.month or (point.month == "XX" and not point.day.strip("X")):
        return year
    if point.season:
        return *year, language.season((point.season - 21) % 4, in_phrase)
    day = "" if point.day == "XX" else point.day
    month = _month(point.month, bool(day), language, in_phrase)
    return (*year, month, language.day(day.replace("X", "?"))) if day else (*year, month)


def estimate(point: Point) -> int:
    """Return the year of a point as written, whatever its significant digits."""
    return years(replace(point, significant=0))[0]


def as_span(point: Point) -> Span | None:
    """Return the span of which a point with unknown digits is one day, month or year, if it has no name."""
    if "X" in point.day:
        return _span_of_days(point)
    is_month = point.month and not point.day and not point.season and point.month != "XX"
    if is_month and len(months(point)) > 1:
        return _run(point, "month", months(point), 12)
    if not point.month and _is_unnamed_decade(point):
        first, last = years(point)
        return Span(Point(edtf_year(first)), Point(edtf_year(last)))
    return None


def _month(month: str, has_day: bool, language: Language, in_phrase: bool) -> str:
    if month.isdigit():
        return language.month(int(month), has_day, in_phrase)
    return language.unclear_month(month.replace("XX", "X").replace("X", "?"))


def _year_pieces(point: Point, language: Language, in_phrase: bool) -> Pieces:
    if "X" not in point.year:
        is_winter = point.season in WINTERS and estimate(point) > 0
        return language.winter(estimate(point)) if is_winter else language.year(estimate(point))
    digits = point.year.lstrip("-")
    if digits == "XXXX" and not point.month:
        return "", language.year_unknown
    era = language.before_era if point.year.startswith("-") else ""
    if point.month:
        return era, language.unclear_year(digits.replace("X", "?"))
    name = _round_name(digits, point.year.startswith("-"), language, in_phrase)
    return era, name or language.unclear_year(digits.replace("X", "?"))


def _round_name(digits: str, is_before: bool, language: Language, in_phrase: bool) -> str:
    """Name a millennium, a century or a decade; 04XX is the fifth century on either side of our era."""
    known = digits.rstrip("X")
    if not known.isdigit():
        return ""
    names = {1: language.millennium, 2: language.century}
    if len(known) in names:
        return names[len(known)](int(known) + 1, in_phrase)
    return "" if is_before else language.decade(int(known) * 10, in_phrase)


def _is_unnamed_decade(point: Point) -> bool:
    """Is this a decade before our era, or one that would be taken for a century (the 1900s)?"""
    known = point.year.lstrip("-").rstrip("X")
    is_decade = len(known) == 3 and known.isdigit()
    return is_decade and (point.year.startswith("-") or known.endswith("0"))


def _span_of_days(point: Point) -> Span | None:
    if not (point.month.isdigit() and point.year.lstrip("-").isdigit()):
        return None
    length = month_length(int(point.year), int(point.month), Calendar.JULIAN)
    return _run(point, "day", list(matching(point.day, range(1, length + 1))), length)


def _run(point: Point, field: str, numbers: list[int], length: int) -> Span | None:
    """Return the span of numbers that follow on each other, if they are not all there are."""
    is_run = len(numbers) == numbers[-1] - numbers[0] + 1 < length
    plain = replace(point, mark="", part_marks="", text="")
    lower, upper = (replace(plain, **{field: f"{number:02}"}) for number in (numbers[0], numbers[-1]))
    return Span(lower, upper) if is_run and numbers[1:] else None
