"""Formatted text as an immutable sequence of words and marks, and its back ends."""

from collections.abc import Iterable
from dataclasses import dataclass

from .html import to_html
from .markdown import to_markdown
from .marks import CLOSE, OPEN, Close, Open, Part, link
from .plain import to_text
from .rtf import to_rtf

BACK_ENDS = {"text": to_text, "html": to_html, "markdown": to_markdown, "rtf": to_rtf}

__all__ = ["BACK_ENDS", "CLOSE", "OPEN", "Close", "Open", "Part", "RichText", "link"]


@dataclass(frozen=True, slots=True)
class RichText:
    """Words (`str`) and balanced marks (`Open`, `Close`); nothing in the words is markup."""

    parts: tuple[Part, ...] = ()

    @classmethod
    def join(cls, texts: Iterable["RichText"]) -> "RichText":
        return cls(tuple(part for text in texts for part in text.parts))

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __str__(self) -> str:
        return self.text()

    def text(self) -> str:
        return to_text(self.parts)

    def html(self) -> str:
        return to_html(self.parts)

    def markdown(self) -> str:
        return to_markdown(self.parts)

    def rtf(self) -> str:
        return to_rtf(self.parts)
