"""Formatted text as the body of an RTF document."""

from collections.abc import Iterable

from .marks import Close, Open, Part

WORDS = {
    "italic": r"\i",
    "oblique": r"\i",
    "upright": r"\i0",
    "small-caps": r"\scaps",
    "normal-caps": r"\scaps0",
    "bold": r"\b",
    "normal-weight": r"\b0",
    "underline": r"\ul",
    "no-underline": r"\ulnone",
    "superscript": r"\super",
    "subscript": r"\sub",
    "baseline": r"\nosupersub",
}
ENDS = {"left-margin": r"\tab ", "block": r"\line ", "indent": r"\line "}


def to_rtf(parts: Iterable[Part]) -> str:
    return "".join([_escape(part) if isinstance(part, str) else _group(part) for part in parts])


def _group(part: Open | Close) -> str:
    if isinstance(part, Close):
        return "}" + ENDS.get(part.name, "")
    return "{" + (WORDS[part.name] + " " if part.name in WORDS else "")


def _escape(text: str) -> str:
    return "".join([_character(sign) if sign in "\\{}\n\t" or sign > "~" else sign for sign in text])


def _character(sign: str) -> str:
    """One character; beyond ASCII as UTF-16 units, which RTF counts as signed 16-bit numbers."""
    if sign in "\\{}":
        return "\\" + sign
    if sign in "\n\t":
        return "\\line " if sign == "\n" else "\\tab "
    units = sign.encode("utf-16-le", "replace")
    pairs = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
    return "".join(f"\\uc0\\u{unit} " for unit in pairs)
