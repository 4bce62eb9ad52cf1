"""EndNote's XML becomes the references that it means."""

from io import BytesIO

import pytest

from sources.formats.endnote_xml import read
from sources.reference import Date, Name, Reference

RECORD = """<record><rec-number>7</rec-number><ref-type name="{type}">0</ref-type>{fields}</record>"""


def one(fields: str, type: str = "Journal Article") -> Reference:
    content = f"<xml><records>{RECORD.format(type=type, fields=fields)}</records></xml>"
    (reference,) = read(BytesIO(content.encode()))
    return reference


def test_styled_text_keeps_the_faces_that_csl_knows() -> None:
    styled = (
        '<titles><title><style face="normal">On </style><style face="bold italic">E. coli</style>'
        '<style face="superscript">2</style><style face="underline"> x</style></title></titles>'
    )

    assert one(styled).title == "On <b><i>E. coli</i></b><sup>2</sup> x"


def test_record_is_read_whole() -> None:
    reference = one(
        "<contributors><authors><author>Trotsky, Leon</author><author>Council,</author></authors>"
        "<secondary-authors><author>X, Y</author></secondary-authors></contributors>"
        "<titles><secondary-title>Collected</secondary-title></titles><pages>5-9</pages><number>3</number>"
        "<dates><year>1918</year><pub-dates><date>Aug 2</date></pub-dates></dates>"
        "<keywords><keyword>war</keyword><keyword>peace</keyword></keywords><notes>Seen.</notes>"
        "<urls><related-urls><url>http://a/b</url></related-urls></urls>",
        "Book Section",
    )

    assert reference.type == "chapter" and reference.id == "7"
    assert reference.names == {
        "author": (Name("Trotsky", "Leon"), Name(literal="Council")),
        "editor": (Name("X", "Y"),),
    }
    assert reference.variables == {
        "container-title": "Collected", "page": "5-9", "collection-number": "3", "URL": "http://a/b",
    }  # fmt: skip
    assert reference.dates == {"issued": Date(((1918, 8, 2),))}
    assert (reference.keywords, reference.notes) == (("war", "peace"), ("Seen.",))


def test_number_of_an_article_is_its_issue() -> None:
    assert one("<number>3</number>").variables["issue"] == "3"


def test_paper_that_was_read_is_a_speech_and_one_that_was_printed_is_in_proceedings() -> None:
    kinds = ("Conference Paper", "Conference Proceedings", "Catalog", "Online Database")

    assert [one("", kind).type for kind in kinds] == ["speech", "paper-conference", "book", "webpage"]


@pytest.mark.parametrize(
    ("kind", "type"),
    [("Generic", "document"), ("Grant", "report"), ("Legal Rule or Regulation", "report"), ("?", "article-journal")],
)
def test_type_is_what_zotero_makes_of_it(kind: str, type: str) -> None:
    assert one("<titles><title>Anything</title></titles>", kind).type == type
