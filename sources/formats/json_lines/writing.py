"""Writes one CSL-JSON item a line."""

import json
from collections.abc import Iterable, Iterator

from sources.formats.csl_json.writing import csl
from sources.formats.problems import Problem
from sources.reference import Reference


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields one line for each reference."""
    for reference in references:
        yield json.dumps(csl(reference), ensure_ascii=False) + "\n"
