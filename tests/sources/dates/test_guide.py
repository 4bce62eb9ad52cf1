"""Every example of the guide is read as the guide says."""

import re
from pathlib import Path

import pytest

from sources.dates import display, parse

GUIDE = Path(__file__).parents[3] / "docs" / "dates.md"
ROW = re.compile(r"\| (?P<first>[^|]+) \| `(?P<edtf>[^`]+)` \| (?P<reading>[^|]+) \|")
EXAMPLES = [tuple(match.groups()) for match in ROW.finditer(GUIDE.read_text(encoding="utf-8"))]


def test_the_guide_has_examples():
    assert len(EXAMPLES) > 25


@pytest.mark.parametrize(("first", "edtf", "reading"), EXAMPLES)
def test_the_guide_is_right(first, edtf, reading):
    calendar = first.lower() if first in ("Julian", "unknown") else "gregorian"
    assert display(parse(edtf, calendar), "en") == reading
