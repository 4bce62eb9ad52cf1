"""Writes one CSL-JSON item a line."""

from collections.abc import Iterable, Iterator

from sources.formats.csl_json.writing import csl, json_text
from sources.formats.keys import Keys
from sources.formats.problems import Problem
from sources.reference import Reference


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields one line for each reference."""
    keys = Keys()
    for reference in references:
        yield json_text(csl(reference, keys)) + "\n"
