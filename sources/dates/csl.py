"""Dates as CSL-JSON, in the calendar that they are in: CSL knows no calendar."""

import re
from typing import Any

from sources.dates.bounds import years
from sources.dates.structure import End, Group, Point, Reading, Span, WrongDate, points

Csl = dict[str, Any]


def to_csl(reading: Reading, literal: str) -> Csl:
    """Return a CSL date: parts where CSL can hold them, the literal text where it cannot.

    CSL counts 1 BCE as -1 and has no year 0; uncertain and approximate dates are `circa`.
    """
    ends = (reading,) if isinstance(reading, Point) else _ends(reading)
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
    """Return the EDTF of a CSL date; raises WrongDate for one of text only."""
    ends = [_edtf([int(part) for part in parts]) for parts in date.get("date-parts") or []]
    if not ends or not ends[0]:
        text = str(date.get("raw") or date.get("literal") or "")
        raise WrongDate(text, "this date is text, not numbers", "1917-11-07")
    mark = "~" if date.get("circa") and str(date["circa"]).lower() not in ("false", "0") else ""
    if len(ends) == 1 and "season" in date and re.fullmatch(r"-?[0-9]{4}", ends[0]):
        ends[0] += f"-{_season(date['season'])}"
    return "/".join(f"{end}{mark}" if end else ".." for end in ends)


def _season(season: object) -> int:
    number = int(str(season)) if str(season).isdigit() else 0
    return 20 + number if 1 <= number <= 4 else 20 + (number - 1) % 4 + 1


def _edtf(parts: list[int]) -> str:
    """Write one date; its first zero ends it, and a year 0 is no date."""
    year, *rest = parts or [0]
    if not year:
        return ""
    year = year if year > 0 else year + 1
    sign = "-" if year < 0 else ""
    text = f"Y{year}" if abs(year) > 9999 else f"{sign}{abs(year):04}"
    for part in rest:
        if not part:
            break
        text += f"-{part:02}"
    return text
