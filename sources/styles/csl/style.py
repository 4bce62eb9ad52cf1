"""A style: its options, macros and layouts, read and checked once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .errors import StyleError
from .grammar import check_elements
from .locales import Layer, normal_language, read_layer
from .macros import check_macros
from .reading import PREFIX, Element, read_xml, tag, words

INFO = PREFIX + "info"
SUFFIXED = frozenset({"year-suffix", "citation-label"})
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
    uses_labels: bool = True

    @property
    def is_numeric(self) -> bool:
        """Whether citations are numbers."""
        return self.calls_variable(self.citation, frozenset({"citation-number"}))

    @property
    def places_year_suffix(self) -> bool:
        """Whether some layout says where year suffixes stand; then no date brings them, in neither area (citeproc-js)."""
        areas = [self.citation] if self.bibliography is None else [self.citation, self.bibliography]
        return any(self.calls_variable(area, SUFFIXED) for area in areas)

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
    check_elements(root)
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
        ("citation-label" if isinstance(source, str) else b"citation-label") in source,
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
