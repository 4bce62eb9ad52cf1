"""What is wrong with a text that is not EDTF, and what its writer may have meant."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from babel import Locale

from sources.dates.calendars import Calendar
from sources.dates.reading import LONGEST, read
from sources.dates.structure import WrongDate

DASHES = re.compile(r"[\u2010-\u2015\u2212\u301c\uff5e\u30fc~](?=.)")
NUMBER = r"[0-9〇一二三四五六七八九十元]+"
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
ROMAN = {"I": 1, "V": 5, "X": 10}
WORD_MONTH = r"(?P<month>[a-zа-яё]+)\.?"
YEAR_END = r"(?:,? *(?:г\.?|года?))?"


def explained(text: str, wrong: WrongDate, calendar: Calendar) -> WrongDate:
    """Return a complaint that says, where it can be guessed, how to write what was meant."""
    plain = _plain(text[: LONGEST + 1])
    if not plain:
        return WrongDate(text, "no date is given", "1917-11-07", "7 November 1917")
    for reason, example in _suggestions(plain):
        if example != text and _is_readable(example, calendar):
            return WrongDate(text, reason, example)
    return wrong


def _suggestions(plain: str) -> list[tuple[str, str]]:
    """Return reasons and rewritings of a text, the likeliest first; they may still be wrong."""
    found = [
        ("digits and signs are written in half width", plain),
        ("unknown digits and signs are capital letters", plain.upper()),
        ("there are no spaces in a date", plain.replace(" ", "")),
    ]
    for pattern, reason, rewrite in REWRITINGS:
        match = re.fullmatch(pattern, plain, re.IGNORECASE)
        if match and len(plain) <= LONGEST:
            found.append((reason, rewrite(match)))
    return found


def _plain(text: str) -> str:
    """Return a text without full-width forms and with one kind of dash."""
    return DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip()


def _is_readable(text: str, calendar: Calendar) -> bool:
    try:
        read(text, calendar)
    except WrongDate:
        return False
    return True


@cache
def month_names() -> dict[str, int]:
    """Return the months of English and Russian by their names, long and short, in lower case."""
    names = {}
    for language in ("en", "ru"):
        for widths in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                names.update({name.lower().rstrip("."): number for number, name in widths[width].items()})
    return names


def _date(year: str, month: str | int = "", day: str | int = "") -> str:
    """Write a date of its numbers, each as wide as EDTF wants it."""
    text = f"{int(year):04}"
    return text + "".join(f"-{int(part):02}" for part in (month, day) if part)


def _parted(match: re.Match[str]) -> str:
    """Write a date of a match that names its year, its month and perhaps its day."""
    part = match.groupdict(default="")
    month = part["month"] if part["month"].isdigit() else month_names().get(part["month"].lower().rstrip("."), 99)
    return _date(part["year"], month, part.get("day", ""))


def _japanese(match: re.Match[str]) -> str:
    """Write a date in Japanese, whose year may be one of an era."""
    year, month, day = (_number(match[name] or "") for name in ("year", "month", "day"))
    return _date(str(year + ERAS.get(match["era"] or "", 0)), month, day)


def _number(text: str) -> int:
    """Read digits, or a number of kanji below a hundred."""
    digits = text.replace("元", "一").translate(str.maketrans("〇一二三四五六七八九", "0123456789"))
    if digits.isdigit():
        return int(digits)
    tens, ten, ones = digits.partition("十")
    return (int(tens or 1) * 10 + int(ones or 0)) if ten and f"{tens}{ones}0".isdigit() else 0


def _century(number: int) -> str:
    return f"{number - 1:02}XX"


def _roman(text: str) -> int:
    values = [ROMAN[letter] for letter in text.upper()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _inner(text: str) -> str:
    """Return a part of a text as EDTF: itself, or the first rewriting of it that can be read."""
    for _, example in [("", text), *_suggestions(text)]:
        if _is_readable(example, Calendar.UNKNOWN):
            return example
    return text


Rewriting = tuple[str, str, Callable[[re.Match[str]], str]]
TWO_DIGITS = "months and days have two digits, and years four"
YEAR_FIRST = "the year comes first, then the month, then the day"
NUMBERS = "months are written as numbers, and the year comes first"
REWRITINGS: tuple[Rewriting, ...] = (
    (r"([0-9]{4})-([0-9]{4})", "for a span use a slash", lambda m: f"{m[1]}/{m[2]}"),
    (
        r"([0-9]{2})([0-9]{2})-([0-9]{2})",
        "for a span use a slash and whole years",
        lambda m: f"{m[1]}{m[2]}/{m[1]}{m[3]}",
    ),
    (r"(?P<year>[0-9]{1,4})-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?", TWO_DIGITS, _parted),
    (
        r"(?P<year>[0-9]{4})[./ ](?P<month>[0-9]{1,2})(?:[./ ](?P<day>[0-9]{1,2}))?",
        "the parts are joined by hyphens",
        _parted,
    ),
    (r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", "the parts are joined by hyphens", _parted),
    (rf"(?P<day>[0-9]{{1,2}})[./ -](?P<month>[0-9]{{1,2}})[./ -](?P<year>[0-9]{{4}}){YEAR_END}", YEAR_FIRST, _parted),
    (r"(?P<month>[0-9]{1,2})[./-](?P<year>[0-9]{4})", YEAR_FIRST, _parted),
    (rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? {WORD_MONTH},? (?P<year>[0-9]{{4}}){YEAR_END}", NUMBERS, _parted),
    (rf"{WORD_MONTH} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}})", NUMBERS, _parted),
    (rf"{WORD_MONTH},? (?P<year>[0-9]{{4}}){YEAR_END}", NUMBERS, _parted),
    (
        rf"(?P<era>{'|'.join(ERAS)})?(?P<year>{NUMBER})年(?:(?P<month>{NUMBER})月)?(?:(?P<day>{NUMBER})日)?",
        "a date is written in numbers of the common era",
        _japanese,
    ),
    (r"([0-9]{4}) *(?:г\.?|года?|ad|ce|н\. ?э\.)", "a year stands alone", lambda m: m[1]),
    (r"([0-9]{1,3})", "years have four digits", lambda m: _date(m[1])),
    (r"([0-9]{5,15})", "a year of more than four digits begins with Y", lambda m: f"Y{int(m[1])}"),
    (
        r"(?:紀元前)?([0-9]{1,4}) *(?:bce?|b\.c\.(?:e\.)?|до н\. ?э\.|年)?",
        "years before the common era are negative, and 1 BCE is 0000",
        lambda m: f"-{int(m[1]) - 1:04}" if int(m[1]) > 1 else "0000",
    ),
    (
        r"([0-9]{1,2})(?:st|nd|rd|th|世紀|-й)? *(?:century|c\.|век|в\.)?",
        "for a century use XX",
        lambda m: _century(int(m[1])),
    ),
    (r"([IVX]+) *(?:век|в\.|century)", "for a century use XX", lambda m: _century(_roman(m[1]))),
    (r"([0-9]{3})0(?:s|'s|-е(?: годы| гг\.)?|年代)", "for a decade use X", lambda m: f"{m[1]}X"),
    (
        r"(?:c\.?|ca\.?|circa|about|around|ок\.?|около) *(.+)|(.+)頃",
        "for an approximate date use ~",
        lambda m: f"{_inner(m[1] or m[2])}~",
    ),
    (
        r"(?:before|by|until|до|не позднее) (.+)|(.+)(?:以前|まで)",
        "for a date before another use [..]",
        lambda m: f"[..{_inner(m[1] or m[2])}]",
    ),
    (
        r"(?:after|since|from|с|после|не ранее) (.+)|(.+)(?:以降|以後|から)",
        "for a date after another use [..]",
        lambda m: f"[{_inner(m[1] or m[2])}..]",
    ),
    (r"(.+?) *(?: - |-| to | по |から) *(.+)", "for a span use a slash", lambda m: f"{_inner(m[1])}/{_inner(m[2])}"),
    (
        r"(.+?),? (?:or|или) (.+)|(.+)または(.+)",
        "for one of two dates use brackets",
        lambda m: f"[{_inner(m[1] or m[3])},{_inner(m[2] or m[4])}]",
    ),
)
