"""A RIS record becomes the reference that it means, and none is lost."""

from io import BytesIO

import pytest

from sources.formats.problems import Problem, UnreadableEntry, UnreadableFile
from sources.formats.ris import read
from sources.reference import Date, Name, Reference


def all_of(text: str) -> list[Reference | UnreadableEntry | Problem]:
    return list(read(BytesIO(text.encode())))


def one(text: str, type: str = "JOUR") -> Reference:
    (reference,) = all_of(f"TY  - {type}\n{text}\nER  - \n")
    return reference


@pytest.mark.parametrize(
    ("type", "line", "variable", "value"),
    [
        ("JOUR", "T2  - Правда", "container-title", "Правда"),
        ("BOOK", "T2  - Library", "collection-title", "Library"),
        ("JOUR", "SN  - 1234-5678", "ISSN", "1234-5678"),
        ("BOOK", "SN  - 9785000000000", "ISBN", "9785000000000"),
        ("RPRT", "SN  - 17", "number", "17"),
        ("JOUR", "SP  - 5\nEP  - 9", "page", "5-9"),
        ("BOOK", "SP  - 599", "number-of-pages", "599"),
        ("JOUR", "M3  - doi: 10.1000/x", "DOI", "10.1000/x"),
        ("THES", "M3  - PhD", "genre", "PhD"),
        ("JOUR", "UR  - http://a/b c", "URL", "http://a/b c"),
        ("JOUR", "JO  - Pr.", "container-title", "Pr."),
        ("JOUR", "JF  - Pravda\nJO  - Pr.", "container-title-short", "Pr."),
    ],
)
def test_tag_means_what_its_type_makes_it(type: str, line: str, variable: str, value: str) -> None:
    assert one(line, type).variables[variable] == value


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("DA  - 1918/08/02/", Date(((1918, 8, 2),))),
        ("PY  - 1918", Date(((1918,),))),
        ("PY  - 1918///Spring", Date(((1918,),), raw="1918 Spring")),
        ("Y1  - 1900\nDA  - 1950/01/01", Date(((1950, 1, 1),))),
        ("PY  - 1411/25//", Date(((1411,),))),
        ("PY  - August 1918", Date(((1918, 8),))),
    ],
)
def test_date_is_read(line: str, date: Date) -> None:
    assert one(line).dates["issued"] == date


@pytest.mark.parametrize("line", ["PY  - 0000", "DA  - -", "PY  - "])
def test_no_date_is_none(line: str) -> None:
    assert "issued" not in one(line).dates


def test_people_have_the_roles_of_their_type() -> None:
    chapter = one("AU  - Trotsky, Leon\nA2  - van Gogh, Vincent\nA4  - Malamuth, Charles\nAU  - et al.", "CHAP")

    assert chapter.names == {
        "author": (Name("Trotsky", "Leon"),),
        "editor": (Name("Gogh", "Vincent", non_dropping_particle="van"),),
        "translator": (Name("Malamuth", "Charles"),),
    }
    assert chapter.others == {"author"}


@pytest.mark.parametrize("spaces", ["  - ", " - ", "   -  ", "\t- "])
def test_tags_are_known_by_any_spacing(spaces: str) -> None:
    (reference,) = all_of(f"TY{spaces}BOOK\nTI{spaces}My Life\nER{spaces}\n")

    assert reference.title == "My Life"


def test_record_without_end_is_read_and_reported() -> None:
    first, *rest = all_of("\ufeffTY  - BOOK\nTI  - One\nTY  - BOOK\nTI  - Two\n")

    assert isinstance(first, Problem) and first.line == 1
    assert [item.title for item in rest if isinstance(item, Reference)] == ["One", "Two"]


def test_record_without_type_is_reported_with_its_line() -> None:
    *_, lost = all_of("TY  - BOOK\nER  - \n\nTI  - Lost\nAU  - X\n")

    assert isinstance(lost, UnreadableEntry) and (lost.line, lost.raw) == (4, "TI  - Lost\nAU  - X")
    assert lost.reason == "a record without its type: no TY before it"


def test_line_without_tag_goes_on_with_the_value() -> None:
    assert one("AB  - One\n  two - three\nKW  - a\nb").variables["abstract"] == "One\ntwo - three"


def test_notes_and_keywords_are_lists() -> None:
    reference = one("N1  - one\nN1  - two\nKW  - a; b\nKW  - c")

    assert (reference.notes, reference.keywords) == (("one", "two"), ("a", "b", "c"))


@pytest.mark.parametrize("content", [b"", b"just text", b"\x7fELF\x00\x01", b"@book{a,}"])
def test_what_is_no_ris_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="not RIS"):
        list(read(BytesIO(content)))


@pytest.mark.parametrize(
    ("head", "type"),
    [
        ("TY  - GEN\nT1  - Anything", "article-journal"),
        ("TY  - GEN\nAU  - Trotsky, Leon\nTI  - Anything", "article-journal"),
        ("TY  - GEN\nTI  - As Zotero writes a document\nPB  - Granit", "document"),
        ("TY  - GEN\nTI  - In a journal\nT2  - Pravda", "article-journal"),
        ("TY  - NOBODYS\nTI  - Anything", "article-journal"),
        ("TY  - \nTI  - Anything", "article-journal"),
        ("TY  - EQUA\nTI  - Anything", "document"),
    ],
)
def test_type_that_says_nothing_is_what_zotero_makes_of_it(head: str, type: str) -> None:
    (reference,) = all_of(f"{head}\nER  - \n")

    assert reference.type == type
