"""Formatted text as plain text."""

from collections.abc import Iterable

from .marks import Close, Part

SEPARATORS = {"left-margin": " ", "block": "\n", "indent": "\n"}


def to_text(parts: Iterable[Part]) -> str:
    return "".join([part if isinstance(part, str) else _separator(part) for part in parts]).strip()


def _separator(part: Part) -> str:
    return SEPARATORS.get(part.name, "") if isinstance(part, Close) else ""
