"""Historical dates: EDTF in the Gregorian or the Julian calendar, sorted, filtered, and put into words."""

from sources.dates.calendars import BEGINNING, END, GREGORIAN_BEGINS, Calendar, anniversaries, day_number, day_of
from sources.dates.historical import (
    HistoricalDate,
    certainly_within,
    display,
    display_parts,
    of_csl,
    parse,
    possibly_within,
)
from sources.dates.structure import WrongDate
from sources.dates.wording import Part

__all__ = [
    "BEGINNING",
    "END",
    "GREGORIAN_BEGINS",
    "Calendar",
    "HistoricalDate",
    "Part",
    "WrongDate",
    "anniversaries",
    "certainly_within",
    "day_number",
    "day_of",
    "display",
    "display_parts",
    "of_csl",
    "parse",
    "possibly_within",
]
