"""The documentation is tested: every command, field and setting must be in it, and its examples must work."""

import re
from pathlib import Path

import pytest

from archive.loading import load
from archive.states import SHAPES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHIVE_FILES = (ROOT / "docs" / "archive-files.md").read_text(encoding="utf-8")
EVERYTHING = "\n".join(page.read_text(encoding="utf-8") for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
COMMANDS = sorted(file.stem for file in ROOT.glob("*/management/commands/*.py") if file.stem != "__init__")
SETTINGS = sorted(
    set(
        re.findall(
            r'(?:flag|words|number|origins|language|rate|get)\("([A-Z_]+)"',
            "".join(
                (ROOT / "archive" / name).read_text()
                for name in ("environment.py", "settings.py", "serving.py", "management/commands/serve.py")
            ),
        )
    )
    - {"DJANGO_SETTINGS_MODULE"}
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"`{command}" in EVERYTHING or f"manage.py {command}" in EVERYTHING


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_in_the_table(setting: str) -> None:
    assert re.search(rf"^\| `{setting}` \|", README, re.MULTILINE)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_field_of_an_archive_file_is_documented(shape: object) -> None:
    (row,) = re.findall(rf"^\| `{shape.name}` \|.*$", ARCHIVE_FILES, re.MULTILINE)
    told = set(re.findall(r"\w+", row))
    for part in (shape, *shape.children):
        assert part.known <= told


@pytest.mark.django_db
def test_example_of_an_archive_file_can_be_loaded(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", ARCHIVE_FILES, re.DOTALL)
    (tmp_path / "example.yaml").write_text(example, encoding="utf-8")
    assert load(tmp_path / "example.yaml").new_count == 3


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_readme_leads_to_every_page(page: Path) -> None:
    assert f"docs/{page.name}" in README


@pytest.mark.parametrize("room", ["archive", "sources"])
def test_every_folder_of_the_house_is_in_the_layout(room: str) -> None:
    layout = README.split("## How the house is laid out")[1].split("## ")[0]
    folders = {path.parent.name for path in (ROOT / room).glob("*/*") if path.suffix in (".py", ".yaml")}
    assert [folder for folder in sorted(folders - {"migrations"}) if f" {folder}/" not in layout] == []
