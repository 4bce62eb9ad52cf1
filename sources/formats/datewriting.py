"""Dates as the formats write them: EDTF, ISO 8601 and words."""

from sources.reference import Date

SEASONS = {"1": "21", "2": "22", "3": "23", "4": "24", "spring": "21", "summer": "22", "autumn": "23", "fall": "23"}
SEASONS |= {"winter": "24"}
SEASON_WORDS = {"21": "Spring", "22": "Summer", "23": "Autumn", "24": "Winter"}
MONTHS = "January February March April May June July August September October November December".split()


def edtf(date: Date) -> str:
    """The date as EDTF, in which 431 BC is -0430; empty if the date is only words."""
    if date.edtf:
        return date.edtf
    if not date.parts or not all(date.parts):
        return ""
    season = SEASONS.get(str(date.season).lower(), "")
    mark = "~" if date.circa else ""
    return "/".join(edtf_part(part, season) + mark for part in date.parts)


def edtf_part(part: tuple[int, ...], season: str = "") -> str:
    year, *rest = part
    rest = [number for number in rest if number]
    # CSL also counts seasons as months 13 to 16, and 21 to 24.
    if len(rest) == 1 and 13 <= rest[0] <= 16:
        rest = [rest[0] + 8]
    if season and not rest:
        return f"{edtf_year(year)}-{season}"
    return "-".join([edtf_year(year), *(f"{number:02}" for number in rest)])


def edtf_year(year: int) -> str:
    """The astronomical year in four digits; CSL has no year 0, so that -431 is -0430 here."""
    year = year + 1 if year < 0 else year
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def is_plain(date: Date) -> bool:
    """True for one day, month or year of our era, of which nothing more is said."""
    if len(date.parts) != 1 or not date.parts[0] or date.circa or date.season or date.edtf:
        return False
    year, *rest = date.parts[0]
    return 0 < year < 10000 and all(1 <= month <= 12 for month in rest[:1])


def iso(date: Date) -> str:
    """The first day, month or year of the date as ISO 8601; empty if it is only words."""
    if not date.parts or not date.parts[0]:
        return ""
    year, *rest = date.parts[0]
    rest = rest if all(1 <= month <= 12 for month in rest[:1]) else []
    return "-".join([edtf_year(year), *(f"{number:02}" for number in rest if number)])


def spoken(date: Date) -> str:
    """The date for a person: `c. 1850`, `431 BC`, `25 October 1917`; its own words where it has no numbers."""
    if not date.parts or not all(date.parts):
        return date.literal or date.raw or date.edtf
    season = SEASON_WORDS.get(SEASONS.get(str(date.season).lower(), ""), "")
    said = "–".join(spoken_part(part, season) for part in date.parts)
    return f"c. {said}" if date.circa else said


def spoken_part(part: tuple[int, ...], season: str = "") -> str:
    year, *rest = part
    said = f"{-year} BC" if year < 0 else str(year)
    if rest and 1 <= rest[0] <= 12:
        said = f"{MONTHS[rest[0] - 1]} {said}"
        return f"{rest[1]} {said}" if len(rest) > 1 and rest[1] else said
    return f"{season} {said}" if season else said
