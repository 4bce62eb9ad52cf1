"""What belongs to a type stands under the tags where Zotero and EndNote look for it, and comes back from there."""

from io import BytesIO

import pytest

from sources.formats.ris import read, write
from sources.reference import Name, Reference


def text_of(reference: Reference) -> str:
    return "".join(piece for piece in write([reference]) if isinstance(piece, str))


@pytest.mark.parametrize(
    ("kind", "variable", "tag"),
    [
        ("paper-conference", "container-title", "C3"),
        ("paper-conference", "event-title", "T2"),
        ("paper-conference", "publisher-place", "C1"),
        ("speech", "event-title", "T2"),
        ("legal_case", "container-title", "A2"),
        ("report", "collection-title", "T2"),
        ("map", "scale", "C1"),
        ("motion_picture", "genre", "C4"),
    ],
)
def test_value_has_the_tag_of_its_type(kind: str, variable: str, tag: str) -> None:
    text = text_of(Reference(type=kind, variables={"title": "Peace", variable: "Words"}))
    (back,) = read(BytesIO(text.encode()))
    assert f"\n{tag}  - Words\n" in text
    assert isinstance(back, Reference) and back.variables[variable] == "Words"


def test_author_of_the_book_has_a_tag_in_its_chapters() -> None:
    assert "\nC2  - Carr, E. H.\n" in text_of(
        Reference(type="chapter", names={"container-author": (Name("Carr", "E. H."),)})
    )


def test_others_are_no_person() -> None:
    text = text_of(Reference(type="book", names={"author": (Name("Carr", "E. H."),)}, others=frozenset(["author"])))
    (back,) = read(BytesIO(text.encode()))
    assert "AU  - others" not in text
    assert isinstance(back, Reference) and back.others == {"author"}
