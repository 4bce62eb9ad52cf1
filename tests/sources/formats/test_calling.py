"""`manage.py convert` writes what it read, says what it lost, and ends accordingly."""

from pathlib import Path

import pytest

from sources.formats.calling import main


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.bib"
    path.write_text("@book{a, title={Моя жизнь}, year={1930}}\n", encoding="utf-8")
    return path


def test_file_goes_to_standard_output(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(library), "--to", "ris"]) == 0
    assert "TI  - Моя жизнь\n" in capsys.readouterr().out


def test_lost_entry_is_told_by_line_and_ends_in_1(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library.write_text(library.read_text(encoding="utf-8") + "@book{b, title={Open\n", encoding="utf-8")

    assert main([str(library), "--to", "csl-json", "--output", str(library.with_suffix(".json"))]) == 1
    said = capsys.readouterr().err
    assert "line 2: lost:" in said and said.endswith("1 of 2 entries were lost\n")
    assert '"title": "Моя жизнь"' in library.with_suffix(".json").read_text(encoding="utf-8")


def test_failure_leaves_the_file_that_was_there(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = library.read_bytes()

    assert main([str(library), "--from", "ris", "--to", "bibtex", "--output", str(library)]) == 1
    assert "not RIS" in capsys.readouterr().err
    assert library.read_bytes() == before
