"""Formats of tagged lines (RIS, Refer): a field is one line, so that no text may begin another."""

import re
from collections.abc import Iterable

from sources.formats.datewriting import SEASON_WORDS, SEASONS, spoken
from sources.reference import Date, Name

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


def one_line(text: str) -> str:
    """The text without line breaks, which would end its field."""
    return " ".join(BREAK.sub(" ", CONTROL.sub("", text.replace("\t", " "))).split(" ")).strip()


def many_lines(text: str, looks_like_tag: re.Pattern[str]) -> str:
    """A text of several lines: none is empty, and one that looks like a tag is set in by a space that cannot break."""
    lines = (one_line(line) for line in BREAK.split(text))
    return "\n".join(f"\xa0{line}" if looks_like_tag.match(line) else line for line in lines if line)


def inverted(name: Name) -> str:
    """`Family, Given, Suffix`; a name that cannot be divided as it is, with no comma that would divide it."""
    if not name.family:
        return one_line(name.literal or name.given).replace(",", "")
    family = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))
    parts = [family, name.given, name.suffix] if name.suffix else [family, name.given]
    return ", ".join(one_line(part).replace(",", "") for part in parts).removesuffix(", ")


def slashed(date: Date) -> str:
    """`1917/10/25/` with the slashes of RIS; what they cannot say stands after the third, or alone."""
    parts = date.parts[0] if date.parts else ()
    if not parts or parts[0] < 0 or not all(1 <= month <= 12 for month in parts[1:2]):
        return one_line(spoken(date))
    numbers = [f"{parts[0]:04}", *(f"{number:02}" for number in parts[1:] if number)]
    season = SEASON_WORDS.get(SEASONS.get(str(date.season).lower(), ""), "")
    until = f"to {spoken(Date(date.parts[1:]))}" if date.parts[1:] else ""
    said = " ".join(filter(None, ("circa" if date.circa else "", season, until)))
    return "/".join([*numbers, *[""] * (3 - len(numbers)), said])


def tagged(lines: Iterable[tuple[str, str]], pattern: str) -> str:
    """The lines that say something, each as `pattern` lays out tag and value."""
    return "".join(pattern.format(tag=tag, value=value) for tag, value in lines if value)
