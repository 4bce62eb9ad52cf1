"""MODS becomes the references that it means."""

from io import BytesIO

import pytest

from sources.formats.mods import read
from sources.reference import Date, Name, Reference

HEAD = '<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>'


def one(fields: str) -> Reference:
    (reference,) = read(BytesIO(f"{HEAD}{fields}</mods></modsCollection>".encode()))
    return reference


@pytest.mark.parametrize(
    ("fields", "type"),
    [
        ("<genre>thesis</genre>", "thesis"),
        ("<genre>conference publication</genre>", "book"),
        ("<genre authority='marcgt'>conference publication</genre>", "paper-conference"),
        ("<genre authority='marcgt'>directory</genre>", "document"),
        (
            "<relatedItem type='host'><originInfo><issuance>continuing</issuance></originInfo></relatedItem>",
            "article-journal",
        ),
        ("<relatedItem type='host'><originInfo><issuance>monographic</issuance></originInfo></relatedItem>", "chapter"),
        ("<typeOfResource>cartographic</typeOfResource>", "map"),
        ("<identifier type='isbn'>1</identifier>", "book"),
        ("<typeOfResource>text</typeOfResource>", "document"),
    ],
)
def test_type_is_told_from_genre_host_and_resource(fields: str, type: str) -> None:
    assert one(fields).type == type


@pytest.mark.parametrize(
    ("name", "role", "read_name"),
    [
        ("<name type='personal'><namePart>Trotsky, Leon, 1879-1940</namePart></name>", "author", Name("Trotsky", "Leon")),
        ("<name type='personal'><namePart type='given'>Leon</namePart><namePart type='family'>Trotsky</namePart>"
         "<role><roleTerm>edt</roleTerm></role></name>", "editor", Name("Trotsky", "Leon")),
        ("<name type='corporate'><namePart>Army</namePart><namePart>Staff</namePart></name>", "author",
         Name(literal="Army: Staff")),
        ("<name type='personal'><namePart>Sridharan, Kumar.</namePart></name>", "author", Name("Sridharan", "Kumar")),
    ],
)  # fmt: skip
def test_name_is_divided_and_has_its_role(name: str, role: str, read_name: Name) -> None:
    assert one(name).names == {role: (read_name,)}


@pytest.mark.parametrize(
    ("dates", "date"),
    [
        ("<dateIssued>c1984</dateIssued><dateIssued encoding='marc'>1984</dateIssued>", Date(((1984,),))),
        ("<dateIssued point='start' encoding='marc'>1985</dateIssued>"
         "<dateIssued point='end' encoding='marc'>1988</dateIssued>", Date(((1985,), (1988,)))),
        ("<dateIssued qualifier='approximate'>1918</dateIssued>", Date(((1918,),), circa=True)),
        ("<dateCreated>19180802</dateCreated>", Date(((1918, 8, 2),))),
    ],
)  # fmt: skip
def test_date_to_cite_is_chosen(dates: str, date: Date) -> None:
    assert one(f"<originInfo>{dates}</originInfo>").dates == {"issued": date}


def test_host_gives_container_pages_and_editor() -> None:
    reference = one(
        "<titleInfo><nonSort>The</nonSort><title>Peace</title><subTitle>a decree</subTitle></titleInfo>"
        "<relatedItem type='host'><titleInfo><title>Pravda</title></titleInfo>"
        "<name type='personal'><namePart>A, B</namePart><role><roleTerm>editor</roleTerm></role></name>"
        "<part><detail type='volume'><number>3</number></detail><extent unit='page'><start>5</start><end>9</end></extent>"
        "</part></relatedItem>"
    )

    assert reference.variables == {
        "title": "The Peace: a decree",
        "volume": "3",
        "page": "5-9",
        "container-title": "Pravda",
    }
    assert reference.names == {"editor": (Name("A", "B"),)}


def test_notes_say_their_type_and_topics_are_keywords() -> None:
    reference = one(
        "<note type='language'>In Russian.</note><tableOfContents>I. War</tableOfContents>"
        "<subject><topic>War</topic><geographic>Russia</geographic></subject>"
    )

    assert reference.notes == ("language: In Russian.", "Table of Contents: I. War")
    assert reference.keywords == ("War",)


@pytest.mark.parametrize(
    ("genre", "extent", "variables"),
    [
        ("book", "xv, 345 p. : ill. ; 24 cm", {"number-of-pages": "345"}),
        ("book", "3 v. ; 24 cm", {"number-of-volumes": "3"}),
        ("picture", "1 print : albumen ; 26 x 33 cm.", {"dimensions": "26 x 33 cm."}),
        ("videorecording", "1 videodisc (124 min.)", {"dimensions": "124 min"}),
        ("journal article", "p. 813-998 : ill.", {"page": "813-998"}),
    ],
)
def test_extent_says_what_it_measures(genre: str, extent: str, variables: dict) -> None:
    reference = one(
        f"<genre authority='marcgt'>{genre}</genre><physicalDescription><extent>{extent}</extent></physicalDescription>"
    )

    assert reference.variables == variables and not reference.extra


def test_title_names_its_part_and_number_loses_its_binding() -> None:
    reference = one(
        "<titleInfo><title>History :</title><subTitle>a survey</subTitle><partNumber>2</partNumber>"
        "<partName>War</partName></titleInfo><identifier type='isbn'>978-3-16-148410-0 (pbk.)</identifier>"
    )

    assert reference.variables == {"title": "History: a survey. 2: War", "ISBN": "978-3-16-148410-0"}
