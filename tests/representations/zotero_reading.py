"""What Zotero takes from RDF and from the head of a page: its translators' rules, in our own words.

They read a graph in which one node is the item. A value is the first one of a list of properties that are tried in
order; creators come from one property for each role; notes are memos that the item is referenced by; and every
property of Zotero's own namespace is a field by its local name, over all others.
"""

import re
from html.parser import HTMLParser
from typing import Any

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.container import Container
from rdflib.term import Node

from sources.formats.zotero_rdf.vocabulary import ITEM_TYPES

Z = "http://www.zotero.org/namespaces/export#"
DC, DCTERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
BIB, BIBO = "http://purl.org/net/biblio#", "http://purl.org/ontology/bibo/"
PRISM, FOAF = "http://prismstandard.org/namespaces/1.2/basic/", "http://xmlns.com/foaf/0.1/"
VCARD, OG = "http://nwalsh.com/rdf/vCard#", "http://ogp.me/ns#"
PREFIXES = {"bib": BIB, "bibo": BIBO, "dc": DC, "dcterms": DCTERMS, "prism": PRISM, "foaf": FOAF, "z": Z, "og": OG}
# The properties of the item or of its container that give a field, in the order in which they are tried.
FIELDS = {
    "title": (DC + "title", DCTERMS + "title", OG + "title"),
    "publicationTitle": (PRISM + "publicationName", DC + "source", OG + "site_name"),
    "rights": (PRISM + "copyright", DC + "rights", DCTERMS + "rights"),
    "edition": (PRISM + "edition", BIBO + "edition"),
    "pages": (BIB + "pages", BIBO + "pages"),
    "numPages": (BIBO + "numPages",),
    "numberOfVolumes": (BIBO + "numVolumes",),
    "shortTitle": (BIBO + "shortTitle",),
    "publisher": (DC + "publisher", DCTERMS + "publisher"),
    "date": (PRISM + "publicationDate", DCTERMS + "issued", DC + "date", DCTERMS + "dateSubmitted"),
    "abstractNote": (OG + "description", BIBO + "abstract", DCTERMS + "abstract"),
    "archiveLocation": (DC + "coverage",),
    "language": (DC + "language", DCTERMS + "language"),
    "volume": (PRISM + "volume", BIBO + "volume"),
    "issue": (PRISM + "number", BIBO + "issue"),
    "extra": (DC + "description",),
}
CREATORS = {
    "author": (BIB + "authors", DC + "creator", DCTERMS + "creator", DC + "contributor", DCTERMS + "contributor"),
    "editor": (BIB + "editors",),
    "contributor": (BIB + "contributors",),
} | {
    role: (f"{Z}{role}s",)
    for role in ("translator", "seriesEditor", "bookAuthor", "recipient", "interviewer", "interviewee", "reviewedAuthor")
}  # fmt: skip


def items_of_rdf(text: str) -> list[dict[str, Any]]:
    """Return the items of an RDF/XML file."""
    graph = Graph().parse(data=text, format="xml")
    nodes = [
        node
        for node in graph.subjects(URIRef(Z + "itemType"))
        if graph.value(node, RDF.type) != URIRef(Z + "Attachment")
    ]
    return [item_of(graph, node) for node in nodes]


def item_of_page(page: str) -> dict[str, Any]:
    """Return the item of a page's head; Open Graph alone makes but a web page, which unAPI outranks, so it is none here."""
    graph, here = Graph(), URIRef("https://page.example/")
    head = Head(page)
    prefixes = PREFIXES | head.schemas
    for name, content in head.metas:
        prefix, _mark, rest = re.match(r"([^.:_]*)([.:_]?)(.*)", name).groups()
        if rest and prefix.lower() in prefixes and content:
            local = rest[:1].lower() + rest[1:]
            graph.add((here, URIRef(prefixes[prefix.lower()] + local), Literal(content)))
    return item_of(graph, here) if graph.value(here, URIRef(Z + "itemType")) else {}


class Head(HTMLParser):
    """The schemas and the meta elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.schemas: dict[str, str] = {}
        self.metas: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "link" and (found := re.match(r"schema\.([a-zA-Z]+)", told.get("rel") or "")):
            self.schemas[found[1].lower()] = told["href"] or ""
        if tag == "meta" and (told.get("name") or told.get("property")):
            self.metas.append((told.get("name") or told["property"] or "", told.get("content") or ""))


def item_of(graph: Graph, node: Node) -> dict[str, Any]:
    """Return the fields, creators, tags and notes of an item."""
    parts = list(graph.transitive_objects(node, URIRef(DCTERMS + "isPartOf")))[1:]
    kinds = {str(graph.value(part, RDF.type)): part for part in parts}
    container = next((part for kind, part in kinds.items() if kind not in (BIB + "Series", BIB + "Part")), None)
    item: dict[str, Any] = {field: _first(graph, node, names) for field, names in FIELDS.items()}
    if container is not None:
        item["publicationTitle"] = _first(graph, container, (DC + "title",))
        for field in ("volume", "issue"):
            item[field] = _first(graph, container, FIELDS[field]) or item[field]
        item["journalAbbreviation"] = _first(graph, container, (DCTERMS + "alternative",))
    if series := kinds.get(BIB + "Series"):
        item |= {
            "series": _first(graph, series, (DC + "title",)),
            "seriesNumber": _first(graph, series, (DC + "identifier",)),
        }
    item |= _imprint(graph, node) | _identifiers(graph, node, container)
    item["accessDate"] = _first(graph, node, (DCTERMS + "dateSubmitted",))
    known = ITEM_TYPES[_first(graph, node, (Z + "itemType",))]
    roles = [role for role in CREATORS if role in (known.author, "contributor", *known.creators)]
    item["creators"] = [made for role in roles for made in _creators(graph, node, role)]
    item["tags"], call_number = _subjects(graph, node)
    item["callNumber"] = call_number
    item["notes"] = [
        str(graph.value(memo, RDF.value))
        for memo in graph.objects(node, URIRef(DCTERMS + "isReferencedBy"))
        if graph.value(memo, RDF.type) == URIRef(BIB + "Memo")
    ]
    own = {str(name)[len(Z) :]: str(value) for name, value in graph.predicate_objects(node) if str(name).startswith(Z)}
    item |= {
        name: value
        for name, value in own.items()
        if not name.endswith("s") or name in ("pages", "rights", "series", "numPages", "status")
    }
    return {name: value for name, value in item.items() if value}


def _first(graph: Graph, node: Node, names: tuple[str, ...]) -> str:
    for name in names:
        for value in graph.objects(node, URIRef(name)):
            if isinstance(value, Literal):
                return str(value)
    return ""


def _imprint(graph: Graph, node: Node) -> dict[str, str]:
    body = graph.value(node, URIRef(DC + "publisher"))
    if body is None or isinstance(body, Literal):
        return {}
    address = graph.value(body, URIRef(VCARD + "adr"))
    place = _first(graph, address, (VCARD + "locality",)) if address is not None else ""
    return {"publisher": _first(graph, body, (FOAF + "name",)), "place": place}


def _identifiers(graph: Graph, node: Node, container: Node | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for owner in (node, container):
        for value in graph.objects(owner, URIRef(DC + "identifier")) if owner is not None else ():
            kind, _space, number = str(value).partition(" ")
            if isinstance(value, Literal) and kind in ("ISBN", "ISSN", "DOI"):
                found[kind] = number
            elif isinstance(value, BNode):
                found["url"] = str(graph.value(value, RDF.value))
    return found


def _creators(graph: Graph, node: Node, role: str) -> list[tuple[str, str]]:
    for name in CREATORS[role]:
        values = list(graph.objects(node, URIRef(name)))
        if values:
            people = [
                value
                for one in values
                for value in (Container(graph, one).items() if isinstance(one, BNode) else [one])
            ]
            return [(role, _name(graph, one)) for one in people]
    return []


def _name(graph: Graph, one: Node) -> str:
    if isinstance(one, Literal):
        return _divided(str(one))
    parts = (_first(graph, one, (FOAF + "surname",)), _first(graph, one, (FOAF + "givenName",)))
    return ", ".join(filter(None, parts))


def _divided(text: str) -> str:
    """Return a name as Zotero divides it: at its comma, otherwise before its last word; a last comma is no division."""
    whole = text.strip(" ,")
    if "," in text or " " not in whole:
        return whole
    given, _space, family = whole.rpartition(" ")
    return f"{family}, {given}"


def _subjects(graph: Graph, node: Node) -> tuple[list[str], str]:
    values = list(graph.objects(node, URIRef(DC + "subject")))
    shelf = [str(graph.value(value, RDF.value)) for value in values if isinstance(value, BNode)]
    return sorted(str(value) for value in values if isinstance(value, Literal)), "".join(shelf)
