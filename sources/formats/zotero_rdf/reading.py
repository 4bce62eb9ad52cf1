"""Reads Zotero's RDF, in which items, notes, attachments and journals are separate nodes that name each other."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import BinaryIO

from sources.complaints import Saying
from sources.formats.days import read_date
from sources.formats.decoding import rewindable
from sources.formats.drafting import Draft
from sources.formats.people import divided_name
from sources.formats.problems import Problem, UnreadableEntry, UnreadableFile
from sources.formats.xml import Element, children, elements, first_text, local, text_of
from sources.formats.zotero_rdf.properties import CONTAINERS, NUMBERED, ROLES, TEXTS, TYPES
from sources.reference import Name, Reference

WHOLE_RECORD = "{urn:testimonia:formats#}csl-json"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ROOT = re.compile(r"<(?:\w+:)?RDF[\s>]")
NODES = frozenset(
    (
        "Article Book BookSection Document Letter Thesis Report Patent Manuscript Image Illustration Recording "
        "MotionPicture Interview Legislation Memo Journal Series Attachment Collection Description Periodical "
        "Proceedings Issue Newspaper Magazine Map Data Software Conference ConferenceProceedings CourtReporter Blog "
        "Website UserItem"
    ).split()
)
IDENTIFIERS = {"ISBN": "ISBN", "ISSN": "ISSN", "DOI": "DOI"}


@dataclass(slots=True)
class Nodes:
    """What items refer to, by address: notes, attachments and the journals and books that they are part of."""

    notes: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, dict[str, str]] = field(default_factory=dict)
    containers: dict[str, Draft] = field(default_factory=dict)


def recognises(head: str) -> bool:
    return bool(ROOT.search(head)) and "zotero.org/namespaces" in head


def read(stream: BinaryIO, encoding: str | None = None) -> Iterator[Reference | UnreadableEntry | Problem]:
    """Yields a reference for each item, with its notes and attachments; raises `UnreadableFile` if there is none."""
    stream = rewindable(stream)
    start = stream.tell()
    nodes = read_nodes(stream, encoding)
    stream.seek(start)
    found = False
    for node in elements(stream, NODES, encoding):
        if isinstance(node, UnreadableEntry):
            yield node
        elif is_item(node):
            found = True
            yield to_reference(node, nodes)
        elif local(node) == "Memo" and about(node) in nodes.notes:
            found = True
    if not found:
        raise UnreadableFile(Saying("this is not Zotero RDF: there is no item in it"))


def read_nodes(stream: BinaryIO, encoding: str | None) -> Nodes:
    nodes = Nodes()
    for node in elements(stream, NODES, encoding):
        if isinstance(node, UnreadableEntry):
            continue
        for inner in node.iter():
            if local(inner) in CONTAINERS and about(inner):
                nodes.containers.setdefault(about(inner), container(inner))
        if local(node) == "Memo":
            nodes.notes[about(node)] = without_markup(first_text(node, "value"))
        elif item_type(node) == "attachment":
            nodes.attachments[about(node)] = attachment(node)
    return nodes


def about(node: Element) -> str:
    return node.get(f"{RDF}about", "")


def item_type(node: Element) -> str:
    return first_text(node, "itemType") or ("attachment" if local(node) == "Attachment" else "")


def is_item(node: Element) -> bool:
    if local(node) in ("Memo", "Attachment", "Collection", "Journal", "Series"):
        return False
    return item_type(node) not in ("attachment", "note") and bool(item_type(node) or children(node, "title"))


def attachment(node: Element) -> dict[str, str]:
    paths = [resource.get(f"{RDF}resource", "") for resource in children(node, "resource")]
    said = {
        "title": first_text(node, "title"),
        "url": first_text(node, "identifier", "URI", "value"),
        "path": paths[0] if paths else "",
        "media-type": first_text(node, "type"),
    }
    return {key: value for key, value in said.items() if value}


def to_reference(node: Element, nodes: Nodes) -> Reference:
    """An item of ours says everything as CSL-JSON; of any other, its properties are read."""
    whole = next((child.text for child in node if child.tag == WHOLE_RECORD and child.text), "")
    return from_whole(whole) or from_properties(node, nodes)


def from_whole(text: str) -> Reference | None:
    try:
        return Reference.from_csl(json.loads(text)) if text else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def from_properties(node: Element, nodes: Nodes) -> Reference:
    draft = Draft(first_text(node, "citationKey") or about(node))
    kind = item_type(node) or {"Article": "journalArticle", "Book": "book"}.get(local(node), "document")
    draft.type = TYPES.get(kind, "document")
    draft.extra["zotero-type"] = kind
    for child in node:
        read_property(draft, child, nodes)
    if "issue" in draft.variables and draft.type in NUMBERED:
        draft.variables.setdefault("number", draft.variables.pop("issue"))
    return draft.reference()


def read_property(draft: Draft, child: Element, nodes: Nodes) -> None:
    name = local(child)
    if name in ROLES:
        draft.name(ROLES[name], people(child))
    elif name in TEXTS and not len(child):
        draft.say(TEXTS[name], text_of(child))
    elif name in PROPERTIES:
        PROPERTIES[name](draft, child, nodes)
    elif name not in ("itemType", "citationKey") and not len(child):
        draft.keep(name, text_of(child))


def people(creators: Element) -> Iterator[Name]:
    for person in children(creators, "Seq", "li", "Person"):
        surname = first_text(person, "surname")
        given = first_text(person, "givenName") or first_text(person, "givenname")
        # One field for the whole name is how Zotero stores a body.
        yield divided_name(surname, given) if given else Name(literal=surname or first_text(person, "name"))


def read_identifier(draft: Draft, child: Element, nodes: Nodes) -> None:
    address = first_text(child, "URI", "value")
    kind, _, value = text_of(child).partition(" ")
    if address:
        draft.say("URL", address)
    elif kind in IDENTIFIERS:
        draft.say(IDENTIFIERS[kind], value)
    else:
        draft.keep("identifier", text_of(child))


def read_subject(draft: Draft, child: Element, nodes: Nodes) -> None:
    """A tag, unless it is a call number."""
    if call_number := first_text(child, "LCC", "value") or first_text(child, "DDC", "value"):
        draft.say("call-number", call_number)
    else:
        draft.tag([text_of(child)])


def read_publisher(draft: Draft, child: Element, nodes: Nodes) -> None:
    draft.say("publisher", first_text(child, "Organization", "name") or ("" if len(child) else text_of(child)))
    draft.say("publisher-place", first_text(child, "Organization", "adr", "Address", "locality"))


def read_container(draft: Draft, child: Element, nodes: Nodes) -> None:
    address = child.get(f"{RDF}resource", "")
    part_of = nodes.containers.get(address) or next((container(inner) for inner in child), Draft())
    is_series = part_of.type == "Series"
    for variable, value in part_of.variables.items():
        renamed = SERIES.get(variable, variable) if is_series else WHOLE.get(variable, variable)
        draft.say(renamed, str(value))


SERIES = {
    "container-title": "collection-title",
    "identifier": "collection-number",
    "container-title-short": "volume-title",
}
WHOLE = {"identifier": "ISSN", "series": "collection-title", "series-number": "collection-number"}


def container(node: Element) -> Draft:
    """What an item takes from the journal, book or series that it is part of."""
    draft = Draft(about(node), local(node))
    draft.say("container-title", first_text(node, "title"))
    draft.say("container-title-short", first_text(node, "alternative"))
    for name in ("volume", "number", "edition"):
        draft.say(TEXTS[name], first_text(node, name))
    for identifier in children(node, "identifier"):
        kind, _, value = text_of(identifier).partition(" ")
        draft.say(IDENTIFIERS.get(kind, "identifier"), value if kind in IDENTIFIERS else text_of(identifier))
    for series in children(node, "isPartOf", "Series"):
        draft.say("series", first_text(series, "title"))
        draft.say("series-number", first_text(series, "identifier"))
    return draft


def read_event(draft: Draft, child: Element, nodes: Nodes) -> None:
    draft.say("event-title", first_text(child, "Conference", "title") or text_of(child))


def read_note(draft: Draft, child: Element, nodes: Nodes) -> None:
    draft.note(nodes.notes.get(child.get(f"{RDF}resource", ""), ""))


def read_link(draft: Draft, child: Element, nodes: Nodes) -> None:
    said = nodes.attachments.get(child.get(f"{RDF}resource", ""), {})
    draft.attach(**{key.replace("-", "_"): value for key, value in said.items()})


PROPERTIES = {
    "identifier": read_identifier,
    "subject": read_subject,
    "publisher": read_publisher,
    "isPartOf": read_container,
    "presentedAt": read_event,
    "isReferencedBy": read_note,
    "link": read_link,
    "description": lambda draft, child, nodes: draft.note(text_of(child)),
    "date": lambda draft, child, nodes: draft.date("issued", read_date(text_of(child))),
    "dateSubmitted": lambda draft, child, nodes: draft.date("accessed", read_date(text_of(child))),
    "filingDate": lambda draft, child, nodes: draft.date("submitted", read_date(text_of(child))),
    "originalDate": lambda draft, child, nodes: draft.date("original-date", read_date(text_of(child))),
    "rights": lambda draft, child, nodes: draft.say("license", text_of(child)),
    "relation": lambda draft, child, nodes: draft.keep("relation", child.get(f"{RDF}resource", "")),
}


class Words(HTMLParser):
    """The text of an HTML note, a blank line between its paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.said.append("\n" if tag in ("p", "div", "li", "h1", "h2", "h3", "blockquote") else "")


def without_markup(html: str) -> str:
    words = Words()
    words.feed(html)
    words.close()
    return "".join(words.said).strip()
