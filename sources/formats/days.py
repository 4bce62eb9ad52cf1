"""Dates as people write them in bibliographies, to dates of the reference."""

import re
from functools import lru_cache

from sources.reference import Date

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
MONTH_WORD = re.compile(rf"\b({'|'.join(MONTHS)})[a-z]*", re.IGNORECASE)
DAY = re.compile(r"\b([1-9]|0[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
YEARS = re.compile(r"(\d{4})\s*(?:-{1,3}|–|—|/|\s+and\s+|\s+to\s+)\s*(\d{4}|\d\d)(?!\d)")
NUMERIC = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ][\d:.Z+-]*)?")
CIRCA = re.compile(r"\b(?:c|ca|circa|um|около|ок)\b\.?|\?|~", re.IGNORECASE)


@lru_cache(maxsize=4096)
def read_date(text: str) -> Date | None:
    """A date in any of the ways that people write one in a `date` or `year` field; None if it says nothing."""
    text = text.strip()
    if not text.strip(" ./-?"):
        return None
    if text.isdecimal() and len(text) == 4:
        return Date(((int(text),),)) if int(text) else None
    return numeric_date(text) or edtf_date(text) or written_date(text)


def numeric_date(text: str) -> Date | None:
    found = NUMERIC.fullmatch(text)
    if not found or not found[1].strip("0"):
        return None
    numbers = [int(number) for number in found.groups() if number]
    in_range = 1 <= (numbers[1]) <= 12 and (len(numbers) < 3 or 1 <= numbers[2] <= 31)
    return Date((tuple(numbers),)) if in_range else None


def edtf_date(text: str) -> Date | None:
    date = Date.from_edtf(text)
    return date if date.parts else None


def written_date(text: str) -> Date:
    """Words around a year: the year is taken, and the words are kept."""
    if found := YEARS.search(text):
        first, last = found[1], found[2].rjust(4, " ")
        last = first[: 4 - len(last.strip())] + last.strip()
        parts = ((int(first),), (int(last),)) if int(last) >= int(first) else ((int(first),),)
        return Date(parts, raw="" if found[0] == text else text)
    years = YEAR.findall(text)
    if not years:
        return Date(literal=text)
    month, day = read_month(text.replace(years[0], " ", 1))
    circa = bool(CIRCA.search(text))
    known = tuple(number for number in (int(years[0]), month, day if month else 0) if number)
    is_whole = circa and re.fullmatch(r"(?:c|ca|circa)?\.?\s*\d{4}\s*[?~]?", text, re.IGNORECASE)
    return Date((known,), circa, raw="" if is_whole or is_spoken(text, known) else text)


def is_spoken(text: str, known: tuple[int, ...]) -> bool:
    """True if the numbers say all that the words do: 12 March 1917."""
    rest = MONTH_WORD.sub("", text, count=1) if len(known) > 1 else text
    return not re.sub(r"\d|(?<=\d)(?:st|nd|rd|th)|[\s,.]", "", rest)


def read_month(text: str) -> tuple[int, int]:
    """Month and day, 0 where unknown, of "3", "mar", "March", "5 March", "March 5", "mar # ~5"."""
    text = text.strip(" .,")
    if text.isdecimal() and len(text) < 3:
        return (int(text) if 1 <= int(text) <= 12 else 0), 0
    word = MONTH_WORD.search(text)
    day = DAY.search(text) if word else None
    return (MONTHS.index(word[1].lower()) + 1 if word else 0), (int(day[1]) if day else 0)


@lru_cache(maxsize=4096)
def read_parts(year: str, month: str = "", day: str = "") -> Date | None:
    """A year, a month and a day from three fields."""
    date = read_date(year)
    if date is None or not month or len(date.parts) != 1 or len(date.parts[0]) != 1:
        return date
    number, of_month = read_month(month)
    of_month = int(day) if len(day) < 3 and day.isdecimal() and 1 <= int(day) <= 31 else of_month
    season = next((SEASONS[word] for word in month.lower().split() if word in SEASONS), "")
    if not number:
        return Date(date.parts, date.circa, season, raw=date.raw or (f"{month} {year}" if month and not season else ""))
    months = [MONTHS.index(word.lower()) + 1 for word in MONTH_WORD.findall(month)]
    first = (date.parts[0][0], number, of_month) if of_month else (date.parts[0][0], number)
    last = ((date.parts[0][0], months[1]),) if len(months) == 2 and not of_month and months[1] > months[0] else ()
    return Date((first, *last), date.circa, raw=date.raw)
