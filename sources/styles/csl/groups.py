"""Groups and choices: delimiters, and the silence of a group that has found nothing."""

from .conditions import Test, compile_condition, types_of
from .dressing import Renderer, read_dress
from .job import Job
from .reading import Element, tag
from .scope import Scope, alternatives, in_sequence, render_nothing
from .streams import ASKED, FOUND, JOINT, NOTHING, Affix, Beginning, Close, Ending, Stream


def compile_group(element: Element, scope: Scope) -> Renderer:
    delimiter = element.get("delimiter", "")
    children = scope.compile_within(element, delimiter, scope.parent_names)
    worn = read_dress(element.attrib, before=Beginning, after=Ending)
    before, after = worn.prefix + worn.opens, worn.closes + worn.suffix
    wanted = scope.wishes.wanted(element)
    return _group(children, (Affix(delimiter),) if delimiter else (), before, after, wanted)


def _group(
    children: list[Renderer],
    delimiter: tuple[Affix, ...],
    before: tuple[object, ...],
    after: tuple[object, ...],
    wanted: frozenset[str],
) -> Renderer:
    """A group counts as a variable for the group around it (CSL 1.0.2, "Group")."""
    width = len(delimiter)

    def group(job: Job, out: Stream) -> int:
        if wanted and wanted.isdisjoint(job.present):
            return ASKED
        start = len(out)
        out += before
        inside = at = len(out)
        found = NOTHING
        for child in children:
            if at > inside and width:
                out += delimiter
                found |= child(job, out)
                if len(out) == at + width:
                    del out[at:]
            else:
                found |= child(job, out)
            at = len(out)
        if at == inside or found == ASKED:
            del out[start:]
            return found
        if out[-1].__class__ is Close:
            out.append(JOINT)
        out += after
        return FOUND

    return group


def _joined(children: list[Renderer], delimiter: str) -> Renderer:
    """The children of a choice, which is no group: only the delimiter of the group around it parts them."""
    if len(children) < 2 or not delimiter:
        return in_sequence(children)
    joint = Affix(delimiter)

    def joined(job: Job, out: Stream) -> int:
        start = len(out)
        found = NOTHING
        for child in children:
            at = len(out)
            if at == start:
                found |= child(job, out)
                continue
            out.append(joint)
            found |= child(job, out)
            if len(out) == at + 1:
                out.pop()
        return found

    return joined


class _Branch:
    """One way of a choice, compiled when it is first taken."""

    __slots__ = ("test", "render", "_element", "_scope", "_delimiter", "_parent_names")

    def __init__(self, test: Test, element: Element, scope: Scope) -> None:
        self.test, self._element, self._scope, self._delimiter = test, element, scope, scope.delimiter
        self._parent_names = scope.parent_names
        self.render: Renderer | None = None

    def compile(self) -> Renderer:
        if self.render is None:
            children = self._scope.compile_within(self._element, self._delimiter, self._parent_names)
            # A choice within a substitute offers alternatives, as the substitute does.
            self.render = (
                alternatives(children) if self._parent_names is not None else _joined(children, self._delimiter)
            )
        return self.render


def _always(job: Job) -> bool:
    return True


def compile_choose(element: Element, scope: Scope) -> Renderer:
    branches = [
        _Branch(_always if tag(child) == "else" else compile_condition(child), child, scope) for child in element
    ]
    if all(tag(child) == "else" or types_of(child) is not None for child in element):
        return _choose_by_type(branches)
    if len(branches) == 1:
        return _only(branches[0])

    def choose(job: Job, out: Stream) -> int:
        for branch in branches:
            if branch.test(job):
                return (branch.render or branch.compile())(job, out)
        return NOTHING

    return choose


def _only(branch: _Branch) -> Renderer:
    test = branch.test
    return lambda job, out: (branch.render or branch.compile())(job, out) if test(job) else NOTHING


def _choose_by_type(branches: list[_Branch]) -> Renderer:
    """A choice by type alone is made once for each type."""
    chosen: dict[str, Renderer] = {}

    def choose(job: Job, out: Stream) -> int:
        kind = job.item.type
        render = chosen.get(kind)
        if render is None:
            taken = next((branch for branch in branches if branch.test(job)), None)
            render = taken.compile() if taken else render_nothing
            if len(chosen) < MAX_TYPES:
                chosen[kind] = render
        return render(job, out)

    return choose


# CSL knows forty-five types; items may bring any word for theirs.
MAX_TYPES = 100
