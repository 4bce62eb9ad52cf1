"""Reads BibTeX and BibLaTeX: one reader, since no file says which of the two it is."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from sources.complaints import Saying
from sources.formats.bibtex.inheriting import inherit, wanted_keys
from sources.formats.bibtex.mapping import to_reference
from sources.formats.bibtex.scanning import Macro, RawEntry, scan
from sources.formats.decoding import open_text, rewindable
from sources.formats.problems import Problem, UnreadableEntry, UnreadableFile
from sources.reference import Reference

ENTRY = re.compile(r"^\s*@\s*[a-zA-Z]+\s*[{(]", re.MULTILINE)
MACROS = {
    month: month for month in ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
}
SAMPLE = 1 << 16
LONGEST_MACRO = 1 << 16

Value = list[str | Macro]


def recognises(head: str) -> bool:
    return bool(ENTRY.search(head))


def read(stream: BinaryIO, encoding: str | None = None) -> Iterator[Reference | UnreadableEntry | Problem]:
    """
    Yields a reference for each entry; `@comment` and text between entries are nothing.

    Raises `UnreadableFile` if there is text, but no entry at all.
    """
    stream = rewindable(stream)
    start = stream.tell()
    parents = read_parents(stream, encoding)
    stream.seek(start)
    text = open_text(stream, encoding)
    macros, found = Macros(), False
    for item in scan(text):
        found = True
        if isinstance(item, UnreadableEntry):
            yield item
        elif item.type == "string":
            macros.define(item)
        elif item.type != "preamble":
            yield from read_entry(item, macros, parents)
    stream.seek(start)
    if not found and stream.read(SAMPLE).strip():
        raise UnreadableFile(Saying("this is not BibTeX: there is no entry in it"))


def read_entry(
    item: RawEntry, macros: "Macros", parents: Mapping[str, tuple[str, dict[str, str]]]
) -> Iterator[Reference | Problem]:
    fields = macros.joined(item)
    again = [(name, macros.join(value, item, name)) for name, value in item.again]
    if parents:
        fields = inherit(item.type, fields, parents)
    yield from item.problems
    yield to_reference(item.type, item.key, fields, again)


def read_parents(stream: BinaryIO, encoding: str | None) -> dict[str, tuple[str, dict[str, str]]]:
    """The entries that others inherit from, which BibTeX wants behind them: they are read before all others."""
    start = stream.tell()
    wanted = wanted_keys(open_text(stream, encoding))
    parents: dict[str, tuple[str, dict[str, str]]] = {}
    if not wanted:
        return parents
    stream.seek(start)
    macros = Macros()
    for item in scan(open_text(stream, encoding)):
        if isinstance(item, UnreadableEntry):
            continue
        if item.type == "string":
            macros.define(item)
        elif item.key.lower() in wanted:
            parents.setdefault(item.key.lower(), (item.type, macros.joined(item)))
    return parents


class Macros:
    """The `@string`s seen so far; their names ignore case."""

    def __init__(self) -> None:
        self.texts = dict(MACROS)

    def define(self, item: RawEntry) -> None:
        for name, value in item.fields.items():
            # Macros made of macros double with every line: nothing honest is longer.
            self.texts[name] = self.join(value, item, name)[:LONGEST_MACRO]

    def joined(self, item: RawEntry) -> dict[str, str]:
        """The fields of an entry as texts."""
        return {
            name: value[0] if len(value) == 1 and type(value[0]) is str else self.join(value, item, name)
            for name, value in item.fields.items()
        }

    def join(self, value: Value, item: RawEntry, name: str) -> str:
        """The text of a value; a macro that is not known stands for itself, and is reported."""
        return "".join(part if isinstance(part, str) else self.text(part.name, item, name) for part in value)

    def text(self, macro: str, item: RawEntry, name: str) -> str:
        known = self.texts.get(macro.lower())
        # Bare words with other signs or digits in them were never meant as macros: 12--34, 1998a.
        if known is None and macro.isalpha():
            saying = Saying("no @string is called “%(name)s”", name=macro)
            item.problems.append(Problem(item.line, saying, name, item.key))
        return macro if known is None else known
