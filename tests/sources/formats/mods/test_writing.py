"""MODS says to Zotero, which looks at few of its elements, what the record is and what it is quoted in."""

import pytest

from sources.formats.mods import write
from sources.reference import Reference
from tests.sources.formats.shelf import boots


def text_of(reference: Reference) -> str:
    return "".join(piece for piece in write([reference]) if isinstance(piece, str))


@pytest.mark.parametrize(
    ("kind", "known"),
    [("article-newspaper", "newspaperArticle"), ("speech", "presentation"), ("post-weblog", "blogPost"), ("pamphlet", "book")],
)  # fmt: skip
def test_genre_names_the_type_as_zotero_does(kind: str, known: str) -> None:
    assert f'<genre authority="local">{known}</genre>' in text_of(Reference(type=kind, variables={"title": "Peace"}))


def test_note_of_the_quotation_says_what_it_is_quoted_in() -> None:
    (note,) = [part for part in text_of(boots).split("</note>") if '<note type="quotation">' in part]
    assert note.endswith("\nQuoted in: [連合国の対ソ干渉戦争についての記事]")


def test_call_number_is_a_classification_too() -> None:
    kept = Reference(type="book", variables={"archive_location": "ф. 17", "call-number": "DK265"})
    assert "<classification>DK265</classification>" in text_of(kept)
