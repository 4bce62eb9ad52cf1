"""What surrounds a rendering: affixes, formatting, quotes, text case, display."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .casing import CHANGES, change_case
from .job import Job
from .markup import has_markup, read_markup
from .streams import CLOSE, OPEN, QUOTE_CLOSE, QUOTE_OPEN, Affix, Flip, Stream

Renderer = Callable[[Job, Stream], int]
Case = Callable[[Job, str], str]

# From the outermost to the innermost, as citeproc-js nests them.
FORMATS = (
    ("vertical-align", {"sup": "superscript", "sub": "subscript", "baseline": "baseline"}),
    ("text-decoration", {"underline": "underline", "none": "no-underline"}),
    ("font-weight", {"bold": "bold", "normal": "normal-weight"}),
    ("font-variant", {"small-caps": "small-caps", "normal": "normal-caps"}),
    ("font-style", {"italic": "italic", "oblique": "oblique", "normal": "upright"}),
)
# A period before a small letter is part of a word, as in an address (citeproc-js).
PERIOD = re.compile(r"\.([^a-z]|$)")
DISPLAYS = frozenset({"block", "left-margin", "right-inline", "indent"})


@dataclass(frozen=True, slots=True)
class Dress:
    """The affixes and marks of one element."""

    prefix: tuple[object, ...] = ()
    suffix: tuple[object, ...] = ()
    opens: tuple[object, ...] = ()
    closes: tuple[object, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.prefix or self.suffix or self.opens)

    def put(self, content: tuple[object, ...] | list[object], out: Stream) -> None:
        """Write the content, dressed."""
        out += self.prefix
        out += self.opens
        out += content
        out += self.closes
        out += self.suffix


def read_dress(
    attributes: Mapping[str, str],
    affixes_inside: bool = False,
    before: type[Affix] = Affix,
    after: type[Affix] = Affix,
) -> Dress:
    """The dress that the attributes of an element ask for; a layout's affixes stand inside its formatting."""
    opens, closes = _marks(attributes)
    prefix = affix(attributes.get("prefix", ""), before)
    suffix = affix(attributes.get("suffix", ""), after)
    if affixes_inside:
        return Dress((), (), tuple(opens) + prefix, suffix + tuple(closes))
    return Dress(prefix, suffix, tuple(opens), tuple(closes))


def _marks(attributes: Mapping[str, str]) -> tuple[list[object], list[object]]:
    names = [names[value] for key, names in FORMATS if (value := attributes.get(key)) in names]
    opens: list[object] = [OPEN[name] for name in names]
    closes: list[object] = [CLOSE[name] for name in reversed(names)]
    if attributes.get("quotes") == "true":
        opens, closes = [QUOTE_OPEN, *opens], [*closes, QUOTE_CLOSE]
    display = attributes.get("display", "")
    if display in DISPLAYS:
        opens, closes = [OPEN[display], *opens], [*closes, CLOSE[display]]
    return opens, closes


def affix(text: str, kind: type[str] = Affix) -> tuple[object, ...]:
    """A prefix or suffix of the style. Straight quotes stay; superscript characters become superscript."""
    if not text:
        return ()
    if not has_markup(text) or not any(isinstance(part, Flip) for part in read_markup(text)):
        return (kind(text),)
    return tuple(kind(part) if isinstance(part, str) else part for part in read_markup(text))


def dress(
    render: Renderer, attributes: Mapping[str, str], before: type[Affix] = Affix, after: type[Affix] = Affix
) -> Renderer:
    """The renderer with its stripped periods, formatting and affixes."""
    render = _with_stripped_periods(render, attributes)
    return clothe(render, read_dress(attributes, before=before, after=after))


def clothe(render: Renderer, worn: Dress) -> Renderer:
    if not worn:
        return render
    before, after = worn.prefix + worn.opens, worn.closes + worn.suffix

    def dressed(job: Job, out: Stream) -> int:
        start = len(out)
        out += before
        inside = len(out)
        found = render(job, out)
        if len(out) == inside:
            del out[start:]
        else:
            out += after
        return found

    return dressed


def _with_stripped_periods(render: Renderer, attributes: Mapping[str, str]) -> Renderer:
    if attributes.get("strip-periods") != "true":
        return render

    def stripped(job: Job, out: Stream) -> int:
        start = len(out)
        found = render(job, out)
        strip_periods(out, start)
        return found

    return stripped


def strip_periods(out: Stream, start: int) -> None:
    for at in range(start, len(out)):
        part = out[at]
        if isinstance(part, str) and not isinstance(part, Affix) and "." in part:
            out[at] = type(part)(PERIOD.sub(r"\1", part))


def compile_case(attributes: Mapping[str, str], default_is_english: bool = True) -> Case | None:
    """What the `text-case` of an element does to a field of an item; nothing where it asks for none.

    Title case is for English only: by the item's language, else by that of the style.
    """
    case = attributes.get("text-case", "")
    if case not in CHANGES:
        return None
    if case != "title":
        return lambda job, text: change_case(text, case, job.item.language[:2])

    def title(job: Job, text: str) -> str:
        english = job.item.is_english
        return change_case(text, case) if english or (english is None and default_is_english) else text

    return title
