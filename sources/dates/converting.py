"""A date carried from one calendar into the other."""

from dataclasses import replace

from sources.dates.bounds import bounds
from sources.dates.calendars import GREGORIAN_BEGINS, Calendar, day_number, day_of
from sources.dates.structure import End, Group, Point, Reading, Span, edtf_year, points


def converted(reading: Reading, calendar: Calendar, target: Calendar) -> Reading | None:
    """Return a reading in another calendar, or None where it is not made of single days.

    None too beyond the years of four digits, for which EDTF has no days.
    """
    if calendar is target:
        return reading
    if Calendar.UNKNOWN in (calendar, target) or not all(map(_is_convertible, points(reading))):
        return None
    result = _converted(reading, calendar, target)
    return None if any(point.year.startswith("Y") for point in points(result)) else result


def in_both(reading: Reading, calendar: Calendar) -> tuple[Reading, Reading] | None:
    """Return a reading in the Julian and in the Gregorian calendar, or None where only one makes sense.

    Days before 15 October 1582, when there was no Gregorian calendar, stay in the one they are in.
    """
    julian = converted(reading, calendar, Calendar.JULIAN)
    gregorian = converted(reading, calendar, Calendar.GREGORIAN)
    first = min(bounds(point, calendar)[0] for point in points(reading))
    return (julian, gregorian) if julian and gregorian and first >= GREGORIAN_BEGINS else None


def _is_convertible(point: Point) -> bool:
    """Is it one day, and its mark, if it has one, of the whole?"""
    return point.is_exact and not point.part_marks


def _converted(reading: Reading | End, calendar: Calendar, target: Calendar) -> Reading | End:
    if isinstance(reading, Point):
        year, month, day = day_of(day_number(*reading.date(), calendar), target)
        return replace(reading, year=edtf_year(year), month=f"{month:02}", day=f"{day:02}", text="")
    if isinstance(reading, Span):
        ends = (_converted(end, calendar, target) for end in (reading.lower, reading.upper))
        return Span(*ends, reading.sign)
    if isinstance(reading, Group):
        members = tuple(_converted(member, calendar, target) for member in reading.members)
        return replace(reading, members=members)
    return reading
