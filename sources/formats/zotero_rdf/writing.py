"""Writes Zotero RDF: every field that Zotero has, the rest in Extra as Zotero understands it, and the record itself."""

import re
from collections.abc import Iterable, Iterator

from sources.formats.csl_json.writing import json_text
from sources.formats.datewriting import is_plain, iso, spoken
from sources.formats.keys import Keys
from sources.formats.ledger import Ledger, tied
from sources.formats.markup import DECLARATION, Element, element, empty, escaped, opening, text_of
from sources.formats.problems import Problem
from sources.formats.quoting import quotation_lines
from sources.formats.zotero_rdf.people import property_of, take_people
from sources.formats.zotero_rdf.vocabulary import (
    COMMON,
    ITEM_TYPES,
    LACKING,
    NAMESPACES,
    NEAREST,
    TYPES,
    ItemType,
)
from sources.reference import Name, Reference

# Where a variable is one plain property of the item.
PROPERTIES = {
    "title": "dc:title",
    "title-short": "z:shortTitle",
    "abstract": "dcterms:abstract",
    "language": "z:language",
    "archive": "z:archive",
    "archive_location": "dc:coverage",
    "source": "z:libraryCatalog",
    "license": "dc:rights",
    "number-of-volumes": "z:numberOfVolumes",
    "number-of-pages": "z:numPages",
    "edition": "prism:edition",
    "version": "prism:edition",
    "page": "bib:pages",
    "genre": "dc:type",
    "medium": "dcterms:medium",
    "scale": "z:scale",
    "status": "z:status",
    "dimensions": "z:runningTime",
    "references": "z:history",
    "chapter-number": "z:session",
}
# Properties of the container where there is one, and else of the item.
OF_CONTAINER = {
    "container-title-short": "dcterms:alternative",
    "volume": "prism:volume",
    "issue": "prism:number",
    "number": "prism:number",
}
OWN_NAMES = {
    ("artwork", "dimensions"): "z:artworkSize",
    ("bill", "authority"): "z:legislativeBody",
    ("case", "authority"): "z:court",
    ("hearing", "authority"): "z:legislativeBody",
    ("audioRecording", "medium"): "z:audioRecordingFormat",
    ("film", "medium"): "z:videoRecordingFormat",
    ("film", "genre"): "z:genre",
    ("preprint", "genre"): "z:genre",
    ("preprint", "number"): "z:archiveID",
    ("tvBroadcast", "medium"): "z:videoRecordingFormat",
    ("tvBroadcast", "container-title"): "z:programTitle",
    ("tvBroadcast", "number"): "z:episodeNumber",
    ("dataset", "medium"): "z:format",
    ("dataset", "genre"): "z:type",
    # Zotero's reader takes prism:number for the issue of a container, and forgets it where there is none.
    ("bill", "number"): "z:billNumber",
    ("dataset", "number"): "z:number",
    ("hearing", "number"): "z:documentNumber",
    ("patent", "number"): "z:patentNumber",
    ("report", "number"): "z:reportNumber",
    ("standard", "number"): "z:number",
    ("statute", "number"): "z:publicLawNumber",
}


LANGUAGE_TAG = re.compile("[A-Za-z0-9-]+")


def write(references: Iterable[Reference]) -> Iterator[str | Problem]:
    """Yields the document, one piece for each item with its notes."""
    keys = Keys()
    yield f"{DECLARATION}<{opening('rdf:RDF', {f'xmlns:{prefix}': uri for prefix, uri in NAMESPACES.items()})}>\n"
    for reference in references:
        yield "".join(text_of(node) for node in nodes(reference, keys.key(reference)))
    yield "</rdf:RDF>\n"


def nodes(reference: Reference, key: str) -> list[Element]:
    """The item, its notes and its attachments: nodes that point to each other by their addresses."""
    kind = zotero_type(reference)
    item_type, ledger, texts = ITEM_TYPES[kind], Ledger(reference), note_texts(reference)
    addresses = [f"#note_{at}_{key}" for at in range(1, len(texts) + 1)]
    files = [attachment(file, f"#file_{at}_{key}") for at, file in enumerate(ledger.attachments, 1)]
    children = [
        element("z:itemType", kind),
        *parts(ledger, kind, item_type),
        publisher(ledger, item_type),
        *creators(ledger, kind),
        *(pointer("dcterms:isReferencedBy", address) for address in addresses),
        *(pointer("link:link", file.attributes["rdf:about"]) for file in files),
        *(element("dc:subject", keyword) for keyword in reference.keywords),
        *plain(ledger, kind, item_type),
        *identifiers(ledger, item_type),
        *dates(ledger),
    ]
    ledger.attachments = []
    children += [element("dc:description", extra(ledger, key)), whole(reference)]
    item = Element(item_type.rdf or "rdf:Description", tuple(filter(None, children)), {"rdf:about": f"#item_{key}"})
    return [item, *(memo(text, address) for text, address in zip(texts, addresses, strict=True)), *files]


def zotero_type(reference: Reference) -> str:
    """The record's own Zotero type if it came with one that means its CSL type; else the nearest."""
    own = reference.extra.get("zotero-type")
    if own in ITEM_TYPES and TYPES.get(reference.type) in (own, None):
        return str(own)
    return TYPES.get(reference.type) or NEAREST.get(reference.type, "document")


def whole(reference: Reference) -> Element | None:
    """The record as CSL-JSON."""
    return element("testimonia:csl-json", json_text(reference.to_csl()))


def pointer(name: str, address: str) -> Element:
    return empty(name, rdf__resource=address)


def allowed(kind: str, item_type: ItemType) -> frozenset[str]:
    return item_type.fields | (COMMON - LACKING.get(kind, frozenset()))


def take(ledger: Ledger, item_type: ItemType, variable: str) -> str:
    return ledger.take(variable) if variable in item_type.fields else ""


def parts(ledger: Ledger, kind: str, item_type: ItemType) -> Iterator[Element | None]:
    """What the item is part of: a section of a newspaper, a container, a series, each inside the next."""
    if (kind, "container-title") in OWN_NAMES:
        yield element(OWN_NAMES[kind, "container-title"], ledger.take("container-title"))
    numbers = [element(name, take(ledger, item_type, variable)) for variable, name in OF_CONTAINER.items()
               if (kind, variable) not in OWN_NAMES]  # fmt: skip
    series_node = series(ledger, item_type)
    if item_type.container:
        title = element("dc:title", take(ledger, item_type, "container-title"))
        standard = [standard_number(ledger, item_type, "ISSN")]
        yield is_part_of(item_type.container, title, *numbers, *standard, series_node)
    else:
        yield from (*numbers, series_node)
    yield is_part_of("bib:Part", element("dc:title", take(ledger, item_type, "section")))


def is_part_of(name: str, *children: Element | None) -> Element | None:
    return element("dcterms:isPartOf", element(name, *children))


def series(ledger: Ledger, item_type: ItemType) -> Element | None:
    title = take(ledger, item_type, "collection-title")
    number = take(ledger, item_type, "collection-number")
    return is_part_of("bib:Series", element(item_type.series, title), element("dc:identifier", number))


def standard_number(ledger: Ledger, item_type: ItemType, variable: str) -> Element | None:
    number = take(ledger, item_type, variable)
    return element("dc:identifier", f"{variable} {number}") if number else None


def publisher(ledger: Ledger, item_type: ItemType) -> Element | None:
    place = take(ledger, item_type, "publisher-place") or take(ledger, item_type, "event-place")
    address = element("vcard:adr", element("vcard:Address", element("vcard:locality", place)))
    name = element("foaf:name", take(ledger, item_type, "publisher"))
    return element("dc:publisher", element("foaf:Organization", address, name))


def creators(ledger: Ledger, kind: str) -> Iterator[Element | None]:
    """One list for each creator type; roles that this kind has not go into Extra, where Zotero reads them too."""
    for own, names in take_people(ledger, kind).items():
        people = (element("rdf:li", person(name)) for name in names)
        yield element(property_of(own), element("rdf:Seq", *people))


def person(name: Name) -> Element | None:
    family = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))
    given = ", ".join(filter(None, (name.given, name.suffix)))
    return element(
        "foaf:Person",
        element("foaf:surname", name.literal or family or given),
        element("foaf:givenName", given if family else ""),
    )


def plain(ledger: Ledger, kind: str, item_type: ItemType) -> Iterator[Element | None]:
    known = allowed(kind, item_type)
    for variable in list(ledger.variables):
        name = OWN_NAMES.get((kind, variable)) or PROPERTIES.get(variable)
        if name and variable in known:
            yield element(name, ledger.take(variable))
    if "event-title" in known and "event-title" in ledger.variables:
        title = element("dc:title", ledger.take("event-title"))
        yield element("bib:presentedAt", element("bib:Conference", title))
    if "call-number" in known and "call-number" in ledger.variables:
        yield element("dc:subject", element("dcterms:LCC", element("rdf:value", ledger.take("call-number"))))


def identifiers(ledger: Ledger, item_type: ItemType) -> Iterator[Element | None]:
    yield from (standard_number(ledger, item_type, variable) for variable in ("ISBN", "ISSN", "DOI"))
    yield element("dc:identifier", element("dcterms:URI", element("rdf:value", ledger.take("URL"))))


def dates(ledger: Ledger) -> Iterator[Element | None]:
    """A day, month or year as ISO 8601; any other date in words, and in Extra as EDTF, which Zotero prefers."""
    issued, accessed = ledger.take_plain_date("issued"), ledger.dates.get("accessed")
    if issued:
        yield element("dc:date", iso(issued) if is_plain(issued) else spoken(issued))
    if accessed and is_plain(accessed):
        yield element("dcterms:dateSubmitted", iso(accessed))
        ledger.take_date("accessed")


def extra(ledger: Ledger, key: str) -> str:
    """Zotero's Extra field: the cite key, the CSL type where Zotero has none, and what no field took."""
    ledger.take("annote")  # a note of its own
    return "\n".join([f"Citation Key: {key}", *type_line(ledger.reference), *ledger.carried()])


def type_line(reference: Reference) -> list[str]:
    """The CSL type as Zotero understands it in Extra, where it has no such type of its own."""
    return [f"Type: {reference.type}"] if reference.type and reference.type not in TYPES else []


def note_texts(reference: Reference) -> list[str]:
    """Each note as HTML, the quotation first."""
    ties = "".join(f"<p>{escaped(tied(tie))}</p>" for tie in reference.related)
    quotation = quotation_html(reference)
    notes = [
        f"<p>{escaped(note)}</p>".replace("\n", "<br/>") for note in (*reference.notes, annotation(reference)) if note
    ]
    return [*([quotation + ties] if quotation or ties else []), *notes]


def annotation(reference: Reference) -> str:
    return str(reference.variables.get("annote", ""))


def quotation_html(reference: Reference) -> str:
    """The words as a block, what belongs to them as lines below, and the permanent address as a link."""
    quotation = reference.quotation
    if not quotation:
        return ""
    lang = f' lang="{quotation.language}"' if LANGUAGE_TAG.fullmatch(quotation.language) else ""
    block = f"<blockquote{lang}><p>{escaped(quotation.words)}</p></blockquote>".replace("\n", "<br/>")
    lines = [line for line in quotation_lines(quotation) if not line.startswith("Quotation")]
    return block + "".join(f"<p>{linked(line, quotation.address)}</p>" for line in lines)


def linked(line: str, address: str) -> str:
    text = escaped(line)
    if address.startswith(("https://", "http://")) and line.endswith(address):
        href = escaped(address).replace('"', "%22")
        return text.replace(escaped(address), f'<a href="{href}">{escaped(address)}</a>')
    return text


def memo(text: str, address: str) -> Element:
    return Element("bib:Memo", (Element("rdf:value", (text,)),), {"rdf:about": address})


def attachment(file: dict[str, str], address: str) -> Element:
    url, path = str(file.get("url", "")), str(file.get("path", ""))
    children = (
        element("z:itemType", "attachment"),
        element("dc:title", str(file.get("title", ""))),
        element("dc:identifier", element("dcterms:URI", element("rdf:value", url))),
        empty("rdf:resource", rdf__resource=path) if path else None,
        element("link:type", str(file.get("media-type", ""))),
    )
    return Element("z:Attachment", tuple(filter(None, children)), {"rdf:about": address})
