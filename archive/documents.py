"""Archive files as text: a stream of YAML documents, each parsed by itself, with the line of every part.

One broken document does not hide the problems of those after it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import yaml
from django.utils.translation import gettext as _

Path = tuple[str | int, ...]

LONGEST = 1_000_000  # characters of one document
DEEPEST = 12  # levels of lists and mappings
SEPARATOR = "---\n"


@dataclass(frozen=True)
class Document:
    """One document of a file: its first line, its value, and the line of every part of it."""

    line: int
    value: dict[str, Any]
    lines: dict[Path, int] = field(repr=False)

    def line_of(self, path: Path) -> int:
        """Return the line of a part, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, self.line)

    def lines_saying(self, text: str) -> list[int]:
        """Return the lines of the parts that hold exactly this text."""
        return [line for path, line in self.lines.items() if self._at(path) == text]

    def _at(self, path: Path) -> Any:
        value: Any = self.value
        for step in path:
            value = value[step - 1] if isinstance(step, int) else value[step]
        return value


@dataclass(frozen=True)
class Unreadable:
    """A document that is none, with the line and the reason."""

    line: int
    reason: str


def read_documents(lines: Iterable[str]) -> Iterator[Document | Unreadable]:
    """Yield each document of a file; holds one document at a time."""
    first, text, size = 1, [], 0
    for number, line in enumerate(chain(lines, [SEPARATOR]), start=1):
        if line.rstrip() != "---":
            size += len(line)
            if size <= LONGEST:
                text.append(line)
            continue
        if size > LONGEST:
            yield Unreadable(first, _("the record is longer than %s characters") % f"{LONGEST:,}")
        elif any(part.strip() and not part.startswith("#") for part in text):
            yield _parse("".join(text), first)
        first, text, size = number + 1, [], 0


def write_document(value: dict[str, Any]) -> str:
    """Return a document as text; the same value gives the same text."""
    body = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9, indent=2)
    return SEPARATOR + body


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes text as plain as YAML allows: since all values are read as text, none needs quotes for its type."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Refused(ValueError):
    """YAML that an archive file does not use."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


def _parse(text: str, first: int) -> Document | Unreadable:
    try:
        node = _compose(text, first)
        lines: dict[Path, int] = {}
        value = _value(node, (), first, lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return Unreadable(
            first + (mark.line if mark else 0), _("this is not YAML: %s") % (error.problem or error.context)
        )
    except yaml.YAMLError as error:
        return Unreadable(first, _("this is not YAML: %s") % " ".join(str(error).split()))
    except _Refused as error:
        return Unreadable(error.line, error.reason)
    if not isinstance(value, dict):
        return Unreadable(first, _("a record is a mapping of names to values"))
    return Document(first, value, lines)


def _compose(text: str, first: int) -> yaml.Node:
    """Return the tree of a document; the depth is bounded before the tree is built, since building it recurses."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            raise _Refused(first + event.start_mark.line, _("“*” names nothing here; put the text in quotes"))
        if depth > DEEPEST:
            raise _Refused(first + event.start_mark.line, _("lists and mappings are nested too deeply"))
    return yaml.compose(text, Loader=_Loader)


def _value(node: yaml.Node, path: Path, first: int, lines: dict[Path, int]) -> Any:
    """Return the plain value of a node, and note the line of each of its parts."""
    line = first + node.start_mark.line
    lines.setdefault(path, line)
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, number), first, lines) for number, item in enumerate(node.value, start=1)]
    found: dict[str, Any] = {}
    for key, item in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _Refused(first + key.start_mark.line, _("a name must be one word, not a list or mapping"))
        if key.value in found:
            raise _Refused(first + key.start_mark.line, _("“%s” stands here twice") % key.value)
        lines[(*path, key.value)] = first + key.start_mark.line
        found[key.value] = _value(item, (*path, key.value), first, lines)
    return found
