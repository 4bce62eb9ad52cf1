"""What an element waits for: without any of these variables it asks in vain and says nothing.

A group that waits for variables of which an item has none is not rendered at
all. Where the answer cannot be known beforehand the element is rendered.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from .job import SPECIAL
from .locales import Locale
from .reading import Element, tag


class Wish(NamedTuple):
    """The variables, and whether the element certainly asks for one of them."""

    variables: frozenset[str] = frozenset()
    asks: bool = False


class Wishes:
    """The wishes of the elements of one style, macros remembered."""

    __slots__ = ("_macros", "_locale", "_known")

    def __init__(self, macros: Mapping[str, Element], locale: Locale) -> None:
        self._macros, self._locale = macros, locale
        self._known: dict[str, Wish | None] = {}

    def wanted(self, children: Iterable[Element]) -> frozenset[str]:
        """The variables that these children wait for together; none where it cannot be known."""
        wish = self._together(children)
        return wish.variables if wish is not None and wish.asks else frozenset()

    def _together(self, children: Iterable[Element]) -> Wish | None:
        variables: set[str] = set()
        asks = False
        for child in children:
            wish = KINDS[tag(child)](self, child) if tag(child) in KINDS else None
            if wish is None:
                return None
            variables |= wish.variables
            asks = asks or wish.asks
        return Wish(frozenset(variables), asks)

    def group(self, element: Iterable[Element]) -> Wish | None:
        """A group that asks for nothing counts as a variable by itself."""
        wish = self._together(element)
        return wish if wish is not None and wish.asks else None

    def text(self, element: Element) -> Wish | None:
        if (name := element.get("macro")) is not None:
            return self._macro(name)
        if element.get("variable") is None:
            return Wish()
        return self.variable(element)

    def _macro(self, name: str) -> Wish | None:
        if name not in self._known:
            self._known[name] = None
            self._known[name] = self.group(self._macros[name]) if name in self._macros else None
        return self._known[name]

    def variable(self, element: Element) -> Wish | None:
        names = element.get("variable", "").split()
        if not names or any(name in SPECIAL for name in names):
            return None
        return Wish(frozenset((*names, *(f"{name}-short" for name in names))), True)

    def date(self, element: Element) -> Wish | None:
        kind = element.get("form")
        return self.variable(element) if kind is None or self._locale.date(kind) is not None else None

    def names(self, element: Element) -> Wish | None:
        """Names wait for those who stand in for them too, and these must be variables themselves."""
        own = self.variable(element)
        others = [other for child in element if tag(child) == "substitute" for other in child]
        wishes = [own, *(KINDS[tag(one)](self, one) if tag(one) in STANDING_IN else None for one in others)]
        found = [wish for wish in wishes if wish is not None and wish.asks]
        if len(found) < len(wishes):
            return None
        return Wish(frozenset().union(*(wish.variables for wish in found)), True)

    def choose(self, element: Element) -> Wish | None:
        wishes: list[Wish] = []
        for branch in element:
            wish = None if branch.get("disambiguate") is not None else self._together(branch)
            if wish is None:
                return None
            wishes.append(wish)
        ends = len(element) > 0 and tag(element[-1]) == "else"
        return Wish(frozenset().union(*(wish.variables for wish in wishes)), ends and all(wish.asks for wish in wishes))

    def nothing(self, element: Element) -> Wish:
        return Wish()


KINDS: Mapping[str, Callable[[Wishes, Element], Wish | None]] = {
    "text": Wishes.text,
    "number": Wishes.variable,
    "date": Wishes.date,
    "names": Wishes.names,
    "group": Wishes.group,
    "choose": Wishes.choose,
    "label": Wishes.nothing,
}
STANDING_IN = frozenset({"text", "number", "date", "names", "group"})
