"""The page on formats says of each format what it is called, what it is sent as and what becomes of a record in it."""

from pathlib import Path

import pytest

from sources.formats import FORMATS, Format

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_page_names_the_format_as_the_code_does(known: Format) -> None:
    assert f"| `{known.name}` | {known.label} | `{known.media_type}` | `{known.suffix}` |" in PAGE


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_page_says_what_a_format_loses(known: Format) -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith(f"| `{known.name}` |")]

    assert len(rows) == 2 and rows[1].count("|") == 5
