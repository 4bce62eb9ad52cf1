"""Showing: what the page of a record says of its representations, to readers and to machines."""

from dataclasses import dataclass
from typing import Any

from archive.linked.writing import for_page
from archive.representations.linking import described
from archive.representations.offering import Group, Subject
from archive.representations.signposting import Link, links_of
from archive.representations.table import offered
from sources.formats.embedded import SCHEMAS, statements


@dataclass(frozen=True)
class Offer:
    """A representation that a reader can take away."""

    label: str
    address: str


def shown_with(subject: Subject) -> dict[str, Any]:
    """Return what the page of a record needs besides the record."""
    forms = offered(subject)
    return {
        "subject": subject,
        "address": subject.address,
        "linked": for_page(described(subject)),
        "schemas": SCHEMAS,
        "embedded": list(statements(subject.reference)) if subject.reference else [],
        "links": [_for_page(link) for link in links_of(subject, forms)],
        "references": [
            Offer(one.label, subject.address_as(one.ending)) for one in forms if one.group == Group.REFERENCE
        ],
        "data": [Offer(one.label, subject.address_as(one.ending)) for one in forms if one.group == Group.DATA],
    }


def _for_page(link: Link) -> Link:
    """Return a link as the head of the page has it: a description is another form of the page as well."""
    if link.relation != "describedby":
        return link
    return Link("alternate describedby", link.address, link.media_type)
