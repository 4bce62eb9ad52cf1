"""Page ranges: the formats of CSL 1.0.2, appendix V."""

import re
from collections.abc import Callable

PAGE = re.compile(r"(?P<prefix>.*?)(?P<digits>\d+)\Z")

Shortener = Callable[[str, str], str]


def same_prefix(first: str, last: str) -> tuple[str, str, str] | None:
    """Prefix and the digits of both ends, where both have the same prefix; else nothing."""
    start, end = PAGE.match(first), PAGE.match(last)
    if not start or not end or start["prefix"] != end["prefix"]:
        return None
    return start["prefix"], start["digits"], end["digits"]


def format_range(first: str, last: str, form: str) -> tuple[str, str]:
    """The two ends of a range as this format writes them."""
    parts = same_prefix(first, last)
    if parts is None or form not in FORMATS:
        return first, last
    prefix, start, end = parts
    full = expand(start, end)
    if int(full) < int(start):
        return first, last
    if form == "expanded":
        return first, prefix + full
    return first, FORMATS[form](start, full)


def expand(start: str, end: str) -> str:
    """The second number with the digits that it leaves out: 110–5 is 110–115."""
    if len(end) >= len(start):
        return end
    return start[: len(start) - len(end)] + end


def minimal(start: str, end: str) -> str:
    return _changed(start, end, 1)


def minimal_two(start: str, end: str) -> str:
    return _changed(start, end, 2)


def _changed(start: str, end: str, least: int) -> str:
    """The digits of the end that differ from the start, at least so many."""
    if len(start) != len(end):
        return end
    same = next((at for at in range(len(end)) if start[at] != end[at]), len(end))
    return end[min(same, max(len(end) - least, 0)) :]


def chicago_15(start: str, end: str) -> str:
    shortened = chicago_16(start, end)
    if len(start) == 4 and len(shortened) == 3:
        return end
    return shortened


def chicago_16(start: str, end: str) -> str:
    number = int(start)
    if number < 100 or number % 100 == 0:
        return end
    return _changed(start, end, 1 if number % 100 < 10 else 2)


FORMATS: dict[str, Shortener] = {
    "expanded": expand,
    "minimal": minimal,
    "minimal-two": minimal_two,
    "chicago": chicago_15,
    "chicago-15": chicago_15,
    "chicago-16": chicago_16,
}
