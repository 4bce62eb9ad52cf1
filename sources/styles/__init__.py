"""The citation styles: each puts a reference into words."""

from typing import Protocol

from sources.reference import Reference
from sources.styles.neutral import Neutral


class Style(Protocol):
    """The shape of a citation style."""

    name: str
    label: str

    def cite(self, reference: Reference, language: str = "en") -> str:
        """Return the citation as plain text, its own words (“as quoted in”) in `language`."""
        ...


class UnknownStyle(LookupError):
    """No style has this name."""


STYLES: dict[str, Style] = {style.name: style for style in (Neutral(),)}


def style_named(name: str) -> Style:
    """Return the style of this name; raises UnknownStyle."""
    try:
        return STYLES[name]
    except KeyError:
        raise UnknownStyle(name) from None
