"""Files rendered from the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sources.styles import csl
from sources.styles.csl.filing import CiteRequest, write

MY_LIFE = {
    "id": "my-life",
    "type": "book",
    "title": "My Life",
    "author": [{"family": "Trotsky", "given": "Leon"}],
    "issued": {"date-parts": [[1930]]},
}


def run(path: Path, **asked: object) -> list[str]:
    return list(write(CiteRequest(path, **asked), lambda words: None))


def test_each_prints_one_object_a_line(tmp_path: Path) -> None:
    file = tmp_path / "items.json"
    file.write_text(json.dumps([MY_LIFE, {"type": "book", "title": "Nameless"}]), encoding="utf-8")
    lines = [json.loads(line) for line in run(file, style="apa", locale="en-US", each=True)]
    assert lines[0] == {"id": "my-life", "citation": "(Trotsky, 1930)", "entry": "Trotsky, L. (1930). My Life."}
    assert lines[1]["id"] == "item-2"


def test_bibliography_is_one_document(tmp_path: Path) -> None:
    file = tmp_path / "items.json"
    file.write_text(json.dumps({"items": [MY_LIFE]}), encoding="utf-8")
    assert run(file, style="apa", format="markdown") == ["Trotsky, L. (1930). *My Life*."]


@pytest.mark.parametrize("words", ["", "{", "[1]", '"text"', "[" * 100_000])
def test_broken_file_is_one_clear_error(tmp_path: Path, words: str) -> None:
    file = tmp_path / "items.json"
    file.write_text(words, encoding="utf-8")
    with pytest.raises(csl.ItemError, match="items.json"):
        run(file, style="apa")


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(csl.ItemError, match="nowhere.json"):
        run(tmp_path / "nowhere.json", style="apa")


def test_command_starts_without_the_archive(tmp_path: Path) -> None:
    file = tmp_path / "items.json"
    file.write_text(json.dumps([MY_LIFE]), encoding="utf-8")
    manage = Path(__file__).parents[4] / "manage.py"
    asked = [sys.executable, "-X", "importtime", str(manage), "cite", str(file), "--style", "apa", "--each"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    made = subprocess.run(asked, capture_output=True, text=True, check=True, env=environment)
    assert json.loads(made.stdout)["id"] == "my-life"
    assert "sources.styles.csl" in made.stderr
    assert " archive" not in made.stderr
