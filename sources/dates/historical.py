"""The historical date: EDTF, its calendar, and how the source writes it."""

from dataclasses import dataclass, replace
from functools import lru_cache, partial

from sources.dates.bounds import bounds
from sources.dates.calendars import BEGINNING, END, Calendar
from sources.dates.converting import converted, in_both
from sources.dates.csl import Csl, from_csl, to_csl
from sources.dates.explaining import explained
from sources.dates.reading import read
from sources.dates.structure import Point, Reading, WrongDate, points
from sources.dates.wording import Part, worded


@dataclass(frozen=True)
class HistoricalDate:
    """A date in EDTF, read in its own calendar; `as_written` is the source's own wording.

    Raises WrongDate where the EDTF cannot be read, or names a day that its calendar has not.
    """

    edtf: str
    calendar: Calendar = Calendar.GREGORIAN
    as_written: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "calendar", Calendar(self.calendar))
        object.__setattr__(self, "edtf", str(self.reading))

    def __str__(self) -> str:
        return self.edtf

    @property
    def reading(self) -> Reading:
        """The structure of the EDTF."""
        return _read(self.edtf, self.calendar)

    @property
    def earliest(self) -> int:
        """The Julian day number of the first day that may be meant, BEGINNING where there is none."""
        return bounds(self.reading, self.calendar)[0]

    @property
    def latest(self) -> int:
        """The Julian day number of the last day that may be meant, END where there is none."""
        return bounds(self.reading, self.calendar)[1]

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """Order by the first day known, then by the last: what ends in 1918 sorts at its end."""
        start = self.latest if self.earliest == BEGINNING else self.earliest
        return start, self.latest, self.edtf

    @property
    def exact_day(self) -> bool:
        """Is this one day, without doubt, in a known calendar?"""
        is_day = isinstance(self.reading, Point) and self.reading.is_exact
        return is_day and self.is_certain and self.earliest == self.latest

    @property
    def is_open(self) -> bool:
        """Is one end open or unknown?"""
        return self.earliest == BEGINNING or self.latest == END

    @property
    def is_uncertain(self) -> bool:
        """Does the source, or the curator, doubt it?"""
        return any(point.is_uncertain for point in points(self.reading))

    @property
    def is_approximate(self) -> bool:
        """Is it about this time only?"""
        return any(point.is_approximate for point in points(self.reading))

    @property
    def is_certain(self) -> bool:
        """Is it neither doubted nor approximate, so that its bounds hold?"""
        return not (self.is_uncertain or self.is_approximate)

    def in_calendar(self, calendar: Calendar) -> "HistoricalDate | None":
        """Return the same days in another calendar, or None for what is not made of single days.

        October 1917 in the Julian calendar is no month of the Gregorian. What the source wrote
        stays with the date that it wrote.
        """
        target = Calendar(calendar)
        if target is self.calendar:
            return self
        reading = converted(self.reading, self.calendar, target)
        return HistoricalDate(str(reading), target) if reading else None

    def both_calendars(self) -> tuple["HistoricalDate", ...]:
        """Return the date in the Julian and in the Gregorian calendar, or itself alone.

        Alone is what cannot be converted, and what was before the Gregorian calendar began.
        """
        if not in_both(self.reading, self.calendar):
            return (self,)
        return tuple(self.in_calendar(calendar) for calendar in (Calendar.JULIAN, Calendar.GREGORIAN))

    def csl(self, language: str = "en") -> Csl:
        """Return the date as CSL-JSON, in its own calendar: the one that its source is dated in.

        What CSL cannot hold (open ends, sets, centuries) becomes a literal in the language.
        """
        return to_csl(self.reading, display(self, language))


@lru_cache(maxsize=8192)
def _read(edtf: str, calendar: Calendar) -> Reading:
    return read(edtf, calendar)


def parse(edtf: str, calendar: str = Calendar.GREGORIAN, as_written: str = "") -> HistoricalDate:
    """Return the date that a curator typed as EDTF.

    Raises WrongDate, which says what is wrong and gives an example.
    """
    try:
        return HistoricalDate(edtf, Calendar(calendar), as_written)
    except WrongDate as wrong:
        found = explained(edtf, wrong, Calendar(calendar))
        meaning = partial(display, HistoricalDate(found.example, Calendar(calendar)))
        raise WrongDate(edtf, found.reason, found.example, meaning) from None


def of_csl(date: Csl, calendar: str = Calendar.GREGORIAN) -> HistoricalDate:
    """Return the date of a CSL-JSON date, also of one whose text is EDTF; raises WrongDate for other text."""
    text = str(date.get("literal") or date.get("raw") or "")
    return replace(parse(from_csl(date) or text, calendar), as_written=text)


def display(date: HistoricalDate, language: str, both: bool = False) -> str:
    """Return a date in words of a language (ja, ru, en; English for all others).

    A Julian date is followed by the Gregorian, "25 October (7 November) 1917"; a Gregorian one
    stands alone unless `both` is asked for. What cannot be converted names its calendar.
    """
    return "".join(part.text for part in display_parts(date, language, both))


def display_parts(date: HistoricalDate, language: str, both: bool = False) -> tuple[Part, ...]:
    """Return the same in parts, each date of a pair with a title that names its calendar."""
    return worded(date.reading, date.calendar, language, both)


def certainly_within(date: HistoricalDate, start: int, end: int) -> bool:
    """Was it surely between two day numbers, both included? A doubtful or approximate date never was."""
    return date.is_certain and start <= date.earliest and date.latest <= end


def possibly_within(date: HistoricalDate, start: int, end: int) -> bool:
    """May it have been between two day numbers, both included?"""
    return date.earliest <= end and start <= date.latest
