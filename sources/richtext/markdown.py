"""Formatted text as Markdown (CommonMark): what it cannot say is left plain."""
import re
from collections.abc import Iterable

from .marks import Close, Open, Part

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$^])")
# A line that begins like a list, a quotation or a heading would become one.
LINE_START = re.compile(r"^(\s*)(?:(\d+)([.)])|([-+=]))", re.MULTILINE)
FENCES = {"italic": "*", "oblique": "*", "bold": "**"}
TAGS = {"superscript": "sup", "subscript": "sub"}


def to_markdown(parts: Iterable[Part]) -> str:
    written = [SPECIAL.sub(r"\\\1", part) if isinstance(part, str) else _fence(part) for part in parts]
    return LINE_START.sub(_escape_start, "".join(written)).strip()


def _escape_start(start: re.Match[str]) -> str:
    blank, number, dot, sign = start.groups()
    return f"{blank}{number}\\{dot}" if number else f"{blank}\\{sign}"


def _fence(part: Open | Close) -> str:
    if part.name == "link":
        return "[" if isinstance(part, Open) else "]"
    if part.name in TAGS:
        return f"<{'' if isinstance(part, Open) else '/'}{TAGS[part.name]}>"
    if part.name in ("left-margin", "block", "indent"):
        return "" if isinstance(part, Open) else (" " if part.name == "left-margin" else "\n\n")
    return FENCES.get(part.name, "")
