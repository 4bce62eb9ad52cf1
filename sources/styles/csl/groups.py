"""Groups and choices: delimiters, and the silence of a group that has found nothing."""
from .conditions import Test, compile_condition
from .dressing import Renderer, clothe, read_dress
from .job import Job
from .reading import Element, tag
from .scope import Scope, in_sequence, render_nothing, silent
from .streams import NOTHING, Affix, Stream


def compile_group(element: Element, scope: Scope) -> Renderer:
    children = scope.compile_children(element)
    delimiter = element.get("delimiter", "")
    inner = delimited(children, Affix(delimiter)) if delimiter else in_sequence(children)
    return silent(clothe(inner, read_dress(element.attrib, is_container=True)))


def delimited(children: list[Renderer], delimiter: Affix) -> Renderer:
    """Renderers with a delimiter between those that have written something."""

    def render(job: Job, out: Stream) -> int:
        start = len(out)
        found = NOTHING
        for child in children:
            if len(out) == start:
                found |= child(job, out)
                continue
            out.append(delimiter)
            place = len(out)
            found |= child(job, out)
            if len(out) == place:
                out.pop()
        return found

    return render


def compile_choose(element: Element, scope: Scope) -> Renderer:
    branches: list[tuple[Test, Renderer]] = []
    otherwise: Renderer = render_nothing
    for child in element:
        render = in_sequence(scope.compile_children(child))
        if tag(child) == "else":
            otherwise = render
        else:
            branches.append((compile_condition(child), render))
    if len(branches) == 1:
        return _either(*branches[0], otherwise)

    def choose(job: Job, out: Stream) -> int:
        for test, render in branches:
            if test(job):
                return render(job, out)
        return otherwise(job, out)

    return choose


def _either(test: Test, render: Renderer, otherwise: Renderer) -> Renderer:
    return lambda job, out: render(job, out) if test(job) else otherwise(job, out)
