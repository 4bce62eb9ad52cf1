"""The one arrow of the house: archive imports sources, never the other way round."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DJANGO_FREE = [
    "dates",
    "names.py",
    "labels.py",
    "complaints.py",
    "marks.py",
    "permanent.py",
    "reference.py",
    "richtext.py",
    "styles",
    "formats",
]


def imported(file: Path) -> set[str]:
    """Return the modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def python_files(name: str) -> list[Path]:
    place = ROOT / "sources" / name
    return [place] if place.suffix else sorted(place.rglob("*.py"))


@pytest.mark.parametrize("file", sorted((ROOT / "sources").rglob("*.py")), ids=lambda file: str(file.relative_to(ROOT)))
def test_sources_never_imports_archive(file: Path) -> None:
    assert not [name for name in imported(file) if name.split(".")[0] == "archive"]


@pytest.mark.parametrize("name", DJANGO_FREE)
def test_core_imports_no_django(name: str) -> None:
    for file in python_files(name):
        if file.exists():
            assert not [module for module in imported(file) if module.split(".")[0] == "django"], file
