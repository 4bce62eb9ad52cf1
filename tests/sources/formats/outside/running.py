"""Runs a program on a file that we wrote."""

import subprocess
from pathlib import Path

from sources.formats import format_named
from sources.reference import Reference


def run(*command: str, **more: object) -> subprocess.CompletedProcess[str]:
    """Runs a program to its end; its faults are the test's to judge."""
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False, **more)


def write_file(name: str, references: tuple[Reference, ...], folder: Path) -> Path:
    """The references as a file of this format."""
    known = format_named(name)
    path = folder / f"written{known.suffix}"
    path.write_text("".join(piece for piece in known.write(references) if isinstance(piece, str)), encoding="utf-8")
    return path
