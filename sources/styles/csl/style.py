"""A style: its options, macros and layouts, read and checked once."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from .errors import StyleError
from .locales import Layer, normal_language, read_layer
from .reading import PREFIX, XML_LANG, Element, read_xml, tag, words

RENDERING = frozenset({"text", "number", "label", "date", "names", "group", "choose"})
CHILDREN: dict[str, frozenset[str]] = {
    "style": frozenset({"info", "locale", "macro", "citation", "bibliography"}),
    "citation": frozenset({"sort", "layout"}),
    "bibliography": frozenset({"sort", "layout"}),
    "sort": frozenset({"key"}),
    "macro": RENDERING,
    "layout": RENDERING,
    "group": RENDERING,
    "choose": frozenset({"if", "else-if", "else"}),
    "if": RENDERING,
    "else-if": RENDERING,
    "else": RENDERING,
    "names": frozenset({"name", "et-al", "label", "substitute", "institution"}),
    "substitute": RENDERING,
    "name": frozenset({"name-part"}),
    "date": frozenset({"date-part"}),
    "institution": frozenset({"institution-part"}),
    "locale": frozenset({"info", "terms", "date", "style-options"}),
    "terms": frozenset({"term"}),
    "term": frozenset({"single", "multiple"}),
}
UNCHECKED = frozenset({"info"})
COUNTS = ("et-al-min", "et-al-use-first", "et-al-subsequent-min", "et-al-subsequent-use-first", "near-note-distance")
NAME_OPTIONS = (
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first", "et-al-use-last",
    "et-al-subsequent-min", "et-al-subsequent-use-first", "initialize", "initialize-with", "name-as-sort-order",
    "sort-separator", "name-form", "name-delimiter", "names-delimiter",
)


@dataclass(frozen=True, slots=True)
class Area:
    """The citation or the bibliography of a style. `layouts` by language, the general one under ""."""

    attributes: Mapping[str, str]
    layouts: Mapping[str, Element]
    keys: tuple[Element, ...] = ()

    def layout(self, language: str) -> Element:
        language = normal_language(language) if language else ""
        base = language.split("-")[0]
        return next(self.layouts[key] for key in (language, base, "", next(iter(self.layouts))) if key in self.layouts)


@dataclass(frozen=True, slots=True)
class Style:
    """A checked style, not yet compiled."""

    title: str
    attributes: Mapping[str, str]
    macros: Mapping[str, Element]
    citation: Area
    bibliography: Area | None
    locales: tuple[Layer, ...] = field(default=())
    asks_disambiguate: bool = False

    @property
    def is_note(self) -> bool:
        return self.attributes.get("class") == "note"

    @property
    def default_locale(self) -> str:
        return self.attributes.get("default-locale", "")

    def name_options(self, area: Area) -> dict[str, str]:
        """The name options that names elements of this area inherit."""
        merged = dict(self.attributes) | dict(area.attributes)
        return {key: merged[key] for key in NAME_OPTIONS if key in merged}


    def calls_variable(self, area: Area, names: frozenset[str]) -> bool:
        """Whether a layout of this area writes one of these variables, itself or by its macros."""
        waiting = list(area.layouts.values())
        seen: set[str] = set()
        while waiting:
            for part in waiting.pop().iter(PREFIX + "text"):
                if part.get("variable") in names:
                    return True
                called = part.get("macro")
                if called and called not in seen and called in self.macros:
                    seen.add(called)
                    waiting.append(self.macros[called])
        return False


def read_style(source: bytes | str) -> Style:
    """A style from its XML. Raises `StyleError` with line and reason."""
    root = read_xml(source, "style")
    _check(root)
    citation = root.find(PREFIX + "citation")
    if citation is None:
        if _parent_link(root):
            raise StyleError("a dependent style has no layout of its own; load its parent", root.sourceline)
        raise StyleError("the style has no <citation>", root.sourceline)
    bibliography = root.find(PREFIX + "bibliography")
    style = Style(
        words(root.find(f"{PREFIX}info/{PREFIX}title")).strip(), dict(root.attrib), _read_macros(root),
        _read_area(citation), None if bibliography is None else _read_area(bibliography),
        tuple(read_layer(element) for element in root.iterfind(PREFIX + "locale")),
        any(element.get("disambiguate") for element in root.iter(PREFIX + "if", PREFIX + "else-if")),
    )
    _check_macros(style, root)
    return style


def _parent_link(root: Element) -> bool:
    links = root.iterfind(f"{PREFIX}info/{PREFIX}link")
    return any(link.get("rel") == "independent-parent" for link in links)


def _read_macros(root: Element) -> dict[str, Element]:
    macros: dict[str, Element] = {}
    for macro in root.iterfind(PREFIX + "macro"):
        name = macro.get("name")
        if not name:
            raise StyleError("a macro without a name", macro.sourceline)
        if name in macros:
            raise StyleError(f"the macro {name!r} is there twice", macro.sourceline)
        macros[name] = macro
    return macros


def _read_area(element: Element) -> Area:
    layouts = {normal_language(layout.get("locale", "").split()[0]) if layout.get("locale", "").strip() else "": layout
               for layout in reversed(list(element.iterfind(PREFIX + "layout")))}
    for layout in element.iterfind(PREFIX + "layout"):
        for language in layout.get("locale", "").split():
            layouts.setdefault(normal_language(language), layout)
    if not layouts:
        raise StyleError(f"<{tag(element)}> has no <layout>", element.sourceline)
    sort = element.find(PREFIX + "sort")
    return Area(dict(element.attrib), layouts, () if sort is None else tuple(sort))


def _check(root: Element) -> None:
    """Every element stands where it may, and numbers are numbers."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = tag(element)
        if name in UNCHECKED or name.startswith("{"):
            continue
        allowed = CHILDREN.get(name, frozenset())
        for child in element:
            child_name = tag(child)
            if child_name not in allowed and not child_name.startswith("{"):
                raise StyleError(f"<{child_name}> is not allowed in <{name}>", child.sourceline)
        waiting.extend(element)
        _check_counts(element)


def _check_counts(element: Element) -> None:
    for key in COUNTS:
        value = element.get(key)
        if value is not None and not (value.strip().isdigit() and len(value) < 7):
            raise StyleError(f"{key} is {value!r}, not a number", element.sourceline)


def _check_macros(style: Style, root: Element) -> None:
    """Every macro that is called is there, and none calls itself."""
    calls = {name: _calls(macro) for name, macro in style.macros.items()}
    for area in root.iterfind(PREFIX + "citation"), root.iterfind(PREFIX + "bibliography"):
        for element in area:
            for name, line in _calls(element):
                _require(name, line, calls)
    done: set[str] = set()
    for name in calls:
        _walk_macro(name, calls, done)


def _calls(element: Element) -> list[tuple[str, int | None]]:
    return [(part.get("macro", ""), part.sourceline) for part in element.iter() if part.get("macro") is not None]


def _require(name: str, line: int | None, calls: Mapping[str, object]) -> None:
    if name not in calls:
        raise StyleError(f"no macro is called {name!r}", line)


def _walk_macro(name: str, calls: Mapping[str, list[tuple[str, int | None]]], done: set[str]) -> None:
    """Depth first without recursion, so that no chain of macros is too long."""
    path: list[str] = [name]
    branches = [iter(calls[name])]
    while path:
        step = next(branches[-1], None)
        if step is None:
            done.add(path.pop())
            branches.pop()
            continue
        called, line = step
        _require(called, line, calls)
        if called in path:
            raise StyleError(f"the macro {called!r} calls itself", line)
        if len(path) > MAX_MACRO_DEPTH:
            raise StyleError(f"macros call each other more than {MAX_MACRO_DEPTH} deep", line)
        if called not in done:
            path.append(called)
            branches.append(iter(calls[called]))


MAX_MACRO_DEPTH = 30


@lru_cache(maxsize=64)
def cached_style(source: bytes) -> Style:
    return read_style(source)
