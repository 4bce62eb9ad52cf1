"""The ways in which people write dates, and how each is written in EDTF."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from babel import Locale

from sources.complaints import Saying

NUMBER = "[0-9〇一二三四五六七八九十元]{1,4}"
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
ROMAN = {"I": 1, "V": 5, "X": 10}
SEASON_NAMES = "spring|весна|春 summer|лето|夏 autumn|fall|осень|秋 winter|зима|冬".split()
SEASON = "|".join(SEASON_NAMES)


def _month_names() -> dict[str, int]:
    """Return the months of English and Russian by their names, long and short, in lower case."""
    names = {}
    for language in ("en", "ru"):
        for widths in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                names.update({name.lower().rstrip("."): number for number, name in widths[width].items()})
    return names


MONTH_NAMES = _month_names()
JOINED = Saying("the parts of a date are joined by hyphens")
NUMBERS = Saying("months are written as numbers, and the year comes first")
SLASH = Saying("a span is written with a slash")
WHOLE_YEARS = Saying("a span is written with a slash and whole years")
TWO_DIGITS = Saying("a year has four digits, a month and a day two")
YEAR_FIRST = Saying("the year comes first, then the month, then the day")


@dataclass(frozen=True)
class Rewriting:
    """A form that dates are written in, what is wrong with it, and how to write it.

    A simple one has a function of its match; a compound one has a form into which its parts are put.
    """

    pattern: re.Pattern[str]
    reason: Saying
    rewrite: Callable[[re.Match[str]], str] = str
    form: str = ""


def simple(pattern: str, reason: Saying, rewrite: Callable[[re.Match[str]], str]) -> Rewriting:
    """Return the rewriting of a single date."""
    return Rewriting(re.compile(pattern, re.IGNORECASE), reason, rewrite)


def compound(pattern: str, reason: Saying, form: str) -> Rewriting:
    """Return the rewriting of a text that has dates in it."""
    return Rewriting(re.compile(pattern, re.IGNORECASE), reason, form=form)


def _date(year: str, month: str | int = "", day: str | int = "") -> str:
    """Write a date of its numbers, each as wide as EDTF wants it."""
    return f"{int(year):04}" + "".join(f"-{int(part):02}" for part in (month, day) if part)


def _parted(match: re.Match[str]) -> str:
    """Write a date whose year, month and perhaps day are named in the match."""
    part = match.groupdict(default="")
    month = MONTH_NAMES.get(part["month"].lower(), part["month"])
    return _date(part["year"], month, part.get("day", ""))


def _japanese(match: re.Match[str]) -> str:
    """Write a date in Japanese, whose year may be one of an era."""
    year, month, day = (_number(match[name] or "") for name in ("year", "month", "day"))
    return _date(str(year + ERAS.get(match["era"] or "", 0)), month, day)


def _number(text: str) -> int:
    """Read digits, or a number of kanji below a hundred; 0 is no number."""
    digits = text.replace("元", "1").translate(str.maketrans("〇一二三四五六七八九", "0123456789"))
    tens, ten, ones = digits.partition("十")
    if not f"0{tens}{ones}".isdigit():
        return 0
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(digits or 0)


def _before_era(match: re.Match[str]) -> str:
    year = int(match["year"])
    return f"-{year - 1:04}" if year > 1 else "0000"


def _century(match: re.Match[str]) -> str:
    number = int(match[1]) if match[1].isdigit() else _roman(match[1])
    return f"{number - 1:02}XX"


def _roman(text: str) -> int:
    values = [ROMAN[letter] for letter in text.upper()]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def _season(match: re.Match[str]) -> str:
    part = match.groupdict(default="")
    number = next(n for n, names in enumerate(SEASON_NAMES) if part["season"].lower() in names.split("|"))
    return f"{part['year']}-{21 + number}"


YEAR = r"(?P<year>[0-9]{4})(?:,? *(?:года?|г\.?))?"
DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|-?го)?"
MONTH = r"(?P<month>[0-9]{1,2})"
MONTH_NAME = rf"(?P<month>{'|'.join(MONTH_NAMES)})\.?"
SIMPLE = (
    simple("([0-9]{4}) *- *([0-9]{4})", SLASH, lambda m: f"{m[1]}/{m[2]}"),
    simple("(([0-9]{2})[0-9]{2})-([0-9]{2})", WHOLE_YEARS, lambda m: f"{m[1]}/{m[2]}{m[3]}"),
    simple(rf"(?P<year>[0-9]{{1,4}})-{MONTH}(?:-{DAY})?", TWO_DIGITS, _parted),
    simple(rf"(?P<year>[0-9]{{4}})[./ ]{MONTH}(?:[./ ]{DAY})?", JOINED, _parted),
    simple("(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", JOINED, _parted),
    simple(rf"{DAY}[./ -]{MONTH}[./ -]{YEAR}", YEAR_FIRST, _parted),
    simple(rf"{MONTH}[./-]{YEAR}", YEAR_FIRST, _parted),
    simple(rf"{DAY} (?:of )?{MONTH_NAME},? {YEAR}", NUMBERS, _parted),
    simple(rf"{MONTH_NAME} {DAY},? {YEAR}", NUMBERS, _parted),
    simple(rf"{MONTH_NAME},? {YEAR}", NUMBERS, _parted),
    simple(
        rf"(?P<era>{'|'.join(ERAS)})?(?P<year>{NUMBER})年(?:(?P<month>{NUMBER})月)?(?:(?P<day>{NUMBER})日)?",
        Saying("a date is written in numbers of the common era"),
        _japanese,
    ),
    simple(r"([0-9]{4}) *(?:года?|г\.?|ad|ce|н\. ?э\.)", Saying("a year stands alone"), lambda m: m[1]),
    simple("([0-9]{1,3})", TWO_DIGITS, lambda m: _date(m[1])),
    simple("([0-9]{5,15})", Saying("a year of more than four digits begins with Y"), lambda m: f"Y{int(m[1])}"),
    simple(
        r"(?:紀元前(?P<year>[0-9]{1,4})年?)",
        Saying("years before the common era are negative, and 1 BCE is 0000"),
        _before_era,
    ),
    simple(
        r"(?P<year>[0-9]{1,4}) *(?:года?|г\.)? *(?:bce?|b\.c\.(?:e\.)?|до н\. ?э\.)",
        Saying("years before the common era are negative, and 1 BCE is 0000"),
        _before_era,
    ),
    simple(
        "([0-9]{1,2}|[IVX]{1,6})(?:st|nd|rd|th|-й)? *(?:century|c\\.|век|в\\.|世紀)",
        Saying("the digits of a year in a century are written XX"),
        _century,
    ),
    simple(
        "([0-9]{3})0(?:'?s|-е(?: годы| гг\\.)?|年代)",
        Saying("the last digit of a year in a decade is written X"),
        lambda m: f"{m[1]}X",
    ),
    simple(
        f"(?P<season>{SEASON})[, ]*{YEAR}",
        Saying("seasons are numbers, from 21 for spring to 24 for winter"),
        _season,
    ),
    simple(
        f"(?P<year>[0-9]{{4}})年?(?:の)?(?P<season>{SEASON})",
        Saying("seasons are numbers, from 21 for spring to 24 for winter"),
        _season,
    ),
)
COMPOUND = (
    compound(
        r"(?:circa|about|around|около|ca?\.|ок\.|ca? ) *(.+)|(.+)(?:頃|ごろ)",
        Saying("an approximate date ends in ~"),
        "{}~",
    ),
    compound(
        "(?:before|by|until|till|до|не позднее) (.+)|(.+)(?:以前|まで)",
        Saying("a date or an earlier one is written [..date]"),
        "[..{}]",
    ),
    compound(
        "(?:after|since|from|с|со|после|не ранее) ((?:(?! по ).)+)|(.+)(?:以降|以後|から)",
        Saying("a date or a later one is written [date..]"),
        "[{}..]",
    ),
    compound(
        "(?:from |с |со )?(.+?)(?: - |-| to | по | until |から)(.+?)(?:まで)?",
        SLASH,
        "{}/{}",
    ),
    compound("(.+?),? (?:or|или) (.+)|(.+)または(.+)", Saying("one of two dates is written in brackets"), "[{},{}]"),
)
