"""The `date` element: localised and own formats, ranges, seasons, eras, year suffixes."""

from dataclasses import dataclass

from .calendar import Date, Day
from .casing import change_case
from .dressing import Dress, Renderer, dress, read_dress
from .job import Job
from .locales import Locale
from .numbers import to_ordinal
from .reading import Element, tag
from .scope import Scope, render_nothing
from .streams import ASKED, FOUND, Affix, Beginning, Ending, Stream
from .texts import write_field

# So many days are remembered by each date of a style.
MAX_DAYS = 500
UNITS = {"year": 0, "month": 1, "day": 2}
DATE_PARTS = {"year": ("year",), "year-month": ("year", "month"), "year-month-day": ("year", "month", "day")}
FORMATTING = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align", "quotes")


@dataclass(frozen=True, slots=True)
class DatePart:
    """One part of a format. `unit` is 0 for the year, 1 for the month, 2 for the day."""

    unit: int
    form: str
    case: str
    strips: bool
    range_delimiter: str
    dress: Dress


@dataclass(frozen=True, slots=True)
class DateForm:
    parts: tuple[DatePart, ...]
    delimiter: str
    locale: Locale
    first_day_only: bool


def compile_date(element: Element, scope: Scope) -> Renderer:
    form = _read_form(element, scope.locale)
    if form is None:
        return render_nothing
    variable = element.get("variable", "")
    if scope.area == "sort":
        return _sort_key(variable, form)

    known: dict[Day, tuple[object, ...]] = {}

    def render(job: Job, out: Stream) -> int:
        date = job.item.date(variable)
        if date is None or variable in job.hidden or (job.comparing and variable == "accessed"):
            return ASKED
        start = len(out)
        if date.literal:
            _write_literal(form, date.literal, out)
        elif date.is_range:
            _write_range(form, date, out)
        else:
            out += known.get(date.start) or _remember(date.start, form, known)
        if len(out) == start:
            return ASKED
        if job.substituting:
            job.hidden.add(variable)
        _finish_year(job, out, start, scope, variable)
        return FOUND

    return dress(render, element.attrib, Beginning, Ending)


def _remember(day: Day, form: DateForm, known: dict[Day, tuple[object, ...]]) -> tuple[object, ...]:
    """The words of a day, kept for the next item of that day."""
    words: Stream = []
    _write_day(form.parts, form, day, words)
    if len(known) < MAX_DAYS:
        known[day] = tuple(words)
    return tuple(words)


def _write_literal(form: DateForm, literal: str, out: Stream) -> None:
    """Words for a date stand where its year would (citeproc-js)."""
    part = next((part for part in form.parts if part.unit == 0), None)
    if part is not None:
        words: Stream = []
        write_field(literal, words)
        part.dress.put(words, out)


class Year(str):
    """The words of a year, after which a year suffix may follow."""

    __slots__ = ()


def _finish_year(job: Job, out: Stream, start: int, scope: Scope, variable: str) -> None:
    """Add the year suffix once, and leave out a year that the cite before has said."""
    place = len(out) - 1
    while place >= start and type(out[place]) is not Year:
        place -= 1
    if place < start:
        if not job.year_suffix or variable == "accessed" or scope.uses_year_suffix or not _is_literal(job, variable):
            return
        place = len(out) - 1
    year = out[place]
    first = not job.year_key
    if first:
        job.year_key = "".join([part for part in out[start:] if isinstance(part, str)])
    suffix = "" if scope.uses_year_suffix or job.suffix_done or variable == "accessed" else job.year_suffix
    out[place] = str(year)
    if suffix:
        job.suffix_done = True
        out.insert(place + 1, suffix)
    if job.suppress_year and first:
        out[start:] = [suffix] if suffix else []


def _is_literal(job: Job, variable: str) -> bool:
    date = job.item.date(variable)
    return date is not None and bool(date.literal)


def _read_form(element: Element, locale: Locale) -> DateForm | None:
    kind = element.get("form")
    case = {"text-case": element.get("text-case", "")}
    first_day_only = locale.option("limit-day-ordinals-to-day-1")
    if kind is None:
        parts = tuple(_read_part(case | dict(part.attrib)) for part in element if part.get("name") in UNITS)
        return DateForm(parts, element.get("delimiter", ""), locale, first_day_only)
    model = locale.date(kind)
    if model is None:
        return None
    wanted = DATE_PARTS.get(element.get("date-parts", ""), DATE_PARTS["year-month-day"])
    own = {part.get("name"): dict(part.attrib) for part in element if tag(part) == "date-part"}
    parts = []
    for part in model:
        name = part.get("name", "")
        if tag(part) == "date-part" and name in wanted:
            parts.append(_read_part(case | dict(part.attrib) | _without_affixes(own.get(name, {}))))
    return DateForm(tuple(parts), element.get("delimiter") or model.get("delimiter", ""), locale, first_day_only)


def _without_affixes(attributes: dict[str, str]) -> dict[str, str]:
    """A style may change how the parts of a localised date look, not what stands between them."""
    return {key: value for key, value in attributes.items() if key not in ("prefix", "suffix")}


def _read_part(attributes: dict[str, str]) -> DatePart:
    default = {"year": "long", "month": "long", "day": "numeric"}[attributes["name"]]
    return DatePart(
        UNITS[attributes["name"]],
        attributes.get("form", default),
        attributes.get("text-case", ""),
        attributes.get("strip-periods") == "true",
        attributes.get("range-delimiter", "–"),
        read_dress(attributes),
    )


def _write_day(
    parts: tuple[DatePart, ...], form: DateForm, day: Day, out: Stream, first: bool = False, last: bool = False
) -> None:
    """Write the parts that are known; `first` and `last` say which affixes of a range's end fall away."""
    known = [(part, text) for part in parts if (text := _part_text(part, day, form))]
    for at, (part, text) in enumerate(known):
        if at and form.delimiter:
            out.append(Affix(form.delimiter))
        worn = part.dress
        if (last and at == 0) or (first and at == len(known) - 1):
            prefix = () if last and at == 0 else worn.prefix
            suffix = () if first and at == len(known) - 1 else worn.suffix
            worn = Dress(prefix, suffix, worn.opens, worn.closes)
        worn.put((Year(text) if part.unit == 0 else text,), out)


def _write_range(form: DateForm, date: Date, out: Stream) -> None:
    start, end = date.start, date.end
    if end is None:
        _write_day(form.parts, form, start, out, first=True)
        delimiter = next((part.range_delimiter for part in form.parts if part.unit == 0), "")
        if delimiter and out:
            out.append(Affix(delimiter))
        return
    unit = _differing(form.parts, start, end)
    if unit is None:
        _write_day(form.parts, form, start, out)
        return
    places = [at for at, part in enumerate(form.parts) if part.unit >= unit]
    low, high = places[0], places[-1] + 1
    delimiter = next((part.range_delimiter for part in form.parts if part.unit == unit), "–")
    _write_joined(form.parts[:low], form, start, out, False)
    mark = len(out)
    if mark and low and form.delimiter:
        out.append(Affix(form.delimiter))
    _write_day(form.parts[low:high], form, start, out, first=True)
    out.append(Affix(delimiter))
    _write_day(form.parts[low:high], form, end, out, last=True)
    _write_joined(form.parts[high:], form, end, out, True)


def _write_joined(parts: tuple[DatePart, ...], form: DateForm, day: Day, out: Stream, after: bool) -> None:
    written: Stream = []
    _write_day(parts, form, day, written)
    if written and after and form.delimiter:
        out.append(Affix(form.delimiter))
    out += written


def _differing(parts: tuple[DatePart, ...], start: Day, end: Day) -> int | None:
    """The largest unit among these parts in which the two days differ."""
    for unit in sorted(part.unit for part in parts):
        if _value(start, unit) != _value(end, unit):
            return unit
    return None


def _value(day: Day, unit: int) -> int:
    return (day.year, day.month or -day.season, day.day)[unit]


def _part_text(part: DatePart, day: Day, form: DateForm) -> str:
    text = WRITERS[part.unit](part, day, form)
    if part.strips:
        text = text.replace(".", "")
    return change_case(text, part.case) if part.case and text else text


def _year_text(part: DatePart, day: Day, form: DateForm) -> str:
    if not day.year:
        return ""
    if part.form == "short" and day.year > 0:
        return f"{day.year % 100:02d}"
    if day.year < 0:
        return f"{-day.year}{form.locale.words('bc')}"
    return f"{day.year}{form.locale.words('ad')}" if day.year < 1000 else str(day.year)


def _month_text(part: DatePart, day: Day, form: DateForm) -> str:
    if day.season and not day.month:
        return form.locale.words(f"season-{day.season:02d}")
    if not day.month:
        return ""
    if part.form in ("numeric", "numeric-leading-zeros"):
        return f"{day.month:02d}" if part.form == "numeric-leading-zeros" else str(day.month)
    return form.locale.words(f"month-{day.month:02d}", part.form)


def _day_text(part: DatePart, day: Day, form: DateForm) -> str:
    if not day.day:
        return ""
    if part.form == "numeric-leading-zeros":
        return f"{day.day:02d}"
    if part.form == "ordinal" and (day.day == 1 or not form.first_day_only):
        return to_ordinal(day.day, form.locale, form.locale.gender(f"month-{day.month:02d}"))
    return str(day.day)


WRITERS = (_year_text, _month_text, _day_text)


def _sort_key(variable: str, form: DateForm) -> Renderer:
    """In a sort key a date is YYYYMMDD, with zeros for the parts that are not asked for."""
    units = {part.unit for part in form.parts}

    def render(job: Job, out: Stream) -> int:
        date = job.item.date(variable)
        if date is None:
            return ASKED
        out.append(date_key(date, units))
        return FOUND

    return render


def date_key(date: Date, units: set[int] | None = None) -> str:
    """Sorts dates by their start, then their end; what has no end comes first."""
    if date.literal:
        return date.literal
    keys = [_day_key(date.start, units)]
    if date.end is not None:
        keys.append(_day_key(date.end, units))
    return "-".join(keys)


def _day_key(day: Day, units: set[int] | None) -> str:
    month = (day.month or day.season * 3) if units is None or 1 in units else 0
    number = day.day if units is None or 2 in units else 0
    year = day.year if units is None or 0 in units else 0
    return f"{year + 500000:07d}{month:02d}{number:02d}"
