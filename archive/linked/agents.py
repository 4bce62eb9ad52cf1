"""People and organisations as schema.org."""

from typing import Any

from archive.linked.vocabulary import AddressOf, Node, date_of, edtf_of, named, page_language, said
from sources.labels import choose
from sources.models import Agent
from sources.reference import Name


def person(agent: Agent, address_of: AddressOf) -> Node:
    """Return a person or an organisation with names, life, roles and numbers elsewhere."""
    is_person = agent.kind == "person"
    preferred = {row.language: str(row) for row in agent.names.all() if row.use == "preferred"}
    others = [str(row) for row in agent.names.all() if row.use != "preferred"]
    born, died = ("birthDate", "deathDate") if is_person else ("foundingDate", "dissolutionDate")
    names = named(preferred, agent.language)
    return said(
        {
            "@type": "Person" if is_person else "Organization",
            "@id": address_of(agent),
            "url": address_of(agent),
            "identifier": agent.shown_id,
            **names,
            "alternateName": sorted({*names.get("alternateName", ()), *others}),
            born: date_of(agent.born),
            died: date_of(agent.died),
            "description": choose(agent.known_as, page_language(), own=agent.language).text if agent.known_as else "",
            "jobTitle": [role.title_in(page_language()).text for role in agent.roles.all()] if is_person else [],
            "knowsLanguage": agent.language,
            "sameAs": [row.url for row in agent.identifiers.all()],
            "dcterms:temporal": [found for found in (edtf_of(agent.born), edtf_of(agent.died)) if found],
        }
    )


def mentioned(agent: Any, address_of: AddressOf) -> Node:
    """Return a person in passing: the kind is told only where the record is at hand."""
    name = agent.preferred_name(page_language())
    kind = "Organization" if getattr(agent, "kind", "person") == "organisation" else "Person"
    return said({"@type": kind, "@id": address_of(agent), "name": name.display() if name else agent.shown_id})


def printed(name: Name) -> Node:
    """Return somebody who is known by a printed name alone."""
    return said({"@type": "Person", "name": str(name), "familyName": name.family, "givenName": name.given})
