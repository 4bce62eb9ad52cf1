"""Calendars and the Julian day numbers of their days, for any year."""

from enum import StrEnum

from convertdate import gregorian, julian

BEGINNING = -(2**62)  # the day number of an end that is open towards the past
END = 2**62

# The Julian day number of 15 October 1582, the first day of the Gregorian calendar.
GREGORIAN_BEGINS = 2299161

# Both calendars repeat after 400 years. Years are shifted into one such cycle, because
# convertdate counts in floating point, which is exact only near our own time.
CYCLE = 400
BASE_YEAR = 2000


class Calendar(StrEnum):
    """The calendar that a date is written in."""

    GREGORIAN = "gregorian"
    JULIAN = "julian"
    UNKNOWN = "unknown"

    @property
    def readings(self) -> tuple["Calendar", ...]:
        """The calendars in which a date of this one may have to be read."""
        if self is Calendar.UNKNOWN:
            return (Calendar.GREGORIAN, Calendar.JULIAN)
        return (self,)

    @property
    def other(self) -> "Calendar":
        """The Julian for the Gregorian and the Gregorian for the Julian; unknown stays unknown."""
        return _OTHERS[self]


_OTHERS = {
    Calendar.GREGORIAN: Calendar.JULIAN,
    Calendar.JULIAN: Calendar.GREGORIAN,
    Calendar.UNKNOWN: Calendar.UNKNOWN,
}
_ENGINES = {Calendar.GREGORIAN: gregorian, Calendar.JULIAN: julian}
_CYCLE_DAYS = {Calendar.GREGORIAN: 146097, Calendar.JULIAN: 146100}


def month_length(year: int, month: int, calendar: Calendar) -> int:
    """Return how many days a month has; years are astronomical (0 is 1 BCE)."""
    return _ENGINES[calendar].month_length(BASE_YEAR + year % CYCLE, month)


def day_number(year: int, month: int, day: int, calendar: Calendar = Calendar.GREGORIAN) -> int:
    """Return the Julian day number, at noon, of a day; years are astronomical (0 is 1 BCE).

    Raises ValueError for a day that the calendar does not have, and for an unknown calendar.
    """
    if calendar is Calendar.UNKNOWN:
        raise ValueError("a day has a number only in a known calendar")
    cycles, rest = divmod(year, CYCLE)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    midnight = _ENGINES[calendar].to_jd(BASE_YEAR + rest, month, day)
    return int(midnight + 0.5) + (cycles - BASE_YEAR // CYCLE) * _CYCLE_DAYS[calendar]


def day_of(number: int, calendar: Calendar = Calendar.GREGORIAN) -> tuple[int, int, int]:
    """Return the year (astronomical), month and day of a Julian day number."""
    base = day_number(BASE_YEAR, 1, 1, calendar)
    cycles, rest = divmod(number - base, _CYCLE_DAYS[calendar])
    year, month, day = _ENGINES[calendar].from_jd(base + rest)
    return int(year) + cycles * CYCLE, int(month), int(day)


def anniversaries(month: int, day: int, last_year: int) -> list[int]:
    """Return the Julian day numbers of a day of the Gregorian year, in each year that has it, since that calendar began."""
    years = (year for year in range(1582, last_year + 1) if day <= month_length(year, month, Calendar.GREGORIAN))
    numbers = (day_number(year, month, day) for year in years)
    return [number for number in numbers if number >= GREGORIAN_BEGINS]
