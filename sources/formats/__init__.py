"""The bibliographic formats."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from sources.formats import csl_json
from sources.formats.problems import Problem
from sources.reference import Reference


class Format(Protocol):
    """The shape of a format's package; `write` is there only if it can do that."""

    name: str
    label: str
    media_type: str
    suffix: str

    def write(self, references: Iterable[Reference]) -> Iterator[str | Problem]: ...


class UnknownFormat(LookupError):
    """No format has this name."""


FORMATS: tuple[Format, ...] = (csl_json,)


def format_named(name: str) -> Format:
    """The format of this name; raises `UnknownFormat`."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise UnknownFormat(name)


def writable_formats() -> list[Format]:
    return [known for known in FORMATS if hasattr(known, "write")]
