"""Dates of CSL-JSON: date-parts, literal, raw and EDTF (level 0 and what CSL can say of level 1)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}


class Day(NamedTuple):
    """A point in time as far as it is known: zero where a part is not; `season` 1 to 4."""

    year: int = 0
    month: int = 0
    day: int = 0
    season: int = 0

    def __bool__(self) -> bool:
        return bool(self.year or self.month or self.day or self.season)

    @property
    def key(self) -> str:
        """Sorts by time; years before Christ count down."""
        month = self.month or self.season * 3
        return f"{self.year + 500000:07d}{month:02d}{self.day:02d}"


OPEN_END = Day(0)


@dataclass(frozen=True, slots=True)
class Date:
    """A day or a span; `is_open` is a span without an end; `literal` is shown as it stands."""

    start: Day
    end: Day | None = None
    circa: bool = False
    literal: str = ""
    is_open: bool = False

    @property
    def is_range(self) -> bool:
        return self.end is not None or self.is_open


def read_date(source: object) -> Date | None:
    """The date of a CSL-JSON field, or nothing."""
    if isinstance(source, (str, int)) and not isinstance(source, bool):
        return read_words(str(source))
    if isinstance(source, list):
        source = {"date-parts": source}
    if not isinstance(source, dict):
        return None
    circa = _is_true(source.get("circa"))
    parts = source.get("date-parts")
    if isinstance(parts, list) and parts:
        return _from_parts(parts, source, circa)
    literal = source.get("literal")
    if isinstance(literal, str) and literal.strip():
        return Date(Day(), None, circa, literal.strip())
    words = source.get("edtf") or source.get("raw")
    found = read_words(str(words)) if words else None
    if found and circa:
        return Date(found.start, found.end, True, found.literal, found.is_open)
    return found


def _is_true(value: object) -> bool:
    return bool(value) and str(value).lower() not in ("false", "0", "no")


def _from_parts(parts: list[object], source: dict[str, object], circa: bool) -> Date | None:
    if len(parts) == 1 and len(source) == 1:
        return _plain_date(_read_parts(parts[0], 0))
    season = _season(source.get("season"))
    start = _read_parts(parts[0], season)
    if not start:
        return None
    if len(parts) < 2:
        return Date(start, None, circa)
    end = _read_parts(parts[1], 0)
    return Date(start, end if end else None, circa, is_open=not end)


@lru_cache(maxsize=4096)
def _plain_date(start: Day) -> Date | None:
    return Date(start) if start else None


def _season(value: object) -> int:
    if value is None:
        return 0
    words = str(value).strip().lower()
    if words.isdigit():
        return int(words) if 1 <= int(words) <= 4 else 0
    return SEASONS.get(words, 0)


def _read_parts(parts: object, season: int) -> Day:
    if not isinstance(parts, (list, tuple)):
        parts = [parts]
    return _make_day(*[_integer(part) for part in parts[:3]], season=season)


@lru_cache(maxsize=4096)
def _make_day(year: int = 0, month: int = 0, day: int = 0, season: int = 0) -> Day:
    if 13 <= month <= 24:
        return Day(year, 0, 0, (month - 13) % 4 + 1)
    if not 0 <= month <= 12:
        month = day = 0
    return Day(year, month, day if 0 < day < 32 else 0, season)


def _integer(value: object) -> int:
    try:
        number = value if value.__class__ is int else int(str(value).strip())
    except ValueError:
        return 0
    return number if abs(number) < 400_000 else 0


EDTF_DAY = re.compile(
    r"(?P<mark>[~?%])?(?P<year>[Yy]?[+-]?\d{1,6}|\d{2,3}[uUX]{1,2})"
    r"(?:-(?P<month>\d{2}|[uUX]{2})(?:-(?P<day>\d{2}|[uUX]{2}))?)?(?:T[\d:.+Z-]*)?(?P<end>[~?%]*)\Z"
)
NUMERIC = re.compile(r"(?P<year>-?\d{3,6})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?\Z")
MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]{3,})\.?(?:\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?)?,?\s+(?P<year>\d{3,4})\Z")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\.?\s+(?P<month>[^\W\d_]{3,})\.?,?\s+(?P<year>\d{3,4})\Z")
SLASHED = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{3,4})\Z")
BEFORE_CHRIST = re.compile(r"(?P<year>\d+)\s*(?:BCE?|B\.C\.(?:E\.)?)\Z", re.IGNORECASE)
CIRCA = re.compile(r"(?:c|ca|circa)\.?\s+|\[|\]|\?\Z", re.IGNORECASE)


def read_words(words: str) -> Date | None:
    """A date in words or EDTF; what cannot be read stays literal."""
    words = words.strip()
    if not words:
        return None
    for reader in (_read_interval, _read_natural_range):
        found = reader(words)
        if found is not None:
            return found
    plain = CIRCA.sub("", words).strip()
    day = _read_day(plain)
    if day is None:
        return Date(Day(), None, False, words)
    return Date(day, None, _is_marked(words) or plain != words)


def _is_marked(words: str) -> bool:
    return any(sign in words for sign in "~?%")


def _read_interval(words: str) -> Date | None:
    start, slash, end = words.partition("/")
    if not slash or "/" in end:
        return None
    first = _edtf_day(start)
    if first is None or not first:
        return None
    if end.strip() in ("", "..", "open"):
        return Date(first, None, _is_marked(start), is_open=True)
    second = _edtf_day(end)
    if second is None or (len(end.strip()) < 3 and len(start.strip()) > 3):
        return None
    return Date(first, second, _is_marked(words))


def _read_natural_range(words: str) -> Date | None:
    for dash in (" - ", "–", " to ", "--"):
        start, found, end = words.partition(dash)
        if found:
            first, second = _read_day(start.strip()), _read_day(end.strip())
            return Date(first, second) if first and second else None
    years = re.match(r"(\d{4})-(\d{4})\Z", words)
    return Date(Day(int(years[1])), Day(int(years[2]))) if years else None


def _read_day(words: str) -> Day | None:
    return _edtf_day(words) or _numeric_day(words) or _named_day(words)


def _edtf_day(words: str) -> Day | None:
    found = EDTF_DAY.match(words.strip())
    if not found:
        return None
    digits = re.sub("[uUX]", "0", found["year"].lstrip("Yy"))
    year = int(digits)
    # EDTF counts a year zero, CSL does not: -0043 is 44 BC.
    year = year - 1 if year <= 0 and len(digits) > 3 else year
    month, day = _two_digits(found["month"]), _two_digits(found["day"])
    if 21 <= month <= 24:
        return Day(year, 0, 0, month - 20)
    if month > 12 or (found["month"] and len(digits.lstrip("+-")) < 4):
        return None
    return Day(year, month, day if day < 32 else 0)


def _two_digits(words: str | None) -> int:
    return int(words) if words and words.isdigit() else 0


def _numeric_day(words: str) -> Day | None:
    found = NUMERIC.match(words) or SLASHED.match(words)
    if found:
        day = _read_parts([found["year"], found["month"] or 0, found["day"] or 0], 0)
        return day or None
    found = BEFORE_CHRIST.match(words)
    return Day(-int(found["year"])) if found else None


def _named_day(words: str) -> Day | None:
    found = MONTH_FIRST.match(words) or DAY_FIRST.match(words)
    if not found:
        return None
    name, year = found["month"].lower(), int(found["year"])
    if name in SEASONS:
        return Day(year, 0, 0, SEASONS[name])
    month = MONTHS.get(name)
    return Day(year, month, int(found["day"] or 0)) if month else None
