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
        return _Reader(first).read(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return Unreadable(
            first + (mark.line if mark else 0), _("this is not YAML: %s") % (error.problem or error.context)
        )
    except yaml.YAMLError as error:
        return Unreadable(first, _("this is not YAML: %s") % " ".join(str(error).split()))
    except _Refused as error:
        return Unreadable(error.line, error.reason)


class _Reader:
    """Reads one document from YAML's events, in one pass and without recursion.

    `open` are the collections around the next value; each has its path, and the name that the next value
    of a mapping gets, or None where a name comes next.
    """

    def __init__(self, first: int) -> None:
        self.first = first
        self.lines: dict[Path, int] = {}
        self.whole: Any = None
        self.open: list[tuple[Path, list[Any] | dict[str, Any]]] = []
        self.names: list[str | None] = []

    def read(self, text: str) -> Document:
        """Return the document; raises _Refused for what no archive file holds, and what the YAML parser raises."""
        for event in yaml.parse(text, Loader=_Loader):
            line = self.first + event.start_mark.line
            if isinstance(event, yaml.ScalarEvent):
                self.take(event.value, line)
            elif isinstance(event, yaml.CollectionStartEvent):
                self.enter([] if isinstance(event, yaml.SequenceStartEvent) else {}, line)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.open.pop()
                self.names.pop()
            elif isinstance(event, yaml.AliasEvent):
                raise _Refused(line, _("“*” names nothing here; put the text in quotes"))
        if not isinstance(self.whole, dict):
            raise _Refused(self.first, _("a record is a mapping of names to values"))
        return Document(self.first, self.whole, self.lines)

    def enter(self, collection: list[Any] | dict[str, Any], line: int) -> None:
        if len(self.open) == DEEPEST:
            raise _Refused(line, _("lists and mappings are nested too deeply"))
        if self.awaits_name():
            raise _Refused(line, _("a name must be one word, not a list or mapping"))
        self.open.append((self.put(collection, line), collection))
        self.names.append(None)

    def take(self, value: str, line: int) -> None:
        """Take a text: a value, or the name of the one that follows."""
        if not self.awaits_name():
            self.put(value, line)
            return
        path, collection = self.open[-1]
        if value in collection:
            raise _Refused(line, _("“%s” stands here twice") % value)
        self.names[-1] = value
        self.lines[(*path, value)] = line

    def awaits_name(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1][1], dict) and self.names[-1] is None

    def put(self, value: Any, line: int) -> Path:
        """Put a value where it belongs, and return its path."""
        if not self.open:
            if self.lines:
                raise _Refused(line, _("a second record begins here; part records by a line of “---” alone"))
            self.whole, path = value, ()
        else:
            around, collection = self.open[-1]
            if isinstance(collection, list):
                collection.append(value)
                path = (*around, len(collection))
            else:
                name, self.names[-1] = self.names[-1], None
                collection[name] = value
                path = (*around, name)
        self.lines.setdefault(path, line)
        return path
