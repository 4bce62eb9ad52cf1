"""What holds for every writer: golden files, determinism, streaming, hostile content and nothing lost."""

import csv
import gc
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sources.formats import FORMATS, Format, Problem, format_named
from sources.reference import Name, Reference
from tests.sources.formats.shelf import SHELF, boots, my_life

WRITABLE = [known for known in FORMATS if hasattr(known, "write")]
XML = [known for known in WRITABLE if known.name in ("endnote-xml", "mods", "zotero-rdf", "tei")]
GOLDEN = Path(__file__).parent / "golden"
HOSTILE = (
    "<script>alert(1)</script> =1+1 {un}balanced} \\input{/etc/passwd} %x \x00\x0b\ud800 ]]> TY  - BOOK\n}\n"
    "%0 Book\nER  - \n@book{x,\n{{cite book}}\n"
)
each = pytest.mark.parametrize("known", WRITABLE, ids=lambda known: known.name)
each_xml = pytest.mark.parametrize("known", XML, ids=lambda known: known.name)


def text_of(known: Format, *references: Reference) -> str:
    return "".join(piece for piece in known.write(references) if isinstance(piece, str))


@each
def test_shelf_is_written_as_the_golden_file(known: Format) -> None:
    golden = GOLDEN / f"shelf-{known.name}{known.suffix}"

    assert text_of(known, *SHELF).encode() == golden.read_bytes()


@each
def test_same_references_give_the_same_text(known: Format) -> None:
    assert text_of(known, *SHELF) == text_of(known, *SHELF)


@each
def test_nothing_at_all_is_a_whole_file(known: Format) -> None:
    text = text_of(known)

    assert all(opening not in text for opening in ("@", "TY  -", "<mods ", "<cit", "bib:Book"))


@each
def test_cyrillic_and_japanese_survive(known: Format) -> None:
    text = text_of(known, boots)

    assert "Моя жизнь: опыт автобиографии" in text and "軍靴をテーブルの上に" in text


@each
def test_quotation_keeps_words_address_edition_and_locator(known: Format) -> None:
    text = text_of(known, boots)

    assert all(part in text for part in ("軍靴をテーブルの上に", "https://archive.example/q/K7M2-9XQ4/v3", "v3", "88"))


@each
@pytest.mark.parametrize(
    "role", ["recipient", "interviewer", "translator", "composer", "editor-translator", "narrator"]
)
def test_every_role_survives(known: Format, role: str) -> None:
    reference = replace(my_life, names={role: (Name(family="Malamuth", given="Charles"),)})

    assert "Malamuth" in text_of(known, reference)


@each
def test_original_date_survives(known: Format) -> None:
    text = text_of(known, my_life)

    assert (
        "1929-09-14" in text
        or "14 September 1929" in text
        or "1929,\n    9,\n    14" in text
        or "[1929, 9, 14]" in text
    )


@each
def test_every_variable_is_written_or_reported(known: Format) -> None:
    variables = {"title": "T", "annote": "note-word", "scale": "scale-word", "references": "history-word"}
    reference = Reference(id="all", type="book", variables=variables)
    pieces = list(known.write([reference]))
    told = "".join(piece if isinstance(piece, str) else piece.reason for piece in pieces)

    assert all(word in told for word in ("scale-word", "history-word"))


@each
def test_attachment_survives(known: Format) -> None:
    reference = replace(my_life, extra={"attachments": [{"title": "Scan", "url": "https://scans.example/life.pdf"}]})
    told = "".join(piece if isinstance(piece, str) else piece.reason for piece in known.write([reference]))

    assert "https://scans.example/life.pdf" in told


@each
def test_hostile_text_stays_one_entry(known: Format) -> None:
    name = Name(family=HOSTILE, given=HOSTILE)
    variables = dict.fromkeys(("title", "publisher", "URL", "DOI", "abstract", "genre", "language", "ISBN"), HOSTILE)
    reference = Reference(id=HOSTILE, type="book", variables=variables, names={"author": (name,)}, notes=(HOSTILE,))
    text = text_of(known, reference, my_life)

    text.encode("utf-8")
    assert counted(known, text) == 2


def counted(known: Format, text: str) -> int:
    """Entries of a file, counted as a simple program of somebody else's would."""
    if known in XML:
        root = ElementTree.fromstring(text.encode())
        return len(
            [node for node in root.iter() if node.tag.rpartition("}")[2] in ("record", "mods", "Book", "biblStruct")]
        )
    if known.name in ("bibtex", "biblatex"):
        return sum(line.startswith("@") for line in text.splitlines())
    beginnings = {"ris": "TY  - ", "refer": "%0 ", "wikipedia": "{{cite ", "json-lines": "{"}
    if known.name in beginnings:
        return sum(line.startswith(beginnings[known.name]) for line in text.split("\n"))
    return len(list(csv.reader(StringIO(text)))) - 1 if known.name == "csv" else text.count('\n{\n "id"')


@each_xml
def test_markup_in_a_title_is_text(known: Format) -> None:
    reference = Reference(id="x", type="book", variables={"title": "<script>alert(1)</script>"})

    assert "<script" not in text_of(known, reference)


@each
def test_a_stream_keeps_nothing_of_its_references(known: Format) -> None:
    held = []

    def many() -> Iterator[Reference]:
        for number in range(601):
            if number in (100, 600):
                gc.collect()
                held.append(tracemalloc.get_traced_memory()[0])
            yield replace(my_life, id=f"life{number}")

    tracemalloc.start()
    for _piece in known.write(many()):
        pass
    tracemalloc.stop()

    # Of each entry only a digest of its key is kept, in a set that grows by leaps.
    assert held[1] - held[0] < 500 * 200


@each
def test_first_piece_comes_before_the_second_reference_is_asked_for(known: Format) -> None:
    asked = []

    def references() -> Iterator[Reference]:
        for number in range(50):
            asked.append(number)
            yield replace(my_life, id=f"life{number}")

    list(islice(known.write(references()), 6))

    assert len(asked) < 10


def test_wikipedia_reports_what_it_cannot_hold() -> None:
    problems = [piece for piece in format_named("wikipedia").write([my_life]) if isinstance(piece, Problem)]

    assert {problem.field for problem in problems} >= {"number-of-pages", "original-publisher"}
    assert {problem.id for problem in problems} == {"trotsky1930life"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_cell_of_csv_is_never_a_formula(start: str) -> None:
    formula = f'{start}HYPERLINK("http://evil.example","x")'

    text = text_of(format_named("csv"), Reference(formula, "book", {"title": formula}, notes=(formula,)))

    (row,) = csv.DictReader(StringIO(text, newline=""))
    assert row["id"] == row["title"] == row["notes"] == f"'{formula}"
    assert not any(cell.startswith(tuple("=+-@\t\r\n")) for cell in row.values())
