"""A style compiled for one locale: renderers for citation, bibliography and sort keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .dating import compile_date
from .disambiguation import Rules
from .dressing import Dress, Renderer, read_dress
from .finishing import alternate_brackets, finish
from .groups import compile_choose, compile_group
from .items import Item
from .job import Job
from .locales import Locale, compose, is_language
from .naming import compile_names
from .numbering import compile_label, compile_number
from .reading import Element
from .scope import Builder, Scope, in_sequence
from .sorting import SortKey, compile_key
from .streams import CLOSE, OPEN, Affix, Beginning, Ending, Stream
from .style import Area, Style
from .texts import compile_text
from .wanting import Wishes

# A suffix that begins with one of these ends a citation with it alone (citeproc-js).
ENDINGS = (":", ".", ";", "!", "?")
BUILDERS: Mapping[str, Builder] = {
    "text": compile_text,
    "number": compile_number,
    "label": compile_label,
    "date": compile_date,
    "names": compile_names,
    "group": compile_group,
    "choose": compile_choose,
}


@dataclass(slots=True)
class Layout:
    """A compiled layout. `children` are kept apart for `second-field-align`."""

    children: list[Renderer]
    render: Renderer
    dress: Dress
    delimiter: str
    scope: Scope


@dataclass(slots=True)
class Program:
    """One style in one locale; layouts are compiled when they are first needed."""

    style: Style
    locale: Locale
    quotes: tuple[str, str, str, str]
    in_quote: bool
    rules: Rules
    _layouts: dict[str, Layout] = field(default_factory=dict)
    _keys: dict[str, tuple[SortKey, ...]] = field(default_factory=dict)

    def layout(self, area: str, language: str = "") -> Layout:
        known = self._layouts.get(area)
        if known is not None:
            return known
        key = f"{area} {language}" if len(self._area(area).layouts) > 1 else area
        if key not in self._layouts:
            element = self._area(area).layout(language)
            self._layouts[key] = _compile_layout(element, self._scope(area))
        return self._layouts[key]

    def keys(self, area: str) -> tuple[SortKey, ...]:
        if area not in self._keys:
            scope = self._scope(area)
            scope.area = "sort"
            self._keys[area] = tuple(compile_key(element, scope) for element in self._area(area).keys)
        return self._keys[area]

    def _area(self, name: str) -> Area:
        area = self.style.citation if name == "citation" else self.style.bibliography
        return area or self.style.citation

    def _scope(self, name: str) -> Scope:
        style = self.style
        area = self._area(name)
        return Scope(
            self.locale,
            style.macros,
            BUILDERS,
            style.attributes,
            style.name_options(area),
            Wishes(style.macros, self.locale),
            name,
            uses_year_suffix=style.places_year_suffix,
        )

    def finish_citation(self, stream: Stream) -> tuple[object, ...]:
        if self.style.is_note:
            alternate_brackets(stream)
        return self.finish(stream)

    def finish(self, stream: Stream) -> tuple[object, ...]:
        return finish(stream, self.quotes, self.in_quote)


def _compile_layout(element: Element, scope: Scope) -> Layout:
    children = scope.compile_children(element)
    attributes = dict(element.attrib)
    if scope.area == "citation" and attributes.get("suffix", "")[:1] in ENDINGS:
        attributes["suffix"] = attributes["suffix"][:1]
    worn = read_dress(attributes, affixes_inside=True, before=Beginning, after=Ending)
    return Layout(children, in_sequence(children), worn, element.get("delimiter", ""), scope)


def compile_program(style: Style, language: str) -> Program:
    locale = compose(language, style.locales)
    quotes = tuple(
        locale.words(name) or default
        for name, default in (
            ("open-quote", "“"),
            ("close-quote", "”"),
            ("open-inner-quote", "‘"),
            ("close-inner-quote", "’"),
        )
    )
    return Program(style, locale, quotes, locale.option("punctuation-in-quote"), Rules.of(style))


# Each language compiles the style anew; items may bring any word for theirs.
MAX_LANGUAGES = 60


class Programs:
    """A style in its usual locale, and in those of the items where it follows them. Sessions may share it."""

    def __init__(self, style: Style, language: str, by_item_language: bool = False) -> None:
        self.usual = compile_program(style, language)
        self._by_item_language = by_item_language
        self._others: dict[str, Program] = {}

    def __call__(self, item: Item) -> Program:
        if not self._by_item_language or not item.language:
            return self.usual
        if item.language not in self._others:
            if len(self._others) >= MAX_LANGUAGES or not is_language(item.language):
                return self.usual
            self._others[item.language] = compile_program(self.usual.style, item.language)
        return self._others[item.language]


def render_split(layout: Layout, job: Job, out: Stream) -> int:
    """Render with the first field in the margin and the others beside it (`second-field-align`)."""
    found = layout.children[0](job, out) if layout.children else 0
    if out:
        out.insert(0, OPEN["left-margin"])
        out.append(CLOSE["left-margin"])
    start = len(out)
    out.append(OPEN["right-inline"])
    for render in layout.children[1:]:
        found |= render(job, out)
    if len(out) == start + 1 and not start:
        out.pop()
    else:
        out.append(CLOSE["right-inline"])
    return found


__all__ = ["Affix", "Layout", "Program", "Programs", "compile_program", "render_split"]
