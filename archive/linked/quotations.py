"""Quotations and their editions as schema.org, CiTO and PROV."""

from collections.abc import Iterator
from typing import Any

from archive.linked.agents import mentioned
from archive.linked.vocabulary import AddressOf, Node, date_of, edtf_of, named, said
from archive.linked.works import work
from archive.quotations.models import LinkKind, Quotation, Rights, Standing
from sources.reference import Reference
from sources.styles import STYLES

SURE = (Standing.ATTESTED, Standing.PROBABLE)
# On what ground the words are shown, as an address; a licence of its own has none that the archive knows.
LICENCES = {
    Rights.PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/",
    Rights.QUOTATION_RIGHT: "https://rightsstatements.org/vocab/InC/1.0/",
    Rights.UNKNOWN: "https://rightsstatements.org/vocab/CNE/1.0/",
}


def quotation_node(quotation: Any, reference: Reference, address: str, address_of: AddressOf) -> Node:
    """Return a quotation, as a record or as an edition has it; `address` is its own.

    Who is known not to have said it is no speaker; who may have is one, but no creator.
    """
    claims = list(quotation.attributions.all())
    return said(
        {
            "@type": "Quotation",
            "@id": address,
            "url": address,
            "text": quotation.reading,
            "inLanguage": quotation.language,
            "genre": str(quotation.mode),
            "creator": [mentioned(claim.agent, address_of) for claim in claims if claim.standing in SURE],
            "spokenByCharacter": [
                mentioned(claim.agent, address_of) for claim in claims if claim.standing != Standing.MISATTRIBUTED
            ],
            "dateCreated": date_of(quotation.uttered),
            "dcterms:created": edtf_of(quotation.uttered),
            "locationCreated": said({"@type": "Place", **named(quotation.place.labels)}) if quotation.place else None,
            "keywords": [named(topic.labels)["name"] for topic in quotation.topics.all()],
            "description": quotation.note,
            "license": LICENCES.get(quotation.rights, ""),
            "creditText": str(STYLES["neutral"].cite(reference, quotation.language)),
            **_events(quotation, address_of),
            "mentions": [mentioned(agent, address_of) for agent in quotation.mentions.all()],
            **_witnesses(quotation, reference, address_of),
            "subjectOf": [_claim(claim, address, address_of) for claim in claims],
        }
    )


def of_record(quotation: Quotation, node: Node, edition_address: str, original: Any, address_of: AddressOf) -> Node:
    """Return the node of a record with its latest edition, its original and its translations."""
    translations = [{"@id": address_of(one)} for one in quotation.public_translations]
    return said(
        node
        | {
            "identifier": quotation.shown_id,
            "workExample": {"@id": edition_address} if edition_address else None,
            "translationOfWork": {"@id": address_of(original)} if original else None,
            "prov:wasDerivedFrom": {"@id": address_of(original)} if original else None,
            "workTranslation": translations,
        }
    )


def of_edition(edition: Any, node: Node, before: str, record_address: str) -> Node:
    """Return the node of an edition, with the record that it is of, the edition before it, and its hash."""
    return said(
        node
        | {
            "version": edition.number,
            "dateModified": edition.at.isoformat(),
            "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": edition.hash},
            "exampleOfWork": {"@id": record_address},
            "prov:specializationOf": {"@id": record_address},
            "prov:wasRevisionOf": {"@id": before} if before else None,
        }
    )


def _events(quotation: Any, address_of: AddressOf) -> Node:
    found: dict[str, list[Node]] = {"recordedAt": [], "about": []}
    for link in quotation.public_links:
        relation = "recordedAt" if link.kind == LinkKind.SAID_AT else "about"
        event = {"@type": "Event", "@id": address_of(link.event), **named(link.event.labels)}
        found[relation].append(event)
    return found


def _claim(claim: Any, address: str, address_of: AddressOf) -> Node:
    """Return an attribution as what it is: a claim, with how sure the archive is of it and why."""
    return said(
        {
            "@type": "Claim",
            "about": {"@id": address_of(claim.agent)},
            "text": claim.reason,
            "creativeWorkStatus": str(claim.standing),
            "appearance": [{"@id": address_of(witness.source)} for witness in claim.rests_on.all()],
            "dcterms:subject": {"@id": address},
        }
    )


def _witnesses(quotation: Any, reference: Reference, address_of: AddressOf) -> Node:
    """Return the works of each chain: the farthest is the basis, the one in hand what it was quoted from."""
    chains = quotation.chains()
    references = _references(chains[0], reference) if chains else {}
    works = [list(_chained(chain, references, address_of)) for chain in chains]
    in_hand = [{"@id": chain[0]["@id"]} for chain in works]
    return {
        "isBasedOn": [chain[-1] for chain in works],
        "citation": [node for chain in works for node in chain[:-1]],
        "prov:wasQuotedFrom": in_hand,
        "prov:qualifiedQuotation": list(_places(quotation, address_of)),
    }


def _references(chain: list[Any], reference: Reference) -> dict[int, Reference]:
    """Return the references of the first chain's sources by their positions: each is tied to the one it is quoted in."""
    found, here = {}, reference
    for witness in reversed(chain):
        found[witness.position] = here
        here = next((tie.reference for tie in here.related if tie.relation == "quoted-in"), Reference())
    return found


def _chained(chain: list[Any], references: dict[int, Reference], address_of: AddressOf) -> Iterator[Node]:
    """Yield the works of a chain from the one in hand outwards; each says what it quotes (CiTO)."""
    for place, witness in enumerate(chain):
        source = witness.source
        plain = Reference(variables={"title": source.title, "language": source.language})
        node = work(references.get(witness.position, plain), source, address_of)
        if place + 1 < len(chain):
            node["cito:includesQuotationFrom"] = {"@id": address_of(chain[place + 1].source)}
        if place:
            node["cito:providesQuotationFor"] = {"@id": address_of(chain[place - 1].source)}
        yield node


def _places(quotation: Any, address_of: AddressOf) -> Iterator[Node]:
    """Yield where in each source the words stand, and how it has them (PROV)."""
    for witness in quotation.attestations.all():
        located = f"{witness.locator_label} {witness.locator}" if witness.locator else ""
        yield said(
            {
                "@type": "prov:Quotation",
                "prov:entity": {"@id": address_of(witness.source)},
                "dcterms:type": str(witness.kind),
                "prov:value": located,
            }
        )
