"""Macros: every one that is called is there, none calls itself, and written out they stay within bounds."""

from collections.abc import Mapping

from .errors import StyleError
from .reading import PREFIX, Element, tag

# The published styles stay below 25 levels; each level of macros may hold several of elements.
MAX_MACRO_DEPTH = 30
# How many elements one cite or entry may have to visit, at the worst.
MAX_VISITS = 60_000
CHOOSE = PREFIX + "choose"

Calls = list[tuple[str, int | None]]
Weights = dict[str, tuple[int, int]]


def check_macros(root: Element, macros: Mapping[str, Element]) -> None:
    calls = {name: _calls(macro) for name, macro in macros.items()}
    weights: Weights = {}
    for name in macros:
        _weigh(name, calls, macros, weights)
    areas = list(root.iterchildren(PREFIX + "citation", PREFIX + "bibliography"))
    area_calls = [_calls(area) for area in areas]
    for name, line in (call for called in area_calls for call in called):
        _require(name, line, calls)
    if any(sum(weights[name][0] for name, _ in called) > MAX_VISITS for called in area_calls):
        _check_visits(areas, weights, macros)


def _calls(element: Element) -> Calls:
    parts = element.iter(PREFIX + "text", PREFIX + "key")
    return [(name, part.sourceline) for part in parts if (name := part.get("macro")) is not None]


def _require(name: str, line: int | None, calls: Mapping[str, object]) -> None:
    if name not in calls:
        raise StyleError(f"no macro is called {name!r}", line)


def _weigh(name: str, calls: Mapping[str, Calls], macros: Mapping[str, Element], weights: Weights) -> None:
    """How many macros a macro calls in all, and how deep; those that it calls come first."""
    path: list[str] = []
    waiting: list[tuple[str, bool]] = [(name, False)]
    while waiting:
        current, is_done = waiting.pop()
        if is_done:
            path.pop()
            weights[current] = _weight(macros[current], calls[current], weights)
            continue
        if current in weights:
            continue
        path.append(current)
        waiting.append((current, True))
        for called, line in calls[current]:
            _require(called, line, calls)
            if called in path:
                raise StyleError(f"the macro {called!r} calls itself", line)
            waiting.append((called, False))


def _weight(macro: Element, called: Calls, weights: Weights) -> tuple[int, int]:
    size = len(macro) + len(called) + sum(weights[name][0] for name, _ in called)
    depth = 1 + max((weights[name][1] for name, _ in called), default=0)
    if depth > MAX_MACRO_DEPTH:
        raise StyleError(f"macros call each other more than {MAX_MACRO_DEPTH} deep", macro.sourceline)
    return size, depth


def _check_visits(areas: list[Element], weights: Weights, macros: Mapping[str, Element]) -> None:
    """The exact count, for styles that need it: of a choice only the heaviest branch is visited."""
    visits: dict[str, int] = {}
    for name in sorted(macros, key=lambda name: weights[name][1]):
        visits[name] = _visits(macros[name], visits)
    for area in areas:
        if _visits(area, visits) > MAX_VISITS:
            raise StyleError(f"<{tag(area)}> visits more than {MAX_VISITS:,} elements", area.sourceline)


def _visits(element: Element, visits: Mapping[str, int]) -> int:
    inner = [_visits(child, visits) for child in element]
    called = visits.get(element.get("macro", ""), 0)
    return 1 + called + (max(inner, default=0) + len(inner) if element.tag == CHOOSE else sum(inner))
