"""The citation styles: each puts references into words.

`STYLES` are the archive's own. `style_named` knows these and every style of the CSL library.
"""

from collections.abc import Iterable
from typing import Protocol

from sources.reference import Reference
from sources.richtext import RichText
from sources.styles.neutral import Neutral
from sources.styles.processed import ProcessedStyle, UnknownStyle

__all__ = ["STYLES", "Style", "UnknownStyle", "style_named"]


class Style(Protocol):
    """The shape of a citation style."""

    name: str
    label: str

    @property
    def is_note(self) -> bool:
        """Whether its citations are notes, and not words in the running text."""
        ...

    def cite(self, reference: Reference, locale: str = "") -> RichText:
        """Return one citation: the reference, and the witnesses that it is quoted in.

        `locale` is a language tag as ru-RU; without one a style keeps to its own language.
        """
        ...

    def cite_words(self, reference: Reference, locale: str = "") -> RichText:
        """Return a citation of the quotation that the reference carries: its words, its speaker, its address."""
        ...

    def bibliography(self, references: Iterable[Reference], locale: str = "") -> list[RichText]:
        """Return the entries of a list of works, in the style's own order; empty for a style without one."""
        ...


STYLES: dict[str, Style] = {style.name: style for style in (Neutral(),)}


def style_named(name: str) -> Style:
    """Return the style of this name; raises UnknownStyle, which knows the nearest names."""
    return STYLES.get(name) or ProcessedStyle(name)
