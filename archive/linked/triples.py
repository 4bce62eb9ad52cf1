"""Triples: a node as RDF, by those rules of JSON-LD 1.1 that our context needs.

rdflib reads JSON-LD as well, many times slower; the tests hold the two against each other.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from rdflib import RDF, XSD, BNode, Literal, URIRef

from archive.linked.vocabulary import CONTEXT, Node

Triple = tuple[URIRef | BNode, URIRef, URIRef | BNode | Literal]

PREFIXES = [name for name, meaning in CONTEXT.items() if isinstance(meaning, str) and not name.startswith("@")]
TERMS: Mapping[str, Mapping[str, str]] = {name: term for name, term in CONTEXT.items() if isinstance(term, dict)}


def triples(node: Node) -> Iterator[Triple]:
    """Yield all that a node says, and the nodes in it."""
    yield from _of(node, _subject(node, ""))


def _subject(node: Node, path: str) -> URIRef | BNode:
    """Return the address of a node, or a blank one that is called by where it stands: so the same facts are one text."""
    return URIRef(node["@id"]) if "@id" in node else BNode(f"b{sha256(path.encode()).hexdigest()[:16]}")


def expanded(name: str) -> URIRef:
    """Return the address of a term."""
    name = TERMS.get(name, {}).get("@id", name)
    prefix, colon, local = name.partition(":")
    return URIRef(CONTEXT[prefix] + local) if colon and prefix in PREFIXES else URIRef(CONTEXT["@vocab"] + name)


def _of(node: Node, subject: URIRef | BNode) -> Iterator[Triple]:
    if "@type" in node:
        yield subject, RDF.type, expanded(node["@type"])
    for name, value in node.items():
        if name.startswith("@"):
            continue
        for place, one in enumerate(value if isinstance(value, list) else [value]):
            yield from _said(subject, name, one, f"{subject} {name} {place}")


def _said(subject: URIRef | BNode, name: str, value: Any, path: str) -> Iterator[Triple]:
    term, predicate = TERMS.get(name, {}), expanded(name)
    if term.get("@container") == "@language":
        yield from ((subject, predicate, Literal(text, lang=language)) for language, text in value.items())
    elif term.get("@type") == "@id":
        yield subject, predicate, URIRef(value)
    elif isinstance(value, dict) and "@value" in value:
        yield subject, predicate, Literal(value["@value"], datatype=expanded(value["@type"]))
    elif isinstance(value, dict):
        found = _subject(value, path)
        yield subject, predicate, found
        yield from _of(value, found)
    else:
        yield subject, predicate, Literal(value, datatype=XSD.integer) if isinstance(value, int) else Literal(value)
