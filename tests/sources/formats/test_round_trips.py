"""A record, written and read again by our own readers, is what it was."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.formats import format_named
from sources.formats.bibtex.escaping import escape
from sources.formats.bibtex.latex import plain_text
from sources.formats.quoting import quotation_from_note, quotation_note
from sources.reference import Quotation, Reference
from tests.sources.formats.shelf import SHELF, boots
from tests.sources.formats.strategies import ANY, WORDS, quotations, references

LOSSLESS = ("csl-json", "zotero-rdf")
READABLE = ("bibtex", "biblatex", "ris", "endnote-xml", "mods")


def again(name: str, *given: Reference) -> list[Reference]:
    known = format_named(name)
    text = "".join(piece for piece in known.write(given) if isinstance(piece, str))
    return [item for item in known.read(BytesIO(text.encode())) if isinstance(item, Reference)]


@pytest.mark.parametrize("name", LOSSLESS)
def test_shelf_comes_back_whole(name: str) -> None:
    assert again(name, *SHELF) == list(SHELF)


@pytest.mark.parametrize("name", LOSSLESS)
@given(reference=references(ANY))
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost(name: str, reference: Reference) -> None:
    assert again(name, reference) == [reference]


@pytest.mark.parametrize("name", READABLE)
@given(reference=references(WORDS))
@settings(max_examples=60, deadline=None)
def test_entry_comes_back_with_key_type_and_title(name: str, reference: Reference) -> None:
    titled = replace(reference, variables={"title": "A Title"} | dict(reference.variables))

    (read,) = again(name, titled)

    assert (read.id, read.type) == (titled.id, titled.type)
    assert same_text(read.title, titled.title)


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize("reference", SHELF, ids=lambda reference: reference.id)
def test_roles_and_dates_come_back(name: str, reference: Reference) -> None:
    (read, *_tied) = again(name, reference)

    assert read.names.keys() >= reference.names.keys()
    assert {key: read.dates[key].parts for key in reference.dates} == {k: d.parts for k, d in reference.dates.items()}


@pytest.mark.parametrize("name", READABLE)
def test_quotation_comes_back(name: str) -> None:
    (read, *_tied) = again(name, boots)

    assert read.quotation == replace(boots.quotation or Quotation(), segments=())


@given(quotation=quotations(WORDS))
def test_quotation_is_read_from_its_note(quotation: Quotation) -> None:
    read = quotation_from_note(quotation_note(quotation))

    assert read and (read.words, read.language) == (quotation.words, quotation.language)


@given(text=st.text("aZ éЖ革 {}\\$%&#_^~-–.,:;()[]|=@/\"'`?!<>", max_size=40))
@settings(max_examples=500)
def test_text_for_latex_is_read_as_it_was(text: str) -> None:
    assert plain_text(escape(text)) == " ".join(text.split())


def same_text(one: str, other: str) -> bool:
    """Equal but for what BibTeX and RIS cannot tell: dashes, quotation marks and markup."""
    return [ch for ch in one.casefold() if ch.isalnum()] == [ch for ch in other.casefold() if ch.isalnum()]
