"""What other programs read of an entry."""

from sources.formats.bibtex import write
from sources.reference import Date, Reference


def text_of(reference: Reference) -> str:
    return "".join(piece for piece in write([reference]) if isinstance(piece, str))


def test_day_stands_in_date_too_since_zotero_passes_over_day() -> None:
    text = text_of(Reference(type="book", dates={"issued": Date(((1917, 10, 26),))}))
    assert "  day = {26},\n  date = {1917-10-26},\n" in text


def test_month_needs_no_date() -> None:
    assert " date = " not in text_of(Reference(type="book", dates={"issued": Date(((1917, 10),))}))
