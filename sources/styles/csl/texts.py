"""The `text` element: variables, macros, terms and values."""

import re
from collections.abc import Mapping

from .casing import change_case
from .dressing import Case, Renderer, clothe, compile_case, dress, read_dress
from .errors import StyleError
from .items import NUMBER_VARIABLES
from .job import SPECIAL, Job
from .markup import has_markup, read_markup
from .numbering import number_writer
from .people import WESTERN
from .reading import Element
from .scope import Scope, render_nothing
from .streams import ASKED, FOUND, NOTHING, Affix, Beginning, Ending, Stream

# citeproc-js writes the ranges of these with a dash in `text` too; sections and versions it leaves alone.
RANGED = NUMBER_VARIABLES - {"section", "version", "citation-number", "first-reference-note-number"}
WESTERN_OR_DIGIT = re.compile(f"{WESTERN.pattern}|[0-9]")
SLANTED = frozenset({"italic", "oblique"})


def compile_text(element: Element, scope: Scope) -> Renderer:
    for kind, build in KINDS.items():
        if element.get(kind) is not None:
            return build(element, scope)
    raise StyleError("a <text> without variable, macro, term or value", element.sourceline)


def _compile_macro(element: Element, scope: Scope) -> Renderer:
    render = scope.macro(element.get("macro", ""), element.sourceline)
    return dress(render, element.attrib, Beginning, Ending)


def _compile_value(element: Element, scope: Scope) -> Renderer:
    words = change_case(element.get("value", ""), element.get("text-case", ""))
    return dress(constant(words), slanting(element.attrib, words))


def slanting(attributes: Mapping[str, str], words: str) -> Mapping[str, str]:
    """The attributes, without the slant where no letter of the words can have one (citeproc-js)."""
    if attributes.get("font-style") not in SLANTED or not words or WESTERN_OR_DIGIT.search(words):
        return attributes
    return {key: value for key, value in attributes.items() if key != "font-style"}


def constant(words: str) -> Renderer:
    parts = read_markup(words) if has_markup(words) else (words,) if words else ()
    if not parts:
        return render_nothing

    def render(job: Job, out: Stream) -> int:
        out += parts
        return NOTHING

    return render


def _compile_term(element: Element, scope: Scope) -> Renderer:
    plural = element.get("plural") == "true"
    words = scope.locale.words(element.get("term", ""), element.get("form", "long"), plural)
    if element.get("strip-periods") == "true":
        words = words.replace(".", "")
    case = element.get("text-case", "")
    render = constant(change_case(words, case))
    if scope.capitalises:
        capital = change_case(change_case(words, "capitalize-first"), case)
        render = _capital_at_start(render, constant(capital))
    return clothe(render, read_dress(slanting(element.attrib, words)))


def _capital_at_start(render: Renderer, capital: Renderer) -> Renderer:
    """A term that begins a note or an entry has a capital: "Ibid."."""

    def term(job: Job, out: Stream) -> int:
        if job.affixed or any(isinstance(part, str) and not isinstance(part, Affix) for part in out):
            return render(job, out)
        return capital(job, out)

    return term


def _compile_variable(element: Element, scope: Scope) -> Renderer:
    name = element.get("variable", "").split()[:1]
    variable = name[0] if name else ""
    case = compile_case(element.attrib, scope.locale.is_english)
    if variable == "year-suffix":
        render = _year_suffix
    elif variable in RANGED:
        render = _number(variable, scope, case)
    elif variable in SPECIAL:
        render = _special(variable, case)
    else:
        render = field(variable, element.get("form", "long"), case)
    if element.get("font-style") in SLANTED:
        return _unslanted(render, element)
    if variable in RANGED:
        return dress(render, element.attrib, Beginning, Ending)
    return dress(render, element.attrib)


def _unslanted(render: Renderer, element: Element) -> Renderer:
    """Words of a script that has no italics are not set in them (as citeproc-js has it)."""
    slanted = dress(render, element.attrib)
    upright = dress(render, {key: value for key, value in element.attrib.items() if key != "font-style"})
    variable = element.get("variable", "")

    def unslanted(job: Job, out: Stream) -> int:
        value = job.text(variable)
        if not value or value[0].isascii() or WESTERN_OR_DIGIT.search(value):
            return slanted(job, out)
        return upright(job, out)

    return unslanted


def field(variable: str, form: str = "long", case: Case | None = None) -> Renderer:
    """A text field; the short form where it is asked for and there."""
    short = f"{variable}-short" if form == "short" else variable

    def render(job: Job, out: Stream) -> int:
        texts = job.texts
        value = texts.get(short)
        if value is None:
            value = texts.get(variable)
        if value is None or variable in job.hidden:
            return ASKED
        write_field(case(job, value) if case else value, out)
        if job.substituting:
            job.hidden.add(variable)
        return FOUND

    return render


def write_field(value: str, out: Stream) -> None:
    if has_markup(value):
        out += read_markup(value)
    else:
        out.append(value)


def _special(variable: str, case: Case | None) -> Renderer:
    read = SPECIAL[variable]

    def render(job: Job, out: Stream) -> int:
        value = read(job)
        if not value or variable in job.hidden:
            return ASKED
        out.append(case(job, value) if case else value)
        return FOUND

    return render


def _year_suffix(job: Job, out: Stream) -> int:
    if not job.year_suffix:
        return NOTHING
    out.append(job.year_suffix)
    return FOUND


def _number(variable: str, scope: Scope, case: Case | None) -> Renderer:
    write = number_writer(variable, "numeric", scope, case)

    def render(job: Job, out: Stream) -> int:
        value = job.text(variable)
        if not value or variable in job.hidden:
            return ASKED
        write(value, job, out, True)
        if job.substituting:
            job.hidden.add(variable)
        return FOUND

    return render


KINDS = {"macro": _compile_macro, "term": _compile_term, "variable": _compile_variable, "value": _compile_value}
