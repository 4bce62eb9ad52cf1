"""Citation labels ("Doe65") and year suffixes."""

from .calendar import Date
from .items import Item

# How many letters each author gives, by the number of authors (citeproc-js: "Aaaa00:AaAa00:AaAA00:AAAA00").
LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
PEOPLE = ("author", "editor", "translator", "container-author", "recipient", "interviewer")


def citation_label(item: Item) -> str:
    """The item's own label, or one made of its authors and year."""
    own = item.texts.get("citation-label")
    if own:
        return own
    people = next((names for variable in PEOPLE if (names := item.names(variable))), ())
    families = [(name.literal or name.family).strip() for name in people]
    counts = LETTERS.get(len(families), (1, 1, 1, 1))
    letters = "".join(family[:count] for family, count in zip(families, counts, strict=False))
    return (letters or item.texts.get("title", "")[:4]) + _short_year(item.date("issued"))


def _short_year(date: Date | None) -> str:
    return f"{date.start.year % 100:02d}" if date and date.start.year > 0 else ""


def year_suffix(place: int) -> str:
    """a to z, then aa, ab and so on; `place` counts from zero."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
