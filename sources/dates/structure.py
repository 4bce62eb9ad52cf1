"""The structure of a date: points, spans and groups, each of which writes itself as EDTF."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from sources.complaints import Complaint, Saying

SEASONS = range(21, 33)
SOUTHERN = range(29, 33)  # the seasons that EDTF gives to the southern hemisphere


class WrongDate(Complaint):
    """A text that is not a date, with the reason, a date that would be right, and what that means in a language."""

    def __init__(self, value: str, reason: Saying, example: str, meaning: Callable[[str], str] | None = None) -> None:
        self.value, self.reason, self.example = value, reason, example
        if meaning:
            said = Saying(
                "%(reason)s; write %(example)s for %(meaning)s", reason=reason, example=example, meaning=meaning
            )
        else:
            said = Saying("%(reason)s; write %(example)s", reason=reason, example=example)
        super().__init__(said)


class End(Enum):
    """An end of a span that is not a date."""

    OPEN = ".."
    UNKNOWN = ""

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Point:
    """One date as EDTF writes it, from the millennium to the day; X stands for an unknown digit."""

    year: str
    month: str = ""
    day: str = ""
    mark: str = ""  # of the whole date: ? uncertain, ~ approximate, % both
    part_marks: str = ""  # the same, of some parts of it only
    significant: int = 0  # how many digits of the year can be relied on; 0 is all
    time: str = ""
    text: str = ""  # as it was written; made of the parts where empty

    def __str__(self) -> str:
        return self.text or "-".join(filter(None, (self.year, self.month, self.day))) + self.time + self.mark

    @property
    def season(self) -> int:
        """The season, 21 to 32, or 0 for none."""
        return int(self.month) if self.month.isdigit() and int(self.month) in SEASONS else 0

    @property
    def is_exact(self) -> bool:
        """Does this name one day, surely or not?"""
        return self.day.isdigit() and self.month.isdigit() and self.year.lstrip("-").isdigit()

    @property
    def is_uncertain(self) -> bool:
        """Is any part of it marked as uncertain?"""
        return not {"?", "%"}.isdisjoint(self.mark + self.part_marks)

    @property
    def is_approximate(self) -> bool:
        """Is any part of it marked as approximate, or its year rounded?"""
        return bool(self.significant) or not {"~", "%"}.isdisjoint(self.mark + self.part_marks)

    def date(self) -> tuple[int, int, int]:
        """Return the year (astronomical), month and day of an exact point."""
        return int(self.year), int(self.month), int(self.day)


@dataclass(frozen=True)
class Span:
    """From one date to another; either end may be open or unknown. Inside a group its sign is two dots."""

    lower: Point | End
    upper: Point | End
    sign: str = "/"

    def __str__(self) -> str:
        if self.sign == "/":
            return f"{self.lower}/{self.upper}"
        lower, upper = ("" if isinstance(end, End) else str(end) for end in (self.lower, self.upper))
        return f"{lower}..{upper}"


@dataclass(frozen=True)
class Group:
    """Several dates: one of them is meant, or all of them are."""

    members: tuple[Point | Span, ...]
    is_choice: bool

    def __str__(self) -> str:
        inside = ",".join(map(str, self.members))
        return f"[{inside}]" if self.is_choice else f"{{{inside}}}"


Reading = Point | Span | Group


def points(reading: Reading | End) -> Iterator[Point]:
    """Yield every point of a reading, in order."""
    if isinstance(reading, Point):
        yield reading
    elif isinstance(reading, Span):
        yield from points(reading.lower)
        yield from points(reading.upper)
    elif isinstance(reading, Group):
        for member in reading.members:
            yield from points(member)


def edtf_year(year: int) -> str:
    """Write an astronomical year as EDTF does."""
    return f"Y{year}" if abs(year) > 9999 else f"{'-' if year < 0 else ''}{abs(year):04}"
