"""The `number` and `label` elements."""

from collections.abc import Callable

from .casing import change_case
from .dressing import Case, Renderer, clothe, compile_case, dress, read_dress
from .job import Job
from .locales import Locale
from .markup import has_markup, raise_characters, read_markup
from .numbers import Number, Piece, is_range, read_number, to_long_ordinal, to_ordinal, to_roman
from .pages import format_range
from .reading import Element
from .scope import Scope
from .streams import ASKED, FOUND, NOTHING, Beginning, Ending, Stream

PAGES = frozenset({"page", "locator"})
COUNTS = frozenset({"number-of-pages", "number-of-volumes"})

Form = Callable[[str], str]
Writer = Callable[[str, Job, Stream, bool], None]


def compile_number(element: Element, scope: Scope) -> Renderer:
    variable = element.get("variable", "")
    case = compile_case(element.attrib, scope.locale.is_english)
    write = number_writer(variable, element.get("form", "numeric"), scope, case)

    def render(job: Job, out: Stream) -> int:
        value = job.text(variable)
        if not value or variable in job.hidden:
            return ASKED
        write(value, job, out, False)
        if job.substituting:
            job.hidden.add(variable)
        return FOUND

    return dress(render, element.attrib, Beginning, Ending)


def number_writer(variable: str, form: str, scope: Scope, case: Case | None = None) -> Writer:
    """Writes a value of this variable; what is not numeric stays as it is, as rich text where asked."""
    change = _form(form, variable, scope.locale)
    pages = scope.options.get("page-range-format", "") if variable in PAGES else ""
    dash = (scope.locale.words("page-range-delimiter") if variable in PAGES else "") or "–"
    locale = scope.locale

    def write(value: str, job: Job, out: Stream, is_rich: bool) -> None:
        number = read_number(value)
        if number.pieces:
            text = _write_pieces(number.pieces, change, pages, dash, locale)
            text = case(job, text) if case else text
            out += raise_characters(text) if has_markup(text) else (text,)
            return
        raw = case(job, number.raw) if case else number.raw
        if is_rich and has_markup(raw):
            out += read_markup(raw)
        else:
            out.append(raw)

    return write


def _form(form: str, variable: str, locale: Locale) -> Form:
    gender = locale.gender(variable)

    def whole(change: Callable[[int], str]) -> Form:
        return lambda text: change(int(text)) if text.isdigit() and len(text) < 7 else text

    if form == "ordinal":
        return whole(lambda number: to_ordinal(number, locale, gender))
    if form == "long-ordinal":
        return whole(lambda number: to_long_ordinal(number, locale, gender))
    if form == "roman":
        return whole(to_roman)
    return str


def _write_pieces(pieces: tuple[Piece, ...], change: Form, pages: str, dash: str, locale: Locale) -> str:
    if len(pieces) == 1:
        return change(pieces[0].text)
    words: list[str] = []
    labelled = False
    for at, piece in enumerate(pieces):
        labelled = labelled or (at > 0 and bool(piece.label))
        text = piece.text if labelled else change(piece.text)
        if at and piece.separator == "-" and is_range(pieces[at - 1].text, piece.text):
            _first, last = format_range(pieces[at - 1].text, piece.text, pages)
            if change is str or labelled:
                text = last
            words.append(dash)
        elif at:
            words.append(_separator(piece.separator, locale))
        if at and piece.label:
            plural = read_number_part(pieces[at:])
            words.append(locale.words(piece.label, "short", plural) + " ")
        words.append(text)
    return "".join(words)


def read_number_part(pieces: tuple[Piece, ...]) -> bool:
    """Whether the label at the head of these pieces is plural."""
    if len(pieces) < 2 or pieces[1].label:
        return False
    return pieces[1].separator != "-" or is_range(pieces[0].text, pieces[1].text)


def _separator(separator: str, locale: Locale) -> str:
    if separator == "&":
        return f" {locale.words('and', 'symbol') or '&'} "
    return separator


def compile_label(element: Element, scope: Scope) -> Renderer:
    variable, form = element.get("variable", ""), element.get("form", "long")
    plural_rule = element.get("plural", "contextual")
    worn = read_dress(element.attrib)
    words = label_words(element, scope.locale, form)

    def render(job: Job, out: Stream) -> int:
        # Without a value the label is singular and left to the group around it (citeproc-js).
        number = read_number(job.text(variable))
        name = _label_name(variable, job, number)
        text = words(name, is_plural(number, variable, plural_rule))
        if text:
            write_words(text, out)
        return NOTHING

    return clothe(render, worn)


def write_words(text: str, out: Stream) -> None:
    if has_markup(text):
        out += read_markup(text)
    else:
        out.append(text)


def _label_name(variable: str, job: Job, number: Number) -> str:
    if variable == "locator":
        return number.label or job.label or "page"
    return number.label or variable


def is_plural(number: Number, variable: str, rule: str) -> bool:
    if rule != "contextual":
        return rule == "always"
    if variable in COUNTS:
        return number.is_plural or number.raw.strip() not in ("", "1")
    return number.is_plural


def label_words(element: Element, locale: Locale, form: str) -> Callable[[str, bool], str]:
    """The term of a label with its text case, stripped of periods where asked; remembered."""
    case, strips = element.get("text-case", ""), element.get("strip-periods") == "true"
    known: dict[tuple[str, bool], str] = {}

    def words(name: str, plural: bool) -> str:
        key = (name, plural)
        if key not in known:
            text = locale.words(name, form, plural)
            known[key] = change_case(text.replace(".", "") if strips else text, case)
        return known[key]

    return words
