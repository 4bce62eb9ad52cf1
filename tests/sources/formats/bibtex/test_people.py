"""Names of BibTeX are divided as BibTeX divides them."""

import pytest

from sources.formats.bibtex.people import read_names
from sources.reference import Name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Leon Trotsky", Name("Trotsky", "Leon")),
        ("Троцкий, Лев Давидович", Name("Троцкий", "Лев Давидович")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", non_dropping_particle="van")),
        ("von Hicks, III, Michael", Name("Hicks", "Michael", "III", non_dropping_particle="von")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", "Jr.")),
        ("{{Supreme War Council}}", Name(literal="Supreme War Council")),
        ("{Barnes and Noble}", Name(literal="Barnes and Noble")),
        ("レーニン", Name(literal="レーニン")),
        (r"{\'E}mile Zola", Name("Zola", "Émile")),
        (r"{\AA}sa Berg", Name("Berg", "Åsa")),
        (r"Charles de la Vall{\'e}e Poussin", Name("Vallée Poussin", "Charles", non_dropping_particle="de la")),
        ("A. {Von Foo}", Name("Von Foo", "A.")),
        ("given=Hans, family=Harman, prefix=de, useprefix=false", Name("Harman", "Hans", dropping_particle="de")),
    ],
)
def test_name_is_divided(text: str, name: Name) -> None:
    assert read_names(text) == ((name,), False)


def test_others_are_no_person() -> None:
    names, others = read_names("Trotsky, Leon and others")

    assert names == (Name("Trotsky", "Leon"),) and others


def test_names_are_parted_outside_braces_only() -> None:
    names, _ = read_names("{Foreign {and} Commonwealth Office} and\n Churchill, Winston and ")

    assert [str(name) for name in names] == ["Foreign and Commonwealth Office", "Winston Churchill"]
