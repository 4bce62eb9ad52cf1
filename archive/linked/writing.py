"""Writing: a node as JSON-LD, and the same facts as Turtle."""

import json
from collections.abc import Iterable

from rdflib import Graph

from archive.linked.triples import PREFIXES, triples
from archive.linked.vocabulary import CONTEXT, Node

# What would end the element or begin another, where a page has it inside of a script.
UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def json_ld(node: Node) -> str:
    """Return a description as JSON-LD that needs nothing from elsewhere."""
    return json.dumps({"@context": CONTEXT, **node}, ensure_ascii=False, indent=1)


def for_page(node: Node) -> str:
    """Return the same as a page can hold it inside of a script element."""
    return json_ld(node).translate(UNSAFE)


def graph_of(nodes: Iterable[Node]) -> Graph:
    """Return descriptions as a graph."""
    graph = Graph(bind_namespaces="none")
    for prefix in PREFIXES:
        graph.bind(prefix, CONTEXT[prefix])
    graph.bind("schema", CONTEXT["@vocab"])
    for node in nodes:
        graph += triples(node)
    return graph


def turtle(*nodes: Node) -> str:
    """Return the facts of descriptions as Turtle."""
    return graph_of(nodes).serialize(format="turtle")
