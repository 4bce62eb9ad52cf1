"""The statements in the head of a page say to Zotero what its own format says."""

from html import escape

import pytest

from sources.formats import format_named
from sources.formats.embedded import SCHEMAS, statements, undivided
from sources.reference import Name, Reference
from tests.representations.zotero_reading import item_of_page, items_of_rdf
from tests.sources.formats.shelf import SHELF, boots, my_life, newspaper

# What a page cannot hold, and when it was read, which Zotero knows itself; Extra has the quotation instead of notes.
LEFT_OUT = {"notes", "extra", "accessDate"}


def head(reference: Reference) -> str:
    links = [f'<link rel="schema.{prefix}" href="{uri}">' for prefix, uri in SCHEMAS.items()]
    metas = [f'<meta name="{name}" content="{escape(text)}">' for name, text in statements(reference)]
    return "\n".join([*links, *metas])


def rdf(reference: Reference) -> str:
    return "".join(piece for piece in format_named("zotero-rdf").write([reference]) if isinstance(piece, str))


@pytest.mark.parametrize("reference", SHELF, ids=lambda reference: reference.id)
def test_page_gives_zotero_the_fields_of_its_own_format(reference: Reference) -> None:
    (whole,) = items_of_rdf(rdf(reference))
    page = item_of_page(head(reference))
    for field in whole.keys() - LEFT_OUT:
        assert as_text(page.get(field)) == as_text(whole[field]), field


def as_text(value: object) -> str:
    """As text; a comma in a name that cannot be divided is a semicolon in a page, and one before a suffix is none."""
    return str(value).replace(";", ",").replace(", Jr.", " Jr.")


def test_type_comes_first_and_roles_are_never_mixed() -> None:
    found = list(statements(my_life))
    assert found[0] == ("z:itemType", "book")
    assert ("z:translators", "Malamuth, Charles") in found
    assert not [name for name, _text in found if name.startswith(("citation_", "dc:contributor", "og:"))]
    assert not [name for name, text in found if "Malamuth" in text and name != "z:translators"]


def test_suffix_stays_with_the_given_name() -> None:
    assert undivided(Name(family="King", given="Martin Luther", suffix="Jr.")) == "King, Martin Luther Jr."
    assert undivided(Name(literal="Совет народных комиссаров")) == "Совет народных комиссаров,"


def test_only_what_has_a_container_names_one() -> None:
    assert not [name for name, _text in statements(my_life) if name.endswith(("publicationName", "publicationTitle"))]
    assert ("prism:publicationName", "The Times") in list(statements(newspaper))


def test_words_place_and_address_stand_in_extra() -> None:
    extra = dict(statements(boots))["z:extra"]
    assert "軍靴をテーブルの上に" in extra and "Locator: page 88" in extra
    assert "Address: https://archive.example/q/K7M2-9XQ4/v3" in extra and "Edition: v3" in extra
    assert "Quoted in: [連合国の対ソ干渉戦争についての記事]" in extra


def test_zotero_takes_every_field_and_the_quotation_as_a_note() -> None:
    (item,) = items_of_rdf(rdf(boots))
    assert item["creators"] == [("author", "Троцкий, Лев Давидович")]
    (note,) = item["notes"]
    assert "軍靴をテーブルの上に" in note and "Locator: page 88" in note and "Edition: v3" in note
    assert '<a href="https://archive.example/q/K7M2-9XQ4/v3">' in note


@pytest.mark.parametrize(
    ("kind", "variable", "name"),
    [
        ("legal_case", "container-title", "z:reporter"),
        ("legal_case", "authority", "z:court"),
        ("motion_picture", "dimensions", "z:runningTime"),
        ("software", "version", "z:versionNumber"),
        ("speech", "event-title", "z:meetingName"),
    ],
)
def test_fields_go_by_the_name_that_zotero_has_for_the_type(kind: str, variable: str, name: str) -> None:
    assert (name, "Congress") in list(statements(Reference(type=kind, variables={variable: "Congress"})))


def test_programmers_are_named_as_zotero_reads_them() -> None:
    program = Reference(type="software", names={"author": (Name(family="Lovelace", given="Ada"),)})
    assert ("schema:author", "Lovelace, Ada") in list(statements(program))


def test_type_that_zotero_has_not_stands_in_extra() -> None:
    said = dict(statements(Reference(type="pamphlet", variables={"title": "Peace"})))
    assert (said["z:itemType"], said["z:extra"]) == ("book", "Type: pamphlet")
