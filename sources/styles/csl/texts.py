"""The `text` element: variables, macros, terms and values."""

import re
from collections.abc import Callable

from .casing import change_case
from .dressing import Renderer, clothe, dress, read_dress
from .errors import StyleError
from .items import NUMBER_VARIABLES
from .job import SPECIAL, Job
from .markup import has_markup, read_markup
from .numbering import number_writer
from .people import WESTERN
from .reading import Element
from .scope import Scope, render_nothing
from .streams import ASKED, FOUND, NOTHING, Affix, Stream

# citeproc-js writes the ranges of these with a dash in `text` too; sections and versions it leaves alone.
RANGED = NUMBER_VARIABLES - {"section", "version", "citation-number", "first-reference-note-number"}
WESTERN_OR_DIGIT = re.compile(f"{WESTERN.pattern}|[0-9]")
SLANTED = frozenset({"italic", "oblique"})
EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]")


def compile_text(element: Element, scope: Scope) -> Renderer:
    for kind, build in KINDS.items():
        if element.get(kind) is not None:
            return build(element, scope)
    raise StyleError("a <text> without variable, macro, term or value", element.sourceline)


def _compile_macro(element: Element, scope: Scope) -> Renderer:
    render = scope.macro(element.get("macro", ""), element.sourceline)
    return dress(render, element.attrib, scope.locale.is_english, is_container=True)


def _compile_value(element: Element, scope: Scope) -> Renderer:
    return dress(constant(element.get("value", "")), element.attrib, scope.locale.is_english)


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
    words = change_case(words, element.get("text-case", ""))
    render = constant(words)
    if scope.capitalises:
        render = _capital_at_start(render, constant(change_case(words, "capitalize-first")))
    return clothe(render, read_dress(element.attrib))


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
    if variable == "year-suffix":
        render = _year_suffix
    elif variable in RANGED:
        render = _number(variable, scope)
    elif variable in SPECIAL:
        render = _special(variable)
    else:
        render = field(variable, element.get("form", "long"))
    if element.get("font-style") in SLANTED:
        return _unslanted(render, element, scope)
    return dress(render, element.attrib, scope.locale.is_english)


def _unslanted(render: Renderer, element: Element, scope: Scope) -> Renderer:
    """Words of an East Asian script alone are not set in italics (as citeproc-js has it)."""
    english = scope.locale.is_english
    slanted = dress(render, element.attrib, english)
    upright = dress(render, {key: value for key, value in element.attrib.items() if key != "font-style"}, english)
    variable = element.get("variable", "")

    def unslanted(job: Job, out: Stream) -> int:
        value = job.text(variable)
        if value.isascii() or WESTERN_OR_DIGIT.search(value) or not EAST_ASIAN.search(value):
            return slanted(job, out)
        return upright(job, out)

    return unslanted


def field(variable: str, form: str = "long") -> Renderer:
    """A text field; the short form where it is asked for and there."""
    if form == "short":
        short = f"{variable}-short"
        return _field(variable, lambda job: short if short in job.texts else variable)
    if variable.endswith("-short"):
        return _field(variable, lambda job: variable)
    return _plain_field(variable)


def _plain_field(variable: str) -> Renderer:
    def render(job: Job, out: Stream) -> int:
        value = job.texts.get(variable)
        if value is None or variable in job.hidden:
            return ASKED
        write_field(value, out)
        if job.substituting:
            job.hidden.add(variable)
        return FOUND

    return render


def _field(variable: str, choose: Callable[[Job], str]) -> Renderer:
    def render(job: Job, out: Stream) -> int:
        value = job.texts.get(choose(job))
        if value is None or variable in job.hidden:
            return ASKED
        write_field(value, out)
        if job.substituting:
            job.hidden.add(variable)
        return FOUND

    return render


def write_field(value: str, out: Stream) -> None:
    if has_markup(value):
        out += read_markup(value)
    else:
        out.append(value)


def _special(variable: str) -> Renderer:
    read = SPECIAL[variable]

    def render(job: Job, out: Stream) -> int:
        value = read(job)
        if not value or variable in job.hidden:
            return ASKED
        out.append(value)
        return FOUND

    return render


def _year_suffix(job: Job, out: Stream) -> int:
    if not job.year_suffix:
        return NOTHING
    out.append(job.year_suffix)
    return FOUND


def _number(variable: str, scope: Scope) -> Renderer:
    write = number_writer(variable, "numeric", scope)

    def render(job: Job, out: Stream) -> int:
        value = job.text(variable)
        if not value or variable in job.hidden:
            return ASKED
        write(value, out, True)
        if job.substituting:
            job.hidden.add(variable)
        return FOUND

    return render


KINDS = {"macro": _compile_macro, "term": _compile_term, "variable": _compile_variable, "value": _compile_value}
