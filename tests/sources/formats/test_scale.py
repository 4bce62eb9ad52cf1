"""Libraries of real size: every entry is accounted for, in little memory."""

import gzip
import json
import re
import resource
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.formats import format_named
from tests.sources.formats.agreement import DATA
from tests.sources.formats.surviving import table

DOCS = Path(__file__).parents[3] / "docs" / "formats.md"
# What an entry looks like to someone who is no parser.
COUNTED = {
    "perseus-classics.bib.gz": ("bibtex", rb"(?m)^@(?!comment|string|preamble)\w+\{"),
    "perseus-classics.ris.gz": ("ris", rb"(?m)^TY  - "),
    "perseus-classics.csl.json.gz": ("csl-json", rb'"id":'),
    "glottolog.bib.gz": ("bibtex", rb"(?m)^@(?!comment|string|preamble)\w+\{"),
}
pytestmark = pytest.mark.skipif(not (DATA / "glottolog.bib.gz").exists(), reason="the large libraries are not at hand")


def counted(path: Path, pattern: bytes) -> int:
    with gzip.open(path) as stream:
        return sum(len(re.findall(pattern, line)) for line in stream)


def kinds(path: Path, format_name: str) -> Iterator[str]:
    with gzip.open(path) as stream:
        yield from (type(item).__name__ for item in format_named(format_name).read(stream))


@pytest.mark.parametrize("name", COUNTED)
def test_every_entry_is_accounted_for(name: str) -> None:
    format_name, pattern = COUNTED[name]
    found = Counter(kinds(DATA / name, format_name))

    assert found["Reference"] + found["UnreadableEntry"] == counted(DATA / name, pattern)
    # Of the whole process, in kilobytes on Linux.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 500_000


def test_table_of_what_survives_is_what_the_documentation_says() -> None:
    assert table() in DOCS.read_text(encoding="utf-8")


def test_three_files_hold_the_same_records_in_the_same_order() -> None:
    with gzip.open(DATA / "perseus-classics.csl.json.gz") as stream:
        titles = [item.get("title", "") for item in json.load(stream)]
    for name in ("bibtex", "ris"):
        file = {"bibtex": "perseus-classics.bib.gz", "ris": "perseus-classics.ris.gz"}[name]
        with gzip.open(DATA / file) as stream:
            read = [item.title for item in format_named(name).read(stream) if hasattr(item, "title")]

        assert [simple(title) for title in read] == [simple(title) for title in titles]


def simple(title: str) -> str:
    """Letters and digits alone: BibTeX spells dashes and quotation marks in its own way."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFC", title)))
