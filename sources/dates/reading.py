"""EDTF read into structure, levels 0 to 2, in linear time.

The library `edtf` reads an expression in 2 to 80 milliseconds, and crashes on some (`1917-1X`,
`../19XX`); ten thousand imported dates would take minutes. It is the oracle of the tests instead.
"""

import re

from sources.complaints import Saying
from sources.dates.bounds import bounds, months, point_bounds, years
from sources.dates.calendars import Calendar, month_length
from sources.dates.structure import End, Group, Point, Reading, Span, WrongDate, edtf_year

LONGEST = 200  # characters
LARGEST_YEAR = 10**15  # its days still fit a 64-bit column

POINT = re.compile(
    r"(?P<year_left>[?~%])?"
    r"(?P<year>-?[0-9X]{4}|Y-?[1-9][0-9]{0,16}(?:E[1-9][0-9]?)?)(?:S(?P<significant>[1-9][0-9]?))?"
    r"(?P<year_right>[?~%])?"
    r"(?:-(?P<month_left>[?~%])?(?P<month>[0-9X]{2})(?P<month_right>[?~%])?"
    r"(?:-(?P<day_left>[?~%])?(?P<day>[0-9X]{2})(?P<day_right>[?~%])?"
    r"(?P<time>T(?:[01][0-9]|2[0-4]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?)?"
    r")?)?"
)
MARKS = ("year_left", "year_right", "month_left", "month_right", "day_left", "day_right")


class NotEDTF(WrongDate):
    """A text that has not even the form of EDTF."""

    def __init__(self, value: str) -> None:
        super().__init__(value, Saying("this is not a date in EDTF"), "1917-11-07")


def read(text: str, calendar: Calendar) -> Reading:
    """Return the structure of an EDTF expression whose every day exists in the calendar.

    Raises NotEDTF for what has not the form, WrongDate for what has it and cannot be.
    """
    if len(text) > LONGEST:
        raise WrongDate(text[:LONGEST], Saying("a date has at most %(count)s characters", count=LONGEST), "1917-11-07")
    text = re.sub(r" *(\.\.|[/,\[\]{}]) *", r"\1", text.strip())
    if text[:1] + text[-1:] in ("[]", "{}"):
        return _group(text, calendar)
    return _span(text, "/", calendar) if "/" in text else _point(text, calendar)


def _group(text: str, calendar: Calendar) -> Group:
    texts = text[1:-1].split(",")
    members = tuple(_span(part, "..", calendar) if ".." in part else _point(part, calendar) for part in texts)
    if len(members) == 1 and isinstance(members[0], Point):
        raise WrongDate(text, Saying("a set needs at least two dates"), str(members[0]))
    return Group(members, is_choice=text[0] == "[")


def _span(text: str, sign: str, calendar: Calendar) -> Span:
    ends = text.split(sign)
    if len(ends) != 2:
        raise NotEDTF(text)
    span = Span(*(_end(end, sign, calendar) for end in ends), sign)
    if isinstance(span.lower, End) and isinstance(span.upper, End):
        raise WrongDate(text, Saying("a span needs a date at one end at least"), "1918/..")
    earliest, latest = bounds(span, calendar)
    if earliest > latest:
        turned = Span(span.upper, span.lower, sign)
        example = str(turned) if sign == "/" else f"[{turned}]"
        raise WrongDate(text, Saying("the span ends before it begins"), example)
    return span


def _end(text: str, sign: str, calendar: Calendar) -> Point | End:
    if text == ".." or (sign == ".." and not text):
        return End.OPEN
    return _point(text, calendar) if text else End.UNKNOWN


def _point(text: str, calendar: Calendar) -> Point:
    match = POINT.fullmatch(text)
    if not match or text.startswith("-0000"):
        raise NotEDTF(text)
    part = {name: value or "" for name, value in match.groupdict().items()}
    last = "day_right" if part["day"] else "month_right" if part["month"] else "year_right"
    marks = "".join(part[name] for name in MARKS)
    is_whole = marks == part[last]
    point = Point(
        year=part["year"],
        month=part["month"],
        day=part["day"],
        mark=marks if is_whole else "",
        part_marks="" if is_whole else marks,
        significant=int(part["significant"] or 0),
        time=part["time"],
        text=text,
    )
    _check_year(point)
    _check_days(point, calendar)
    return point


def _check_year(point: Point) -> None:
    if max(map(abs, years(point))) > LARGEST_YEAR:
        raise WrongDate(str(point), Saying("the year is too far away to be counted"), "Y-17E7")
    if point.significant and (point.month or "X" in point.year):
        raise WrongDate(str(point), Saying("significant digits belong to a known year alone"), "1950S2")
    if point.year.startswith("Y") and point.month:
        raise WrongDate(str(point), Saying("a long year has no months"), point.year)
    if point.year.startswith("Y") and max(map(abs, years(point))) < 10000:
        raise WrongDate(
            str(point), Saying("a year of up to four digits is written without Y"), edtf_year(years(point)[0])
        )


def _check_days(point: Point, calendar: Calendar) -> None:
    if point.month and not months(point):
        raise WrongDate(str(point), Saying("there is no month %(month)s", month=point.month), f"{point.year}-11")
    if point.day and point.month.isdigit() and int(point.month) > 12:
        raise WrongDate(str(point), Saying("only a month has days"), f"{point.year}-{point.month}")
    if not any(point_bounds(point, kind) for kind in calendar.readings):
        raise _no_such_day(point, calendar)


def _no_such_day(point: Point, calendar: Calendar) -> WrongDate:
    year, month = years(point)[1], months(point)[-1]
    length = max(month_length(year, month, kind) for kind in calendar.readings)
    reason = Saying("there is no day %(day)s in this month, which has %(length)s", day=point.day, length=length)
    if point.day == "29" and month_length(year, month, Calendar.JULIAN) == 29:
        reason = Saying("%(reason)s in the Gregorian calendar, and 29 in the Julian", reason=reason)
    return WrongDate(str(point), reason, f"{point.year}-{month:02}-{length}")
