"""Unqualified Dublin Core, which every harvester can read (OAI-PMH 2.0, section 4, `oai_dc`)."""

from collections.abc import Iterator, Mapping

from archive.harvesting.items import Item
from sources.formats.markup import Element, element

prefix = "oai_dc"
namespace = "http://www.openarchives.org/OAI/2.0/oai_dc/"
schema = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
PUBLISHER = "Testimonia"


def metadata(item: Item) -> Element:
    """Return the record; words, names and labels say their language."""
    return record(
        said("title", item.title, item.language),
        *(said("creator", name.text, name.language) for claim in item.speakers for name in claim.agent.names),
        *(named for topic in item.quotation.topics for named in labelled("subject", topic.labels)),
        *(said("subject", name.text, name.language) for agent in item.quotation.mentions for name in agent.names),
        said("description", item.quotation.reading, item.language),
        said("publisher", PUBLISHER),
        said("date", item.quotation.uttered.edtf if item.quotation.uttered else ""),
        said("type", "Text"),
        said("type", "Quotation", "en"),
        said("identifier", item.address),
        said("identifier", item.reference.quotation.address if item.reference.quotation else ""),
        said("source", item.citation, item.language),
        *(said("source", item.address_of(witness.source)) for witness in item.quotation.attestations),
        said("language", item.language),
        *(said("relation", item.address_of(link.event)) for link in item.quotation.public_links),
        *coverage(item),
        said("rights", item.quotation.told["rights"], "en"),
    )


def coverage(item: Item) -> Iterator[Element | None]:
    """Yield the events that it speaks of, and the place where it was said."""
    for link in item.quotation.public_links:
        yield from labelled("coverage", link.event.labels)
    if item.quotation.place:
        yield from labelled("coverage", item.quotation.place.labels)


def record(*children: Element | None) -> Element:
    """Return a Dublin Core record of those elements that are there."""
    named = {
        "xmlns:oai_dc": namespace,
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xsi:schemaLocation": f"{namespace} {schema}",
    }
    return Element("oai_dc:dc", tuple(filter(None, children)), named)


def said(name: str, text: str, language: str = "") -> Element | None:
    """Return one element, None for nothing said."""
    return element(f"dc:{name}", text, xml__lang=language)


def labelled(name: str, labels: Mapping[str, str]) -> list[Element | None]:
    """Return one element for each language of a label."""
    return [said(name, text, language) for language, text in sorted(labels.items())]
