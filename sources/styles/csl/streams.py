"""The stream that renderers write into: a flat list of words, affixes and marks.

Nothing is nested and nothing is escaped while a style renders. Collisions of
punctuation, quotation marks and flip-flopping formats are settled once, at the
end, by `finishing`.
"""

from ...richtext import CLOSE, OPEN, Close, Open


class Affix(str):
    """Words of the style (prefix, suffix, delimiter), where punctuation may be merged."""

    __slots__ = ()


class Beginning(Affix):
    """The prefix of what contains others: a group, macro, names, date or layout."""

    __slots__ = ()


class Ending(Affix):
    """The suffix of what contains others."""

    __slots__ = ()


class NamesEnding(Ending):
    """The suffix of a names element, whose parentheses never become brackets."""

    __slots__ = ()


class Fragile(str):
    """Words whose case no text-case rule may change."""

    __slots__ = ()


class Quote:
    """A quotation mark whose shape depends on how deep it stands."""

    __slots__ = ("opens", "name")

    def __init__(self, opens: bool) -> None:
        self.opens = opens
        self.name = "quote"

    def __repr__(self) -> str:
        return "«" if self.opens else "»"


class Flip:
    """A format asked for inside a field: it turns round where it is already on."""

    __slots__ = ("opens", "name")

    def __init__(self, name: str, opens: bool) -> None:
        self.opens, self.name = opens, name

    def __repr__(self) -> str:
        return f"<{'' if self.opens else '/'}~{self.name}>"


class Wall:
    """Punctuation on either side of it is left alone."""

    __slots__ = ()
    name = "wall"


class Joint:
    """The end of a group whose last words have a format of their own."""

    __slots__ = ()
    name = "joint"


WALL, JOINT = Wall(), Joint()
QUOTE_OPEN, QUOTE_CLOSE = Quote(True), Quote(False)

Stream = list[object]

# What a renderer reports about the variables that it asked for.
NOTHING, ASKED, FOUND = 0, 1, 3

__all__ = [
    "ASKED",
    "Affix",
    "Beginning",
    "CLOSE",
    "Close",
    "Ending",
    "FOUND",
    "Flip",
    "Fragile",
    "NOTHING",
    "NamesEnding",
    "OPEN",
    "Open",
    "QUOTE_CLOSE",
    "QUOTE_OPEN",
    "Quote",
    "Stream",
    "JOINT",
    "Joint",
    "WALL",
    "Wall",
]
