"""The first and the last day that a date can mean."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sources.dates.calendars import BEGINNING, END, Calendar, day_number, month_length
from sources.dates.structure import End, Point, Reading, Span

# First and last month of the groupings of EDTF level 2; 13 and 14 are in the following year.
# A winter is the one that begins in December of its year, as EDTF orders the seasons.
GROUPINGS = {
    **dict.fromkeys((21, 25, 31), (3, 5)),
    **dict.fromkeys((22, 26, 32), (6, 8)),
    **dict.fromkeys((23, 27, 29), (9, 11)),
    **dict.fromkeys((24, 28, 30), (12, 14)),
    **{33 + quarter: (3 * quarter + 1, 3 * quarter + 3) for quarter in range(4)},
    **{37 + third: (4 * third + 1, 4 * third + 4) for third in range(3)},
    **{40 + half: (6 * half + 1, 6 * half + 6) for half in range(2)},
}
Days = tuple[int, int]


def matching(pattern: str, numbers: Iterable[int]) -> Iterator[int]:
    """Yield the numbers that a pattern with X for unknown digits can mean; no pattern means all."""
    form = re.compile(pattern.lstrip("-").replace("X", ".") or ".*")
    width = len(pattern.lstrip("-"))
    return (number for number in numbers if form.fullmatch(f"{abs(number):0{width}}"))


def years(point: Point) -> tuple[int, int]:
    """Return the first and the last year (astronomical) that a point can mean."""
    sign = -1 if "-" in point.year else 1
    digits, _, zeros = point.year.lstrip("Y-").partition("E")
    least, most = (int(digits.replace("X", digit)) * 10 ** int(zeros or 0) for digit in "09")
    if point.significant:
        unit = 10 ** max(len(str(least)) - point.significant, 0)
        least, most = least // unit * unit, least // unit * unit + unit - 1
    return (least, most) if sign == 1 else (-most, -least)


def months(point: Point) -> list[int]:
    """Return the months that a point can mean; above 12 they are in the following year."""
    if point.month.isdigit() and int(point.month) in GROUPINGS:
        first, last = GROUPINGS[int(point.month)]
        return list(range(first, last + 1))
    return list(matching(point.month, range(1, 13)))


def days_in(point: Point, year: int, calendar: Calendar) -> Days | None:
    """Return the first and the last day number that a point can mean within a year, if there is one."""
    spans = (_days_in_month(point, year + (month - 1) // 12, (month - 1) % 12 + 1, calendar) for month in months(point))
    found = [span for span in spans if span]
    return (found[0][0], found[-1][1]) if found else None


def _days_in_month(point: Point, year: int, month: int, calendar: Calendar) -> Days | None:
    days = list(matching(point.day, range(1, month_length(year, month, calendar) + 1)))
    if not days:
        return None
    return day_number(year, month, days[0], calendar), day_number(year, month, days[-1], calendar)


def point_bounds(point: Point, calendar: Calendar) -> Days | None:
    """Return the first and last day number of a point, or None if the calendar has no such day."""
    if point.is_exact:
        return _exact(point, calendar)
    first, last = years(point)
    if not point.day:
        return days_in(point, first, calendar)[0], days_in(point, last, calendar)[1]
    if not days_in(point, 2000, calendar):  # not even in a leap year
        return None
    forwards = (days_in(point, year, calendar) for year in matching(point.year, range(first, last + 1)))
    backwards = (days_in(point, year, calendar) for year in matching(point.year, range(last, first - 1, -1)))
    lower = next(filter(None, forwards), None)
    return (lower[0], next(filter(None, backwards))[1]) if lower else None


def _exact(point: Point, calendar: Calendar) -> Days | None:
    try:
        number = day_number(*point.date(), calendar)
    except ValueError:
        return None
    return number, number


@lru_cache(maxsize=4096)
def bounds(reading: Reading, calendar: Calendar) -> Days:
    """Return the first and last day number of a reading.

    In an unknown calendar the first is by the earlier reading and the last by the later. Raises
    LookupError if no calendar that comes into question has such days.
    """
    found = [days for kind in calendar.readings if (days := _bounds(reading, kind))]
    if not found:
        raise LookupError(str(reading))
    return min(lower for lower, _ in found), max(upper for _, upper in found)


def _bounds(reading: Reading, calendar: Calendar) -> Days | None:
    if isinstance(reading, Point):
        return point_bounds(reading, calendar)
    if isinstance(reading, Span):
        lower, upper = _end_bounds(reading.lower, calendar), _end_bounds(reading.upper, calendar)
        return (lower[0], upper[1]) if lower and upper else None
    inside = [_bounds(member, calendar) for member in reading.members]
    if None in inside:
        return None
    return min(lower for lower, _ in inside), max(upper for _, upper in inside)


def _end_bounds(end: Point | End, calendar: Calendar) -> Days | None:
    return (BEGINNING, END) if isinstance(end, End) else point_bounds(end, calendar)
