"""Conversion says what it lost, and loses as little as the formats allow."""

from io import BytesIO

import pytest

from sources.formats import FORMATS, Problem, UnknownFormat, UnreadableFile, format_named, sniff, writable_formats
from sources.formats.converting import convert, source_format
from sources.reference import Reference
from tests.sources.formats.shelf import SHELF, boots, my_life

READABLE = [known for known in FORMATS if hasattr(known, "read")]


def written(known_name: str, *references: Reference) -> bytes:
    pieces = format_named(known_name).write(references)
    return "".join(piece for piece in pieces if isinstance(piece, str)).encode()


def read_back(known_name: str, *references: Reference) -> list[Reference]:
    """What was written, without the entries that BibLaTeX adds for what a quotation is quoted in."""
    items = format_named(known_name).read(BytesIO(written(known_name, *references)))
    tied = {tie.reference.id for reference in references for tie in reference.related}
    own = {reference.id for reference in references}
    return [item for item in items if not isinstance(item, Problem) and item.id not in tied - own]


@pytest.mark.parametrize("known", READABLE, ids=lambda known: known.name)
def test_own_files_are_recognised(known: object) -> None:
    found = sniff(written(known.name, my_life))

    assert found.read is known.read


@pytest.mark.parametrize("known", READABLE, ids=lambda known: known.name)
def test_every_reference_of_the_shelf_comes_back(known: object) -> None:
    back = read_back(known.name, *SHELF)

    assert len(back) == len(SHELF)
    assert [reference.title for reference in back] == [reference.title for reference in SHELF]


@pytest.mark.parametrize("name", ["csl-json", "zotero-rdf"])
def test_csl_json_and_zotero_rdf_lose_nothing(name: str) -> None:
    assert [reference.to_csl() for reference in read_back(name, *SHELF)] == [reference.to_csl() for reference in SHELF]


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris"])
def test_book_comes_back_with_everything(name: str) -> None:
    (back,) = read_back(name, my_life)

    assert back.variables == my_life.variables
    assert (back.names, back.dates, back.keywords) == (my_life.names, my_life.dates, my_life.keywords)


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris"])
def test_quotation_comes_back(name: str) -> None:
    (back,) = read_back(name, boots)

    assert back.quotation.words == boots.quotation.words
    assert back.quotation.address == boots.quotation.address


def test_lost_entry_is_reported_with_line_and_reason() -> None:
    reports: list[str] = []
    stream = BytesIO(b"@misc{a, title={x}}\n@misc{b, title={open\n\n@misc{c, title={y}}")
    tally, pieces = convert(stream, format_named("bibtex"), format_named("ris"), reports.append)
    text = "".join(pieces)

    assert (tally.read_count, tally.lost_count) == (2, 1)
    assert reports[0].startswith("line 2: lost: ") and text.count("TY  -") == 2


def test_progress_is_told_every_thousand() -> None:
    counts: list[int] = []
    stream = BytesIO(b"TY  - BOOK\nER  - \n" * 2500)
    _, pieces = convert(stream, format_named("ris"), format_named("csl-json"), print, progress=counts.append)
    assert "".join(pieces).count('"book"') == 2500

    assert counts == [1000, 2000]


def test_format_is_told_from_the_content() -> None:
    found, stream = source_format(BytesIO(b"% me@example.org\n@book{a,}"))

    assert found.name == "bibtex" and stream.read(1) == b"%"


def test_unknown_content_and_unknown_names_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="--from"):
        source_format(BytesIO(b"\x7fELF\x01"))
    with pytest.raises(UnknownFormat):
        source_format(BytesIO(b"x"), "klingon")


def test_every_readable_format_can_be_written() -> None:
    assert {known.name for known in READABLE} <= {known.name for known in writable_formats()}
