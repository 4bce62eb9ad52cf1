"""Bibliographies: entries in order, the second field aligned, repeated authors replaced."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...richtext import RichText
from .citing import NO_FORM
from .dressing import DISPLAYS
from .items import Item
from .program import render_split
from .registry import Entry as Registered
from .registry import Registry
from .streams import OPEN, Affix, Close, Stream

Filter = Callable[[Item], bool]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a bibliography."""

    id: str
    content: RichText

    def html(self) -> str:
        return self.content.html()

    def text(self) -> str:
        return self.content.text()

    def markdown(self) -> str:
        return self.content.markdown()

    def rtf(self) -> str:
        return self.content.rtf()


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The entries, and how the style wants them laid out."""

    entries: tuple[Entry, ...]
    hanging_indent: bool = False
    second_field_align: str = ""
    line_spacing: int = 1
    entry_spacing: int = 1
    max_offset: int = 0

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def html(self) -> str:
        body = "".join(f'  <div class="csl-entry">{entry.html()}</div>\n' for entry in self.entries)
        return f'<div class="csl-bib-body">\n{body}</div>'

    def text(self) -> str:
        return "\n".join(entry.text() for entry in self.entries)

    def markdown(self) -> str:
        return "\n\n".join(entry.markdown() for entry in self.entries)

    def rtf(self) -> str:
        return "{\\rtf1\\ansi\n" + "".join(f"{entry.rtf()}\\par\n" for entry in self.entries) + "}"


def make_bibliography(registry: Registry, chosen: Filter | None = None) -> Bibliography:
    """The bibliography of the registry's items, all or those chosen."""
    area = registry.program.style.bibliography
    if area is None:
        return Bibliography(())
    attributes = area.attributes
    writer = _Writer(
        registry,
        attributes.get("second-field-align", ""),
        attributes.get("subsequent-author-substitute"),
        attributes.get("subsequent-author-substitute-rule", "complete-all"),
    )
    written = (writer.write(one) for one in registry.ordered if chosen is None or chosen(one.item))
    entries = tuple(entry for entry in written if entry is not None)
    return Bibliography(
        entries,
        attributes.get("hanging-indent") == "true",
        attributes.get("second-field-align", ""),
        _number(attributes.get("line-spacing")),
        _number(attributes.get("entry-spacing")),
        writer.offset,
    )


def _number(value: str | None) -> int:
    return int(value) if value and value.isdigit() else 1


class _Writer:
    """Writes entry after entry, and knows the names of the one before."""

    def __init__(self, registry: Registry, align: str, substitute: str | None, rule: str) -> None:
        self.registry, self.align, self.substitute, self.rule = registry, align, substitute, rule
        self.before: list[str] = []
        self.offset = 0

    def write(self, registered: Registered) -> Entry | None:
        item = registered.item
        program = self.registry.programs(item)
        layout = program.layout("bibliography", item.language)
        job = self.registry.listed_job(registered)
        body: Stream = []
        if self.align:
            render_split(layout, job, body)
        else:
            layout.render(job, body)
        if self.substitute is not None:
            self._replace_names(job.first_names, body)
        out: Stream = []
        if body:
            layout.dress.put(body, out)
        elif program.style.is_numeric:
            # A number that the text refers to must not be missing from the list.
            out.append(f"{registered.number}. {NO_FORM}")
        else:
            return None
        _close_last(out)
        parts = program.finish(out)
        return Entry(item.id, RichText(parts))

    def _replace_names(self, first: tuple[int, int, tuple] | None, body: Stream) -> None:
        """`subsequent-author-substitute`: what the entry before has said is not said again."""
        if first is None:
            self.before = []
            return
        start, end, spans = first
        spans = spans or ((start, end),)
        names = [_words(body[low:high]) for low, high in spans]
        before, self.before = self.before, names
        if names and before:
            REPLACING[self.rule if self.rule in REPLACING else "complete-all"](
                body, spans, names, before, str(self.substitute), (start, end)
            )


def _words(parts: Sequence[object]) -> str:
    return "".join([part for part in parts if isinstance(part, str)])


def _complete_all(
    body: Stream,
    spans: Sequence[tuple[int, int]],
    names: list[str],
    before: list[str],
    mark: str,
    whole: tuple[int, int],
) -> None:
    if names == before:
        body[whole[0] : whole[1]] = [Affix(mark)] if mark else []


def _complete_each(
    body: Stream,
    spans: Sequence[tuple[int, int]],
    names: list[str],
    before: list[str],
    mark: str,
    whole: tuple[int, int],
) -> None:
    if names == before:
        _replace_spans(body, spans, mark)


def _partial_each(
    body: Stream,
    spans: Sequence[tuple[int, int]],
    names: list[str],
    before: list[str],
    mark: str,
    whole: tuple[int, int],
) -> None:
    count = next(
        (at for at, pair in enumerate(zip(names, before, strict=False)) if pair[0] != pair[1]),
        min(len(names), len(before)),
    )
    _replace_spans(body, spans[:count], mark)


def _partial_first(
    body: Stream,
    spans: Sequence[tuple[int, int]],
    names: list[str],
    before: list[str],
    mark: str,
    whole: tuple[int, int],
) -> None:
    if names[0] == before[0]:
        _replace_spans(body, spans[:1], mark)


REPLACING = {
    "complete-all": _complete_all,
    "complete-each": _complete_each,
    "partial-each": _partial_each,
    "partial-first": _partial_first,
}


def _replace_spans(body: Stream, spans: Sequence[tuple[int, int]], mark: str) -> None:
    for low, high in reversed(spans):
        body[low:high] = [mark]


def _close_last(out: Stream) -> None:
    """The layout's suffix stands inside the last field; blanks at either end of the entry stand outside the fields."""
    last = len(out) - 1
    while last >= 0 and (isinstance(out[last], str) or out[last].name not in DISPLAYS):
        last -= 1
    if last < 0:
        return
    if last < len(out) - 1:
        out.append(out.pop(last))
    if isinstance(out[-2], str) and out[-2].endswith(" "):
        out[-2:] = [Affix(out[-2].rstrip(" ")), out[-1], " "]
    if len(out) > 2 and out[0] in OPENINGS and out[1].__class__ is Close:
        # The names in the first field have been left out because the entry before has them.
        del out[:2]
    if len(out) > 1 and out[0] in OPENINGS and isinstance(out[1], str) and out[1].startswith(" "):
        out[:2] = [" ", out[0], type(out[1])(out[1].lstrip(" "))]


OPENINGS = tuple(OPEN[name] for name in DISPLAYS)
