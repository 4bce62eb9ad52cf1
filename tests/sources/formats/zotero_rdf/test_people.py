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
        ("film", {"author": SVILOVA, "director": VERTOV}, {"contributor": [SVILOVA], "director": [VERTOV]}),
        ("audioRecording", {"author": SVILOVA, "performer": VERTOV}, {"wordsBy": [SVILOVA], "performer": [VERTOV]}),
        ("hearing", {"author": VERTOV, "contributor": SVILOVA}, {"contributor": [VERTOV, SVILOVA]}),
    ],
)
def test_roles_become_creator_types(kind: str, roles: dict[str, Name], types: dict[str, list[Name]]) -> None:
    ledger = Ledger(Reference(names={role: (name,) for role, name in roles.items()}))
    assert (take_people(ledger, kind), ledger.names) == (types, {})


@pytest.mark.parametrize(
    ("kind", "role"), [("book", "composer"), ("film", "script-writer"), ("tvBroadcast", "performer")]
)
def test_roles_that_the_reader_does_not_find_stay_for_extra(kind: str, role: str) -> None:
    ledger = Ledger(Reference(names={role: (SVILOVA,)}))
    assert (take_people(ledger, kind), list(ledger.names)) == ({}, [role])


def test_properties_are_those_that_the_reader_looks_for() -> None:
    known = {"author": "bib:authors", "translator": "z:translators", "producer": "schema:producer"}
    assert {own: property_of(own) for own in known} == known
