"""Extended Date/Time Format (ISO 8601-2, levels 0 and 1) to the parts that CSL dates are made of."""

import re
from dataclasses import dataclass

POINT = re.compile(r"(Y?-?[0-9X]{4,9})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?(?:T[0-9:.Z+-]*)?([?~%])?")
OPEN = ("", "..")
SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}


@dataclass(frozen=True, slots=True)
class EdtfReading:
    """What an EDTF string says in CSL's terms; `exact` is false where it says more than these can hold."""

    parts: tuple[tuple[int, ...], ...]
    circa: bool = False
    season: int = 0
    exact: bool = True


def read_edtf(text: str) -> EdtfReading | None:
    """
    Reads a date or an interval; None if it is neither.

    EDTF counts years astronomically (0000 is 1 BC), CSL historically: -0430 becomes -431.
    """
    halves = text.strip().split("/")
    points = [read_point(half) for half in halves if half not in OPEN]
    if len(halves) > 2 or not points or None in points:
        return None
    readings = [point for point in points if point]
    return EdtfReading(
        tuple(point.parts[0] for point in readings),
        any(point.circa for point in readings),
        readings[0].season,
        len(points) == len(halves) and all(point.exact for point in readings),
    )


def read_point(text: str) -> EdtfReading | None:
    found = POINT.fullmatch(text)
    if not found:
        return None
    year, month, day, qualifier = found.groups()
    numbers = [historical_year(year), *whole_numbers(month, day)]
    season = SEASONS.get(numbers[1], 0) if len(numbers) > 1 else 0
    if len(numbers) > 1 and not season and not (1 <= numbers[1] <= 12 and numbers[-1] <= 9999):
        return None
    exact = "X" not in text and qualifier in (None, "~")
    return EdtfReading((tuple(numbers[:1] if season else numbers),), bool(qualifier), season, exact)


def historical_year(year: str) -> int:
    number = int(year.removeprefix("Y").replace("X", "0"))
    return number if number > 0 else number - 1


def whole_numbers(*texts: str | None) -> list[int]:
    """The numbers up to the first that is missing or unspecified."""
    numbers: list[int] = []
    for text in texts:
        if not text or "X" in text:
            break
        numbers.append(int(text))
    return numbers
