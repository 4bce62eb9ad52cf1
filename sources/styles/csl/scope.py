"""Compiling: one style in one locale becomes renderers, each element by the module of its chapter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .dressing import Renderer
from .errors import StyleError
from .job import Job
from .locales import Locale
from .reading import Element, tag
from .streams import ASKED, FOUND, JOINT, NOTHING, Close, Stream
from .wanting import Wishes

Builder = Callable[[Element, "Scope"], Renderer]


@dataclass(slots=True)
class Scope:
    """What is the same for all elements of one area (citation, bibliography or a sort key)."""

    locale: Locale
    macros: Mapping[str, Element]
    builders: Mapping[str, Builder]
    options: Mapping[str, str]
    inherited: Mapping[str, str]
    wishes: Wishes
    area: str = "citation"
    compiled: dict[str, Renderer] = field(default_factory=dict)
    parent_names: Element | None = None
    uses_year_suffix: bool = False
    # That of the group around, which stands between the children of a choice too.
    delimiter: str = ""

    @property
    def capitalises(self) -> bool:
        """Whether a term at the start of a cite or entry gets a capital: not in citations of running text."""
        return self.area == "bibliography" or (self.area == "citation" and self.options.get("class") == "note")

    def compile(self, element: Element) -> Renderer:
        name = tag(element)
        builder = self.builders.get(name)
        if builder is None:
            raise StyleError(f"<{name}> is no rendering element", element.sourceline)
        return builder(element, self)

    def compile_children(self, element: Element) -> list[Renderer]:
        return [self.compile(child) for child in element]

    def compile_within(self, element: Element, delimiter: str, parent_names: Element | None = None) -> list[Renderer]:
        """The children, with this delimiter around them, standing in for these names."""
        outer = self.parent_names, self.delimiter
        self.parent_names, self.delimiter = parent_names, delimiter
        children = self.compile_children(element)
        self.parent_names, self.delimiter = outer
        return children

    def macro(self, name: str, line: int | None) -> Renderer:
        """The macro's renderer, compiled at its first use."""
        if name not in self.compiled:
            element = self.macros.get(name)
            if element is None:
                raise StyleError(f"no macro is called {name!r}", line)
            only_group = len(element) == 1 and tag(element[0]) == "group"
            children = self.compile_within(element, "")
            self.compiled[name] = (
                children[0] if only_group else silent(in_sequence(children), self.wishes.wanted(element))
            )
        return self.compiled[name]


def in_sequence(renderers: list[Renderer]) -> Renderer:
    """Renderers one after the other, nothing between them."""
    if len(renderers) == 1:
        return renderers[0]
    if not renderers:
        return render_nothing

    def sequence(job: Job, out: Stream) -> int:
        found = 0
        for render in renderers:
            found |= render(job, out)
        return found

    return sequence


def alternatives(renderers: list[Renderer]) -> Renderer:
    """The first renderer that has something to say."""

    def alternative(job: Job, out: Stream) -> int:
        start, found = len(out), 0
        for render in renderers:
            found |= render(job, out)
            if len(out) > start or found == FOUND:
                break
        return found

    return alternative


def silent(render: Renderer, wanted: frozenset[str]) -> Renderer:
    """A group, or a macro, that has asked for variables and found none says nothing.

    Where the item has none of the variables that it waits for it is not rendered at all.
    One that says something counts as a variable for the group around it (CSL 1.0.2,
    "Group"; citeproc-js treats macros alike).
    """

    def group(job: Job, out: Stream) -> int:
        if wanted and wanted.isdisjoint(job.present):
            return ASKED
        start = len(out)
        found = render(job, out)
        if found == ASKED:
            del out[start:]
            return ASKED
        if len(out) == start:
            return found
        if out[-1].__class__ is Close:
            out.append(JOINT)
        return FOUND

    return group


def render_nothing(job: Job, out: Stream) -> int:
    return NOTHING
