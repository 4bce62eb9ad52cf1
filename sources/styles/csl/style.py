"""A style: its options, macros and layouts, read and checked once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .errors import StyleError
from .locales import Layer, normal_language, read_layer
from .macros import check_macros
from .reading import MAX_DEPTH, PREFIX, Element, read_xml, tag, words

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
NONE: frozenset[str] = frozenset()
# What may stand in what, by full names.
ALLOWED: dict[object, frozenset[str]] = {
    PREFIX + name: frozenset(PREFIX + child for child in children) for name, children in CHILDREN.items()
}
INFO = PREFIX + "info"
COUNTED = tuple(PREFIX + name for name in ("style", "citation", "bibliography", "name"))
COUNTS = ("et-al-min", "et-al-use-first", "et-al-subsequent-min", "et-al-subsequent-use-first", "near-note-distance")
NAME_OPTIONS = (
    "and",
    "delimiter-precedes-et-al",
    "delimiter-precedes-last",
    "et-al-min",
    "et-al-use-first",
    "et-al-use-last",
    "et-al-subsequent-min",
    "et-al-subsequent-use-first",
    "initialize",
    "initialize-with",
    "name-as-sort-order",
    "sort-separator",
    "name-form",
    "name-delimiter",
    "names-delimiter",
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
    def is_numeric(self) -> bool:
        """Whether citations are numbers."""
        return self.calls_variable(self.citation, frozenset({"citation-number"}))

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
    info = root.find(INFO)
    title, is_dependent = words(root.find(f"{INFO}/{PREFIX}title")).strip(), _parent_link(root)
    if info is not None:
        root.remove(info)
    _check(root)
    citation = root.find(PREFIX + "citation")
    if citation is None:
        if is_dependent:
            raise StyleError("a dependent style has no layout of its own; load its parent", root.sourceline)
        raise StyleError("the style has no <citation>", root.sourceline)
    bibliography = root.find(PREFIX + "bibliography")
    style = Style(
        title,
        dict(root.attrib),
        _read_macros(root),
        _read_area(citation),
        None if bibliography is None else _read_area(bibliography),
        tuple(read_layer(element) for element in root.iterfind(PREFIX + "locale")),
        any(element.get("disambiguate") for element in root.iter(PREFIX + "if", PREFIX + "else-if")),
    )
    check_macros(root, style.macros)
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
    layouts = {
        normal_language(layout.get("locale", "").split()[0]) if layout.get("locale", "").strip() else "": layout
        for layout in reversed(list(element.iterfind(PREFIX + "layout")))
    }
    for layout in element.iterfind(PREFIX + "layout"):
        for language in layout.get("locale", "").split():
            layouts.setdefault(normal_language(language), layout)
    if not layouts:
        raise StyleError(f"<{tag(element)}> has no <layout>", element.sourceline)
    sort = element.find(PREFIX + "sort")
    return Area(dict(element.attrib), layouts, () if sort is None else tuple(sort))


def _check(root: Element) -> None:
    """Every element stands where it may, and numbers are numbers; levels of the tree are bounded."""
    level = [(root, root.tag)]
    for _ in range(MAX_DEPTH):
        below: list[tuple[Element, object]] = []
        for element, name in level:
            children = list(element)
            tags = [child.tag for child in children]
            allowed = ALLOWED.get(name, NONE)
            if not allowed.issuperset(tags):
                _refuse(element, allowed)
            below += [pair for pair in zip(children, tags, strict=True) if len(pair[0])]
        if not below:
            break
        level = below
    else:
        raise StyleError(f"elements are nested more than {MAX_DEPTH} deep", level[0][0].sourceline)
    for element in root.iter(*COUNTED):
        _check_counts(element)


def _refuse(element: Element, allowed: frozenset[str]) -> None:
    """Elements of other namespaces are passed over, others are an error."""
    for child in element:
        name = tag(child)
        if child.tag not in allowed and not name.startswith("{"):
            raise StyleError(f"<{name}> is not allowed in <{tag(element)}>", child.sourceline)
        if name.startswith("{"):
            element.remove(child)


def _check_counts(element: Element) -> None:
    for key in COUNTS:
        value = element.get(key)
        if value is not None and not (value.strip().isdigit() and len(value) < 7):
            raise StyleError(f"{key} is {value!r}, not a number", element.sourceline)
