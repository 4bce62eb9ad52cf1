"""The readers agree with Zotero's expected items no less than they did."""

import pytest

from tests.sources.formats.agreement import CASES, compare

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="Zotero's import cases are not at hand")


@pytest.mark.parametrize(
    ("format_name", "folder", "floor"),
    [("bibtex", "bibtex", 0.95), ("ris", "ris", 0.95), ("endnote-xml", "endnotexml", 0.95), ("mods", "mods", 0.95)],
)
def test_fields_agree_with_zotero(format_name: str, folder: str, floor: float) -> None:
    agreed, total, differences = compare(format_name, folder)

    assert agreed / total >= floor, differences
