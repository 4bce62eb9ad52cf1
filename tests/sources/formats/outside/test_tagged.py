"""bibutils reads our RIS, Refer and EndNote XML."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.sources.formats.outside.running import run, write_file
from tests.sources.formats.shelf import SHELF

pytestmark = pytest.mark.outside
MODS = "{http://www.loc.gov/mods/v3}"
PROGRAMS = [("ris", "ris2xml"), ("refer", "end2xml"), ("endnote-xml", "endx2xml")]


@pytest.mark.parametrize(("name", "program"), PROGRAMS)
def test_bibutils_reads_titles_names_and_notes(
    tool: Callable[[str], str], tmp_path: Path, name: str, program: str
) -> None:
    path = write_file(name, SHELF, tmp_path)

    read = ElementTree.fromstring(run(tool(program), str(path)).stdout.encode())

    records = read.findall(f"{MODS}mods")
    whole = ["".join(record.itertext()) for record in records]
    assert len(records) == len(SHELF)
    assert all(reference.title.split(":")[0] in text for reference, text in zip(SHELF, whole, strict=True))
    assert "Malamuth" in whole[0] and "軍靴をテーブルの上に" in whole[1] and "Lloyd George" in whole[3]
    assert "https://archive.example/q/K7M2-9XQ4/v3" in whole[1]
