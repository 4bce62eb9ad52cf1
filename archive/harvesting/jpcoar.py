"""The JPCOAR schema 2.0, which the repositories of Japan are harvested in; the order of elements is the schema's."""

import re
from collections.abc import Iterator, Mapping

from babel.core import get_global

from archive.editions.frozen import Agent, Witness
from archive.harvesting.items import Item
from sources.formats.markup import Element, element
from sources.labels import language_of

prefix = "jpcoar_2.0"
namespace = "https://github.com/JPCOAR/schema/blob/master/2.0/"
schema = "https://github.com/JPCOAR/schema/blob/master/2.0/jpcoar_scm.xsd"
NAMESPACES = {
    "xmlns:jpcoar": namespace,
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:datacite": "https://schema.datacite.org/meta/kernel-4/",
    "xmlns:dcndl": "http://ndl.go.jp/dcndl/terms/",
    "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsi:schemaLocation": f"{namespace} {schema}",
}
OPEN = "http://purl.org/coar/access_right/c_abf2"
OTHER = "http://purl.org/coar/resource_type/c_1843"
# A day, month or year, or a span of them: what the schema takes of EDTF.
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
PAGE = re.compile(r"[1-9]\d*")
# ISO 639-3, where CLDR knows several codes for a language of two letters.
PREFERRED = {"zh": "zho", "sq": "sqi", "yi": "yid"}


def metadata(item: Item) -> Element:
    """Return the record of a quotation, with the work that it is found in."""
    children = (
        element("dc:title", item.title, xml__lang=item.language),
        *(creator(claim.agent) for claim in item.speakers),
        element("dcterms:accessRights", "open access", rdf__resource=OPEN),
        element("dc:rights", item.quotation.told["rights"], xml__lang="en"),
        *subjects(item),
        element("datacite:description", item.quotation.reading, xml__lang=item.language, descriptionType="Other"),
        element("datacite:description", item.citation, xml__lang=item.language, descriptionType="Other"),
        *dates(item),
        element("dc:language", three_letters(item.language)),
        element("dc:type", "other", rdf__resource=OTHER),
        element("jpcoar:identifier", item.address, identifierType="URI"),
        *relations(item),
        *coverage(item),
        element("dcndl:originalLanguage", three_letters(item.quotation.translated_from)),
        *within(item),
        element("jpcoar:file", element("jpcoar:URI", item.address, objectType="fulltext"), text("mimeType")),
    )
    return Element("jpcoar:jpcoar", tuple(filter(None, children)), NAMESPACES)


def text(name: str) -> Element | None:
    return element(f"jpcoar:{name}", "text/html")


def creator(agent: Agent) -> Element | None:
    names = (element("jpcoar:creatorName", name.text, xml__lang=name.language) for name in agent.names)
    return element("jpcoar:creator", *names)


def subjects(item: Item) -> Iterator[Element | None]:
    """Yield topics and people spoken of, in every language that they are named in."""
    for topic in item.quotation.topics:
        yield from labelled("jpcoar:subject", topic.labels, subjectScheme="Other")
    for agent in item.quotation.mentions:
        for name in agent.names:
            yield element("jpcoar:subject", name.text, xml__lang=name.language, subjectScheme="Other")


def dates(item: Item) -> Iterator[Element | None]:
    """Yield when it was said, as the schema can say it and as it is known."""
    uttered = item.quotation.uttered
    if uttered:
        exact = uttered.edtf if DATE.fullmatch(uttered.edtf) and uttered.calendar == "gregorian" else ""
        yield element("datacite:date", exact, dateType="Created")
        yield element("dcterms:date", uttered.as_written or uttered.edtf)


def relations(item: Item) -> Iterator[Element]:
    """Yield the sources in which it is found, and the quotation that it translates."""
    for witness in item.quotation.attestations:
        title = element("jpcoar:relatedTitle", witness.source.title, xml__lang=witness.source.language)
        yield relation("isDerivedFrom", item.address_of(witness.source), title)
    if item.quotation.translation_of:
        original = item.address.replace(item.quotation.shown_id, item.quotation.translation_of)
        yield relation("isVersionOf", original)


def relation(kind: str, address: str, title: Element | None = None) -> Element:
    related = element("jpcoar:relatedIdentifier", address, identifierType="URI")
    return Element("jpcoar:relation", tuple(filter(None, (related, title))), {"relationType": kind})


def coverage(item: Item) -> Iterator[Element | None]:
    """Yield the events as the times that it belongs to, and the place where it was said."""
    for link in item.quotation.public_links:
        yield from labelled("dcterms:temporal", link.event.labels)
    if item.quotation.place:
        places = (
            element("datacite:geoLocationPlace", name) for _tag, name in sorted(item.quotation.place.labels.items())
        )
        yield element("datacite:geoLocation", *places)


def within(item: Item) -> Iterator[Element | None]:
    """Yield the work in hand and the page in it."""
    witness: Witness | None = item.quotation.witness
    if witness:
        yield element("jpcoar:sourceTitle", witness.source.title, xml__lang=witness.source.language)
        page = witness.locator if witness.locator_label == "page" and PAGE.fullmatch(witness.locator) else ""
        yield element("jpcoar:pageStart", page)


def labelled(name: str, labels: Mapping[str, str], **attributes: str) -> list[Element | None]:
    return [element(name, label, xml__lang=language, **attributes) for language, label in sorted(labels.items())]


def three_letters(tag: str) -> str:
    """Return the ISO 639-3 code of a language tag, "" where it has none that is known."""
    language = language_of(tag)
    return language if len(language) == 3 else THREE_LETTERS.get(language, "")


def _three_letters() -> dict[str, str]:
    """Return the codes of three letters for those of two, which CLDR lists the other way round."""
    found: dict[str, str] = {}
    for three, two in get_global("language_aliases").items():
        if len(three) == 3 and len(two) == 2 and three.isalpha():
            found.setdefault(two, three)
    return found | PREFERRED


THREE_LETTERS = _three_letters()
