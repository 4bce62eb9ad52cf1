"""Libraries of real size: every entry is accounted for, in little memory."""

import gzip
import json
import re
import subprocess
import sys
import unicodedata
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


# Reads in a process of its own, and tells its peak memory in kilobytes: that of the suite's process is everybody's.
READ = """
import gzip, json, re, sys
from collections import Counter
from pathlib import Path
from sources.formats import format_named
with gzip.open(sys.argv[1]) as stream:
    found = Counter(type(item).__name__ for item in format_named(sys.argv[2]).read(stream))
status = Path("/proc/self/status").read_text()
print(json.dumps([found, int(re.search(r"VmHWM:\\s+(\\d+)", status)[1])]))
"""


@pytest.mark.parametrize("name", COUNTED)
def test_every_entry_is_accounted_for(name: str) -> None:
    format_name, pattern = COUNTED[name]
    reading = [sys.executable, "-c", READ, str(DATA / name), format_name]
    ran = subprocess.run(reading, check=True, capture_output=True, text=True, cwd=DOCS.parents[1])
    found, peak = json.loads(ran.stdout)

    assert found.get("Reference", 0) + found.get("UnreadableEntry", 0) == counted(DATA / name, pattern)
    assert peak < 500_000


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
