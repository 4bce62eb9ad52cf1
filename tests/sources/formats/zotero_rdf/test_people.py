"""Contributors go by the creator types that Zotero has for the kind of item."""

import pytest

from sources.formats.ledger import Ledger
from sources.formats.zotero_rdf.people import property_of, take_people
from sources.reference import Name, Reference

VERTOV, SVILOVA = Name("Vertov", "Dziga"), Name("Svilova", "Elizaveta")


@pytest.mark.parametrize(
    ("kind", "roles", "types"),
    [
        ("film", {"director": VERTOV}, {"director": [VERTOV]}),
        ("film", {"author": VERTOV}, {"director": [VERTOV]}),
        ("film", {"author": SVILOVA, "director": VERTOV}, {"scriptwriter": [SVILOVA], "director": [VERTOV]}),
        ("audioRecording", {"author": SVILOVA, "performer": VERTOV}, {"wordsBy": [SVILOVA], "performer": [VERTOV]}),
        ("tvBroadcast", {"performer": VERTOV}, {"castMember": [VERTOV]}),
        ("hearing", {"author": VERTOV, "contributor": SVILOVA}, {"contributor": [VERTOV, SVILOVA]}),
        ("book", {"author": VERTOV, "composer": SVILOVA}, {"author": [VERTOV]}),
    ],
)
def test_roles_become_creator_types(kind: str, roles: dict[str, Name], types: dict[str, list[Name]]) -> None:
    ledger = Ledger(Reference(names={role: (name,) for role, name in roles.items()}))
    assert take_people(ledger, kind) == types
    assert set(ledger.names) == ({"composer"} if "composer" in roles else set())


def test_properties_are_those_that_the_reader_looks_for() -> None:
    known = {"author": "bib:authors", "translator": "z:translators", "castMember": "video:actor"}
    assert {own: property_of(own) for own in known} == known
