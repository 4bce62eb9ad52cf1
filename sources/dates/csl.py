"""Dates as CSL-JSON, in the calendar that they are in: CSL knows no calendar."""

from typing import Any

from sources.complaints import Saying
from sources.dates.bounds import years
from sources.dates.naming import as_span
from sources.dates.structure import End, Group, Point, Reading, Span, WrongDate, edtf_year, points

Csl = dict[str, Any]


def to_csl(reading: Reading, literal: str) -> Csl:
    """Return a CSL date: parts where CSL can hold them, the literal text where it cannot.

    CSL counts 1 BCE as -1 and has no year 0; uncertain and approximate dates are `circa`.
    """
    whole = (as_span(reading) or reading) if isinstance(reading, Point) else reading
    ends = (whole,) if isinstance(whole, Point) else _ends(whole)
    if not all(isinstance(end, Point) and _has_parts(end) for end in ends):
        return {"literal": literal}
    date: Csl = {"date-parts": [_parts(end) for end in ends]}
    if len(ends) == 1 and ends[0].season:
        date["season"] = (ends[0].season - 21) % 4 + 1
    if any(point.is_uncertain or point.is_approximate for point in points(reading)):
        date["circa"] = True
    return date


def _ends(reading: Span | Group) -> tuple[Point | End | Group, ...]:
    if isinstance(reading, Group):
        return (reading,)
    seasons = any(isinstance(end, Point) and end.season for end in (reading.lower, reading.upper))
    return (End.UNKNOWN,) if seasons else (reading.lower, reading.upper)


def _has_parts(point: Point) -> bool:
    """Can CSL hold this without loss? An unknown month or day at the end may be left out."""
    month, day = point.month.replace("XX", ""), point.day.replace("XX", "")
    if "X" in point.year + month + day or point.significant or (day and not month):
        return False
    return not month or int(month) <= 12 or bool(point.season)


def _parts(point: Point) -> list[int]:
    year = years(point)[0]
    parts = [year if year > 0 else year - 1]
    if point.month.isdigit() and not point.season:
        parts.append(int(point.month))
        parts.extend([int(point.day)] if point.day.isdigit() else [])
    return parts


def from_csl(date: Csl) -> str:
    """Return the EDTF of a CSL date's numbers, or "" if it has none.

    Raises WrongDate for parts that are no numbers.
    """
    ends = [_edtf(parts) for parts in date.get("date-parts") or []]
    if not any(ends):
        return ""
    if len(ends) == 1 and date.get("season") and len(ends[0]) == 4:
        ends[0] += _season(date["season"])
    mark = "~" if str(date.get("circa") or "false").lower() not in ("false", "0") else ""
    return "/".join(f"{end}{mark}" if end else ".." for end in ends)


def _season(season: object) -> str:
    """Write a season, which CSL counts from 1 to 4 or names."""
    text = str(season).lower()
    names = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
    number = 20 + int(text) if text in {"1", "2", "3", "4"} else names.get(text, 0)
    return f"-{number}" if number else ""


def _edtf(parts: list[object]) -> str:
    """Write one date; the first of its parts that is 0 or missing ends it."""
    numbers = [_integer(part) for part in parts]
    year, *rest = (*numbers, 0)
    if not year:
        return ""
    fine = rest[: rest.index(0)][:2]
    if fine and fine[0] > 12:  # 13 to 16 are seasons to some writers, 21 to 24 to others
        fine = [fine[0] + 8 if fine[0] < 17 else fine[0]]
    return "-".join([edtf_year(year if year > 0 else year + 1), *(f"{part:02}" for part in fine)])


def _integer(part: object) -> int:
    try:
        return int(str(part or 0))
    except ValueError:
        raise WrongDate(str(part), Saying("this part of a date is no number"), "1917-11-07") from None
