"""Signposting (signposting.org): typed links from a record to what a machine needs, in headers, pages and link sets."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from archive.linked.quotations import LICENCES, SURE
from archive.representations.offering import HTML, Group, Kind, Representation, Subject

LINKSET = "application/linkset"
LINKSET_JSON = "application/linkset+json"
SCHEMA = "https://schema.org/"
TYPES = {
    Kind.QUOTATION: "Quotation",
    Kind.EDITION: "Quotation",
    Kind.SOURCE: "CreativeWork",
    Kind.PERSON: "Person",
    Kind.EVENT: "Event",
}


@dataclass(frozen=True)
class Link:
    """A typed link; `anchor` is what it leads from, the record's page where it is empty."""

    relation: str
    address: str
    media_type: str = ""
    anchor: str = ""

    def __str__(self) -> str:
        """The link as a header has it (RFC 8288)."""
        parts = [f"<{self.address}>", f'rel="{self.relation}"']
        parts += [f'type="{self.media_type}"'] if self.media_type else []
        return "; ".join(parts + ([f'anchor="{self.anchor}"'] if self.anchor else []))


def links_of(subject: Subject, offered: Iterable[Representation]) -> list[Link]:
    """Return the links of a record's page."""
    return [
        Link("cite-as", subject.cite_as or subject.address),
        *(Link("type", f"{SCHEMA}{name}") for name in ("AboutPage", TYPES[subject.kind])),
        *(Link("author", address) for address in dict.fromkeys(authors_of(subject))),
        *(Link("license", address) for address in licences_of(subject)),
        *(_link_to(subject, one) for one in offered),
    ]


def _link_to(subject: Subject, one: Representation) -> Link:
    relation = "linkset" if one.group == Group.LINKS else "describedby"
    return Link(relation, subject.address_as(one.ending), one.media_type)


def authors_of(subject: Subject) -> Iterator[str]:
    """Yield the addresses of those who said or wrote it, as far as the archive is sure."""
    if subject.kind in (Kind.QUOTATION, Kind.EDITION):
        said = subject.shown.attribution
        if said and said.standing in SURE:
            yield subject.address_of(said.agent)
    elif subject.kind == Kind.SOURCE:
        for row in subject.shown.contributions.all():
            if row.agent and row.role == "author":
                yield subject.address_of(row.agent)


def licences_of(subject: Subject) -> Iterator[str]:
    """Yield the address of the ground on which the words are shown, where there is one."""
    if subject.kind in (Kind.QUOTATION, Kind.EDITION) and subject.shown.rights in LICENCES:
        yield LICENCES[subject.shown.rights]


def links_from(subject: Subject, one: Representation) -> list[Link]:
    """Return the links of a representation back to the page."""
    kept = [Link("cite-as", subject.cite_as or subject.address), Link("describes", subject.here, HTML)]
    return kept if one.group != Group.LINKS else kept[:1]


def signposted(response: HttpResponse, links: Iterable[Link]) -> HttpResponse:
    """Add links to an answer, beside those that it has."""
    added = [response.headers["Link"]] if "Link" in response.headers else []
    response.headers["Link"] = ", ".join([*added, *map(str, links)])
    return response


def anchored(subject: Subject, offered: Iterable[Representation]) -> list[Link]:
    """Return all links of a link set, each with its anchor: the page's, and those of its representations."""
    known = list(offered)
    own = [Link(one.relation, one.address, one.media_type, subject.here) for one in links_of(subject, known)]
    back = [
        Link("describes", subject.here, HTML, subject.address_as(one.ending))
        for one in known
        if one.group != Group.LINKS
    ]
    return own + back


def linkset(subject: Subject, offered: Iterable[Representation]) -> str:
    """Return the link set as lines (RFC 9264, section 4.1)."""
    return ",\n".join(map(str, anchored(subject, offered))) + "\n"


def linkset_json(subject: Subject, offered: Iterable[Representation]) -> str:
    """Return the link set as JSON (RFC 9264, section 4.2)."""
    contexts: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for link in anchored(subject, offered):
        target = {"href": link.address} | ({"type": link.media_type} if link.media_type else {})
        contexts[link.anchor][link.relation].append(target)
    found = [{"anchor": anchor, **relations} for anchor, relations in contexts.items()]
    return json.dumps({"linkset": found}, ensure_ascii=False, indent=2)
