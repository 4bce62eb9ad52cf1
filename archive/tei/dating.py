"""Dates as TEI has them: what is certain by attributes, and always the EDTF."""

import re
from collections.abc import Iterator

from sources.dates import Calendar, HistoricalDate
from sources.formats.markup import Element

PLAIN = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?")


def dates(date: HistoricalDate | None) -> Iterator[Element]:
    """Yield a date in each calendar that it can be told in, as the source writes it where that is kept."""
    for one in date.both_calendars() if date else ():
        own = one.calendar == date.calendar
        yield Element("date", ((date.as_written if own else "") or one.edtf,), attributes(one))


def attributes(date: HistoricalDate | None) -> dict[str, str]:
    """Return when it was; `when` and its like are Gregorian, so that other calendars have those of their own."""
    if date is None:
        return {}
    found = {} if date.calendar == Calendar.UNKNOWN else {"calendar": f"#{date.calendar.value}"}
    if date.is_certain:
        found |= _span(date.edtf, "-custom" if date.calendar == Calendar.JULIAN else "", date.calendar)
    return found | ({} if date.is_certain else {"cert": "low" if date.is_uncertain else "medium"})


def _span(edtf: str, ending: str, calendar: Calendar) -> dict[str, str]:
    if calendar == Calendar.UNKNOWN:
        return {}
    ends = edtf.split("/")
    names = ("when",) if len(ends) == 1 else ("from", "to")
    found = {f"{name}{ending}": end for name, end in zip(names, ends, strict=False) if PLAIN.fullmatch(end)}
    return found | ({"datingMethod": f"#{calendar.value}"} if found and ending else {})
