"""The `names` element: lists of names with and, et al., labels and substitutes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from .dressing import Dress, Renderer, clothe, dress, read_dress
from .job import SUBSEQUENT, Job, NamesTrace
from .listing import EtAl, ListForm, NameList, list_form
from .namewriting import FULL, INITIALS, SHORT, NameForm, NameWriter, PartStyle
from .numbering import label_words, write_words
from .people import Name
from .reading import PREFIX, Element, tag
from .scope import Scope, alternatives
from .streams import ASKED, FOUND, Affix, NamesEnding, Stream

# How the attributes of a name are called on `style`, `citation` and `bibliography`.
INHERITED = {"name-form": "form", "name-delimiter": "delimiter"}
# In these languages a line may not end between a particle and the name (citeproc-js).
UNBROKEN = frozenset({"fr", "ru", "cs"})
COMBINED = (frozenset({"editor", "translator"}), "editortranslator")


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a names element and on which side it stands."""

    words: Callable[[str, bool], str]
    dress: Dress
    comes_first: bool
    plural: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled names element, without its substitutes."""

    variables: tuple[str, ...]
    delimiter: Affix
    lists: ListForm
    writer: NameWriter
    label: Label | None
    combines: bool
    counts: bool
    in_sort: bool


def compile_names(element: Element, scope: Scope) -> Renderer:
    model = _model(element, scope)
    plan = _read_plan(element, model, scope)
    # A bare names element in a substitute is dressed like the one that it stands for; other substitutes are not.
    worn = model.attrib
    render = dress(_render_plan(plan, scope), worn, Affix, NamesEnding)
    substitute = element.find(PREFIX + "substitute")
    if substitute is None:
        return render
    return _with_substitute(render, alternatives(scope.compile_within(substitute, "", element)))


def _model(element: Element, scope: Scope) -> Element:
    """The element whose children count: a bare `names` in a substitute takes those of its parent."""
    own = any(tag(child) in ("name", "et-al", "label") for child in element)
    return element if own or scope.parent_names is None else scope.parent_names


def _with_substitute(render: Renderer, substitute: Renderer) -> Renderer:
    def substituted(job: Job, out: Stream) -> int:
        start = len(out)
        first = job.first_names is None
        found = render(job, out)
        if found == FOUND:
            return found
        was, job.substituting = job.substituting, True
        found = substitute(job, out)
        job.substituting = was
        # Only a variable stands for the names that an entry may repeat, not a term.
        if first and job.first_names is None and len(out) > start and found == FOUND:
            job.first_names = (start, len(out), ())
            if job.suppress_names:
                del out[start:]
                return FOUND
        return FOUND if len(out) > start else found | ASKED

    return substituted


def name_attributes(element: Element | None, scope: Scope) -> dict[str, str]:
    """The attributes of a name: its own, then those of its area and style."""
    inherited = {INHERITED.get(key, key): value for key, value in scope.inherited.items() if key != "names-delimiter"}
    return inherited | (dict(element.attrib) if element is not None else {})


def _read_plan(element: Element, model: Element, scope: Scope) -> Plan:
    name = model.find(PREFIX + "name")
    attributes = name_attributes(name, scope)
    in_sort = scope.area == "sort"
    if in_sort:
        attributes["name-as-sort-order"], attributes["sort-separator"] = "all", " "
    writer = NameWriter(_read_form(attributes, name, scope, in_sort))
    variables = tuple(element.get("variable", "").split())
    delimiter = element.get("delimiter", model.get("delimiter", scope.inherited.get("names-delimiter", "")))
    return Plan(
        variables,
        Affix(delimiter),
        _list_form(attributes, model, scope),
        writer,
        None if in_sort else _read_label(model, name, scope),
        COMBINED[0] <= set(variables),
        attributes.get("form") == "count",
        in_sort,
    )


def _list_form(attributes: Mapping[str, str], model: Element, scope: Scope) -> ListForm:
    form = list_form(attributes, model.find(PREFIX + "et-al"), scope.locale)
    # A sort key is names alone: what stands for those left out would be sorted as a name.
    return replace(form, et_al=EtAl(), joint="", delimiter="  ") if scope.area == "sort" else form


def _read_form(attributes: Mapping[str, str], name: Element | None, scope: Scope, in_sort: bool) -> NameForm:
    demote = scope.options.get("demote-non-dropping-particle", "display-and-sort")
    parts = {} if name is None or in_sort else {part.get("name"): part for part in name.iterfind(PREFIX + "name-part")}
    return NameForm(
        "short" if attributes.get("form") == "short" else "long",
        attributes.get("initialize", "true") == "true",
        attributes.get("initialize-with"),
        scope.options.get("initialize-with-hyphen", "true") == "true",
        attributes.get("sort-separator", ", "),
        demote == "display-and-sort" or (in_sort and demote == "sort-only"),
        _part_style(parts.get("family")),
        _part_style(parts.get("given")),
        in_sort,
        Dress() if name is None or in_sort else read_dress(name.attrib),
        "\u00a0" if scope.locale.language[:2] in UNBROKEN and not in_sort else " ",
    )


def _part_style(element: Element | None) -> PartStyle:
    if element is None:
        return PartStyle()
    return PartStyle(read_dress(element.attrib), element.get("text-case", ""))


def _read_label(model: Element, name: Element | None, scope: Scope) -> Label | None:
    element = model.find(PREFIX + "label")
    if element is None:
        return None
    children = list(model)
    first = name is None or children.index(element) < children.index(name)
    comes_first = first and name is not None
    words = label_words(element, scope.locale, element.get("form", "long"))
    return Label(words, read_dress(element.attrib), comes_first, element.get("plural", "contextual"))


Group = tuple[str, tuple[Name, ...]]


def _render_plan(plan: Plan, scope: Scope) -> Renderer:
    combined = scope.locale.term(COMBINED[1])
    may_combine = plan.combines and combined is not None and bool(combined.single)
    variables = plan.variables

    def render(job: Job, out: Stream) -> int:
        item, hidden = job.item, job.hidden
        groups = [(name, names) for name in variables if name not in hidden and (names := item.names(name))]
        if not groups:
            return ASKED
        if may_combine and len(groups) > 1:
            groups = _combine(groups)
        if job.substituting:
            hidden.update(variables)
        index = job.names_count
        job.names_count += 1
        if plan.counts:
            out.append(str(sum(len(_cut(plan, names, job, (index, n))) for n, (_, names) in enumerate(groups))))
            return FOUND
        start = len(out)
        _write_groups(plan, groups, job, out, index)
        return FOUND if len(out) > start or job.suppress_names else ASKED

    return render


def _write_groups(plan: Plan, groups: list[Group], job: Job, out: Stream, index: int) -> None:
    start = len(out)
    first = job.first_names is None
    spans: list[tuple[int, int]] = []
    end = start
    for n, (variable, names) in enumerate(groups):
        if len(out) > start and plan.delimiter:
            out.append(plan.delimiter)
        label = plan.label
        if label and label.comes_first:
            _write_label(label, variable, names, out)
        place = len(out)
        spans += _write_list(plan, names, job, (index, n), out)
        end = len(out)
        if label and not label.comes_first and len(out) > place:
            _write_label(label, variable, names, out)
    if first:
        job.first_names = (spans[0][0] if spans else start, end, tuple(spans))
        if job.suppress_names:
            del out[start:]


def _combine(groups: list[Group]) -> list[Group]:
    """An editor who is the translator too is named once."""
    found = dict(groups)
    if found.get("editor") is None or found.get("editor") != found.get("translator"):
        return groups
    first = next(name for name, _ in groups if name in COMBINED[0])
    return [
        (COMBINED[1] if name == first else name, names)
        for name, names in groups
        if name == first or name not in COMBINED[0]
    ]


def _write_label(label: Label, variable: str, names: tuple[Name, ...], out: Stream) -> None:
    plural = len(names) > 1 if label.plural == "contextual" else label.plural == "always"
    text = label.words(variable, plural)
    if text:
        words: Stream = []
        write_words(text, words)
        label.dress.put(words, out)


def _cut(plan: Plan, names: tuple[Name, ...], job: Job, slot: tuple[int, int]) -> tuple[Name, ...]:
    """The names to show."""
    if job.ignore_et_al:
        return names
    base = plan.lists.shown(len(names), job.position >= SUBSEQUENT, job.sort_names)
    if job.sort_names and job.sort_names[2] and base < len(names):
        return (*names[:base], names[-1])
    shown = max(base, job.settings.shown.get(slot, 0)) if job.settings.shown and not plan.in_sort else base
    return names[:shown]


def _write_list(
    plan: Plan, names: tuple[Name, ...], job: Job, slot: tuple[int, int], out: Stream
) -> list[tuple[int, int]]:
    kept = _cut(plan, names, job, slot)
    levels = _levels(kept, job, slot) if (job.settings.givens or job.levels) and not plan.in_sort else None
    if job.traces is not None:
        job.traces.append(NamesTrace(slot, names, len(kept), _reach(plan.writer.form)))
    atoms = [
        plan.writer.write(name, plan.lists.inverts(at), levels[at] if levels else SHORT) for at, name in enumerate(kept)
    ]
    last = plan.writer.write(names[-1], plan.lists.inverts(len(names) - 1), SHORT) if plan.lists.uses_last else ()
    return plan.lists.write(NameList(kept, atoms, len(names), last), out)


def _levels(names: tuple[Name, ...], job: Job, slot: tuple[int, int]) -> list[int]:
    givens, known = job.settings.givens, job.levels
    return [
        max(givens.get((*slot, at), SHORT), known.get((name, at == 0), known.get((name, None), SHORT)))
        for at, name in enumerate(names)
    ]


def _reach(form: NameForm) -> tuple[int, ...]:
    """The further levels at which a given name of this form says more."""
    if form.form == "short":
        return (INITIALS, FULL) if form.initialize_with is not None and form.initialize else (FULL,)
    return (INITIALS, FULL) if form.initialize_with is not None and form.initialize else ()


__all__ = ["clothe", "compile_names", "name_attributes"]
