"""Formatted text as Markdown (CommonMark): what it cannot say is left plain."""

import re
from collections.abc import Iterable

from .marks import Open, Part

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$^])")
# A line that begins like a list, a quotation or a heading would become one.
LINE_START = re.compile(r"^(\s*)(?:(\d+)([.)])|([-+=]))", re.MULTILINE)
FENCES = {"italic": "*", "oblique": "*", "bold": "**"}
TAGS = {"superscript": "sup", "subscript": "sub"}
ENDS = {"left-margin": " ", "block": "\n\n", "indent": "\n\n"}


def to_markdown(parts: Iterable[Part]) -> str:
    targets: list[str] = []
    written = [SPECIAL.sub(r"\\\1", part) if isinstance(part, str) else _fence(part, targets) for part in parts]
    return LINE_START.sub(_escape_start, "".join(written)).strip()


def _escape_start(start: re.Match[str]) -> str:
    blank, number, dot, sign = start.groups()
    return f"{blank}{number}\\{dot}" if number else f"{blank}\\{sign}"


def _fence(part: Part, targets: list[str]) -> str:
    opens = isinstance(part, Open)
    if part.name == "link":
        return _link(part, targets)
    if part.name in TAGS:
        return f"<{'' if opens else '/'}{TAGS[part.name]}>"
    if part.name in ENDS:
        return "" if opens else ENDS[part.name]
    return FENCES.get(part.name, "")


def _link(part: Part, targets: list[str]) -> str:
    """A link's address follows its words, so it waits for the end."""
    if isinstance(part, Open):
        targets.append(part.target)
        return "["
    address = re.sub(r"[<>\\\s]", lambda sign: f"%{ord(sign[0]):02X}", targets.pop())
    return f"](<{address}>)"
