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


class English:
    """English, and what the other languages do differently."""

    tag = "en"
    dash, spaced_dash = "–", " – "
    inner = " ({})"  # the same day in the other calendar
    circa, doubtful = "c. {}", "{}?"
    since, until = "from {}", "until {}"
    not_after, not_before = "{} or earlier", "{} or later"
    one_of = "{} (one of these)"
    year_unknown = "year unknown"
    before_era, of_era = "BCE", "CE"
    seasons = ("spring", "summer", "autumn", "winter")
    southern = " (southern hemisphere)"
    marks = {Calendar.JULIAN: " (Old Style)", Calendar.GREGORIAN: "", Calendar.UNKNOWN: " (calendar unknown)"}
    titles = {Calendar.JULIAN: "Old Style (Julian calendar)", Calendar.GREGORIAN: "New Style (Gregorian calendar)"}

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

    def month(self, month: int, has_day: bool, genitive: bool = False) -> str:
        """Return a month's name."""
        return self.locale.months["format" if has_day or genitive else "stand-alone"]["wide"][month]

    def day(self, day: str) -> str:
        """Return the day of a month."""
        return day.lstrip("0")

    def unclear_month(self, month: str) -> str:
        """Return a month of which not all digits are known."""
        return month.replace("X", "?")

    def season(self, season: int, genitive: bool = False) -> str:
        """Return the name of a season from 0, spring, to 3, winter."""
        return self.seasons[season]

    def unclear_year(self, year: str) -> Pieces:
        """Return era and year where not all digits of it are known."""
        return (self.before_era if year.startswith("-") else ""), year.lstrip("-").replace("X", "?")

    def decade(self, year: int, genitive: bool = False) -> str:
        """Return the name of the decade that begins with a year."""
        return f"{year}s"

    def century(self, century: int, genitive: bool = False) -> str:
        """Return the name of a century, counted from 1."""
        return f"{ordinal(century)} century"

    def millennium(self, millennium: int, genitive: bool = False) -> str:
        """Return the name of a millennium, counted from 1."""
        return f"{ordinal(millennium)} millennium"

    def era(self, is_before: bool) -> str:
        """Return the era of a century or a millennium."""
        return self.before_era if is_before else ""

    def since_text(self, date: str) -> str:
        """Say that something lasts from a date on; the date is in the genitive."""
        return self.since.format(date)

    def listed(self, dates: list[str], is_choice: bool) -> str:
        """Return dates joined by commas and "or" or "and"."""
        return format_list(dates, "or" if is_choice else "standard", self.locale)


class Russian(English):
    """Russian, which has cases: months, seasons and centuries have a genitive."""

    tag = "ru"
    spaced_dash = " — "
    circa = "ок. {}"
    since, until = "с {}", "до {}"
    not_after, not_before = "не позднее {}", "не ранее {}"
    one_of = "{} (одна из дат)"
    year_unknown = "год неизвестен"
    before_era, of_era = "до н. э.", "н. э."
    seasons = ("весна", "лето", "осень", "зима")
    genitive_seasons = ("весны", "лета", "осени", "зимы")
    southern = " (Южное полушарие)"
    marks = {Calendar.JULIAN: " (ст. ст.)", Calendar.GREGORIAN: "", Calendar.UNKNOWN: " (календарь неизвестен)"}
    titles = {
        Calendar.JULIAN: "старый стиль (юлианский календарь)",
        Calendar.GREGORIAN: "новый стиль (григорианский календарь)",
    }

    def between(self, first: str, second: str) -> str:
        """Between words the dash has spaces."""
        return self.dash if first.isdigit() and second.isdigit() else self.spaced_dash

    def season(self, season: int, genitive: bool = False) -> str:
        return (self.genitive_seasons if genitive else self.seasons)[season]

    def decade(self, year: int, genitive: bool = False) -> str:
        return f"{year}-х годов" if genitive else f"{year}-е годы"

    def century(self, century: int, genitive: bool = False) -> str:
        return f"{roman(century)} {'века' if genitive else 'век'}"

    def millennium(self, millennium: int, genitive: bool = False) -> str:
        return f"{millennium}-го тысячелетия" if genitive else f"{millennium}-е тысячелетие"

    def since_text(self, date: str) -> str:
        """Before «второго» the preposition is «со»."""
        return f"со {date}" if date.startswith(("2 ", "II ", "2-го ")) else super().since_text(date)


class Japanese(English):
    """Japanese, which begins with the era and the year and puts no spaces."""

    tag = "ja"
    dash = spaced_dash = "〜"
    inner = "（{}）"
    circa, doubtful = "{}頃", "{}？"
    since, until = "{}から", "{}まで"
    not_after, not_before = "{}以前", "{}以降"
    one_of = "{}（いずれか）"
    year_unknown = "年不明"
    before_era, of_era = "紀元前", "西暦"
    seasons = ("春", "夏", "秋", "冬")
    southern = "（南半球）"
    marks = {Calendar.JULIAN: "（ユリウス暦）", Calendar.GREGORIAN: "", Calendar.UNKNOWN: "（暦不明）"}
    titles = {Calendar.JULIAN: "ユリウス暦（旧暦）", Calendar.GREGORIAN: "グレゴリオ暦（新暦）"}

    def join(self, pieces: Pieces) -> str:
        return "".join(pieces)

    def elided(self, first: Pieces, second: Pieces, joint: str, after: str = "") -> tuple[str, str, str, str, str]:
        shared = shared_pieces(first, second)
        return self.join(first[:shared]), self.join(first[shared:]), joint, self.join(second[shared:]), after

    def year(self, year: int) -> Pieces:
        era, number = super().year(year)
        return era, f"{number}年"

    def month(self, month: int, has_day: bool, genitive: bool = False) -> str:
        return f"{month}月"

    def day(self, day: str) -> str:
        return f"{super().day(day)}日"

    def unclear_month(self, month: str) -> str:
        return f"{super().unclear_month(month)}月"

    def unclear_year(self, year: str) -> Pieces:
        era, number = super().unclear_year(year)
        return era, f"{number}年"

    def decade(self, year: int, genitive: bool = False) -> str:
        return f"{year}年代"

    def century(self, century: int, genitive: bool = False) -> str:
        return f"{century}世紀"

    def millennium(self, millennium: int, genitive: bool = False) -> str:
        return f"第{millennium}千年紀"

    def listed(self, dates: list[str], is_choice: bool) -> str:
        return "または".join(dates) if is_choice else "と".join(dates)


LANGUAGES = {language.tag: language for language in (English(), Russian(), Japanese())}


def language_of(tag: str) -> English:
    """Return the language of a BCP 47 tag, English where we do not write dates in it."""
    return LANGUAGES.get(tag.lower().replace("_", "-").partition("-")[0], LANGUAGES["en"])


def shared_pieces(first: Pieces, second: Pieces) -> int:
    """Return how many coarse pieces two dates share; each keeps one of its own at least."""
    shared = 0
    while shared < min(len(first), len(second)) - 1 and first[shared] == second[shared]:
        shared += 1
    return shared


def ordinal(number: int) -> str:
    """Return an English ordinal: 1st, 2nd, 3rd, 11th."""
    teen = 10 < number % 100 < 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def roman(number: int) -> str:
    """Return a Roman number below 400."""
    steps = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, letters in steps:
        count, number = divmod(number, value)
        text += letters * count
    return text
