"""What Zotero's own reader would not take is written by the names that it knows, or in Extra."""

import pytest

from sources.formats.zotero_rdf import write
from sources.reference import Name, Reference


def text_of(reference: Reference) -> str:
    return "".join(piece for piece in write([reference]) if isinstance(piece, str))


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("report", "reportNumber"),
        ("legislation", "publicLawNumber"),
        ("patent", "patentNumber"),
        ("bill", "billNumber"),
    ],
)
def test_number_of_what_has_no_container_goes_by_the_name_of_the_type(kind: str, field: str) -> None:
    text = text_of(Reference(type=kind, variables={"title": "Decree", "number": "208"}))
    assert f"<z:{field}>208</z:{field}>" in text and "prism:number" not in text


@pytest.mark.parametrize(
    ("kind", "role", "name"),
    [
        ("software", "author", "schema:author"),
        ("broadcast", "producer", "schema:producer"),
    ],
)
def test_roles_go_by_the_names_that_zotero_reads(kind: str, role: str, name: str) -> None:
    text = text_of(Reference(type=kind, variables={"title": "Work"}, names={role: (Name("Vertov", "Dziga"),)}))
    assert f"<{name}>" in text and "<foaf:surname>Vertov</foaf:surname>" in text


def test_language_that_a_type_has_no_field_for_stands_in_extra() -> None:
    text = text_of(Reference(type="software", variables={"title": "Program", "language": "ru"}))
    assert "z:language" not in text and "\nlanguage: ru</dc:description>" in text
