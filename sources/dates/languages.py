"""How English, Russian and Japanese write the parts of a date.

A date is handed over in pieces from the coarsest to the finest (era, year, month, day), so that
what two dates share can be said once, whichever end of the date a language begins with.
"""

from functools import cached_property

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

from sources.dates.calendars import Calendar

Pieces = tuple[str, ...]
PRIVATE = "\x01\x02\x03"  # marks that the wording sets around a date


class Language:
    """English, and the methods in which the other languages differ.

    `in_phrase` says that a preposition goes before: then English needs an article, Russian the genitive.
    """

    tag = "en"
    dash, spaced_dash, winter_dash = "–", " – ", "–"
    inner = " ({})"  # the same day in the other calendar
    circa, doubtful = "c. {}", "{}?"
    circa_is_phrase = False
    clock = ", {}"
    unknown_end = "?"
    since, until = "from {}", "until {}"
    not_after, not_before = "{} or earlier", "{} or later"
    one_of = "{} (one of these)"
    year_unknown = "year unknown"
    before_era, of_era = "BCE", "CE"
    seasons = ("spring", "summer", "autumn", "winter")
    southern = " (southern hemisphere)"
    marks = {Calendar.JULIAN: " (Old Style)", Calendar.GREGORIAN: "", Calendar.UNKNOWN: " (calendar unknown)"}
    titles = {
        Calendar.JULIAN: "Old Style (Julian calendar)",
        Calendar.GREGORIAN: "New Style (Gregorian calendar)",
    }

    @cached_property
    def locale(self) -> Locale:
        """The language's data in CLDR."""
        return Locale.parse(self.tag)

    def join(self, pieces: Pieces) -> str:
        """Return a date of its pieces."""
        return " ".join(filter(None, reversed(pieces)))

    def elided(self, first: Pieces, second: Pieces, joint: str, after: str = "") -> tuple[str, str, str, str, str]:
        """Return two dates that say once what they share: before, first, joint, second and after."""
        shared = shared_pieces(first, second)
        rest = self.join(first[:shared])
        return "", self.join(first[shared:]), joint, self.join(second[shared:]), after + (rest and f" {rest}")

    def between(self, first: str, second: str) -> str:
        """Return the dash between two dates: with spaces where one of them has a space."""
        return self.spaced_dash if " " in first + second else self.dash

    def year(self, year: int) -> Pieces:
        """Return era and year of an astronomical year; the era is said before the year 100."""
        era = self.before_era if year < 1 else self.of_era if year < 100 else ""
        return era, self.number(year if year > 0 else 1 - year)

    def number(self, number: int) -> str:
        """Return a year's number, in groups of three digits where it has five or more."""
        return format_decimal(number, locale=self.locale) if number > 9999 else str(number)

    def month(self, month: int, has_day: bool, in_phrase: bool = False) -> str:
        """Return a month's name."""
        return self.locale.months["format" if has_day or in_phrase else "stand-alone"]["wide"][month]

    def day(self, day: str) -> str:
        """Return the day of a month."""
        return day.lstrip("0")

    def unclear_month(self, month: str) -> str:
        """Return a month with a sign for its unknown digits."""
        return month

    def season(self, season: int, in_phrase: bool = False) -> str:
        """Return the name of a season from 0, spring, to 3, winter."""
        return self.seasons[season]

    def unclear_year(self, year: str) -> str:
        """Return a year with a sign for each unknown digit."""
        return year

    def winter(self, year: int) -> Pieces:
        """Return era and years of a season that ends in the year after."""
        era, number = self.year(year)
        return era, f"{number}{self.winter_dash}{short_year(year + 1)}"

    def decade(self, year: int, in_phrase: bool = False) -> str:
        """Return the name of the decade that begins with a year."""
        return f"the {year}s" if in_phrase else f"{year}s"

    def century(self, century: int, in_phrase: bool = False) -> str:
        """Return the name of a century, counted from 1."""
        return f"{'the ' if in_phrase else ''}{ordinal(century)} century"

    def millennium(self, millennium: int, in_phrase: bool = False) -> str:
        """Return the name of a millennium, counted from 1."""
        return f"{'the ' if in_phrase else ''}{ordinal(millennium)} millennium"

    def since_text(self, date: str) -> str:
        """Say that something lasts from a date on."""
        return self.since.format(date)

    def listed(self, dates: list[str], is_choice: bool) -> str:
        """Return dates joined by commas and "or" or "and"."""
        return format_list(dates, "or" if is_choice else "standard", self.locale)


class Russian(Language):
    """Russian, which has cases: months, seasons and centuries have a genitive."""

    tag = "ru"
    spaced_dash, winter_dash = " — ", "/"
    circa = "ок. {}"
    circa_is_phrase = True
    since, until = "с {}", "до {}"
    not_after, not_before = "не позднее {}", "не ранее {}"
    one_of = "{} (одна из дат)"
    year_unknown = "год неизвестен"
    before_era, of_era = "до н. э.", "н. э."
    seasons = ("весна", "лето", "осень", "зима")
    genitive_seasons = ("весны", "лета", "осени", "зимы")
    southern = " (Южное полушарие)"
    marks = {
        Calendar.JULIAN: " (ст. ст.)",
        Calendar.GREGORIAN: "",
        Calendar.UNKNOWN: " (календарь неизвестен)",
    }
    titles = {
        Calendar.JULIAN: "старый стиль (юлианский календарь)",
        Calendar.GREGORIAN: "новый стиль (григорианский календарь)",
    }

    def between(self, first: str, second: str) -> str:
        """Between words the dash has spaces."""
        return self.dash if first.isdigit() and second.isdigit() else self.spaced_dash

    def season(self, season: int, in_phrase: bool = False) -> str:
        return (self.genitive_seasons if in_phrase else self.seasons)[season]

    def decade(self, year: int, in_phrase: bool = False) -> str:
        return f"{year}-х годов" if in_phrase else f"{year}-е годы"

    def century(self, century: int, in_phrase: bool = False) -> str:
        return f"{roman(century)} {'века' if in_phrase else 'век'}"

    def millennium(self, millennium: int, in_phrase: bool = False) -> str:
        return f"{millennium}-го тысячелетия" if in_phrase else f"{millennium}-е тысячелетие"

    def since_text(self, date: str) -> str:
        """Say it with «со» before «второго»."""
        is_second = date.lstrip(PRIVATE).startswith(("2 ", "2\x03", "II ", "2-го "))
        return f"со {date}" if is_second else super().since_text(date)


class Japanese(Language):
    """Japanese, which begins with the era and the year and puts no spaces."""

    tag = "ja"
    dash = spaced_dash = "〜"
    inner = "（{}）"
    circa, doubtful = "{}頃", "{}？"
    clock = " {}"
    unknown_end = "？"
    since, until = "{}から", "{}まで"
    not_after, not_before = "{}以前", "{}以降"
    one_of = "{}（いずれか）"
    year_unknown = "年不明"
    before_era, of_era = "紀元前", "西暦"
    seasons = ("春", "夏", "秋", "冬")
    southern = "（南半球）"
    marks = {Calendar.JULIAN: "（ユリウス暦）", Calendar.GREGORIAN: "", Calendar.UNKNOWN: "（暦不明）"}
    titles = {Calendar.JULIAN: "ユリウス暦", Calendar.GREGORIAN: "グレゴリオ暦"}

    def join(self, pieces: Pieces) -> str:
        return "".join(pieces)

    def elided(self, first: Pieces, second: Pieces, joint: str, after: str = "") -> tuple[str, str, str, str, str]:
        shared = shared_pieces(first, second)
        return self.join(first[:shared]), self.join(first[shared:]), joint, self.join(second[shared:]), after

    def year(self, year: int) -> Pieces:
        era, number = super().year(year)
        return era, f"{number}年"

    def month(self, month: int, has_day: bool, in_phrase: bool = False) -> str:
        return f"{month}月"

    def day(self, day: str) -> str:
        return f"{super().day(day)}日"

    def unclear_month(self, month: str) -> str:
        return f"{super().unclear_month(month)}月"

    def unclear_year(self, year: str) -> str:
        return f"{year}年"

    def winter(self, year: int) -> Pieces:
        era, number = Language.year(self, year)
        return era, f"{number}{self.dash}{short_year(year + 1)}年"

    def decade(self, year: int, in_phrase: bool = False) -> str:
        return f"{year}年代"

    def century(self, century: int, in_phrase: bool = False) -> str:
        return f"{century}世紀"

    def millennium(self, millennium: int, in_phrase: bool = False) -> str:
        return f"第{millennium}千年紀"

    def listed(self, dates: list[str], is_choice: bool) -> str:
        return "または".join(dates) if is_choice else "と".join(dates)


LANGUAGES = {language.tag: language for language in (Language(), Russian(), Japanese())}


def language_of(tag: str) -> Language:
    """Return the language of a BCP 47 tag, English where we do not write dates in it."""
    return LANGUAGES.get(tag.lower().replace("_", "-").partition("-")[0], LANGUAGES["en"])


def shared_pieces(first: Pieces, second: Pieces) -> int:
    """Return how many coarse pieces two dates share; each keeps one of its own at least."""
    shared = 0
    while shared < min(len(first), len(second)) - 1 and first[shared] == second[shared]:
        shared += 1
    return shared


def short_year(year: int) -> str:
    """Return the last two digits of a year, or the whole year where the century changes."""
    return f"{year % 100:02}" if year % 100 and year > 1000 else str(year)


def ordinal(number: int) -> str:
    """Return an English ordinal: 1st, 2nd, 3rd, 11th."""
    teen = 10 < number % 100 < 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def roman(number: int) -> str:
    """Return a Roman number below 400."""
    steps = (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    text = ""
    for value, letters in steps:
        count, number = divmod(number, value)
        text += letters * count
    return text
