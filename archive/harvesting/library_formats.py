"""MODS and TEI, as the shelf writes them, made to stand inside an answer."""

from dataclasses import replace

from archive.harvesting.items import Item
from sources.formats import mods, tei
from sources.formats.keys import safe_key, xml_id
from sources.formats.markup import Element, element
from sources.formats.mods import writing as mods_writing
from sources.formats.tei import writing as tei_writing
from sources.formats.tei.citing import CALENDARS, cit

POINTING = ("calendar", "datingMethod")


class Mods:
    """The cited work with every role, and the words as a note."""

    prefix = mods.name
    namespace = mods_writing.NAMESPACE
    schema = "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"

    @classmethod
    def metadata(cls, item: Item) -> Element:
        found = mods_writing.record(item.reference, safe_key(item.reference.id))
        named = {"xmlns": cls.namespace, "xsi:schemaLocation": mods_writing.SCHEMA}
        return replace(found, attributes=named | dict(found.attributes))


class Tei:
    """A TEI document of one quotation; no identifier in it is another document's, as one answer holds many."""

    prefix = tei.name
    namespace = tei_writing.NAMESPACE
    schema = "http://www.tei-c.org/release/xml/tei/custom/schema/xsd/tei_all.xsd"

    @classmethod
    def metadata(cls, item: Item) -> Element:
        own = xml_id(safe_key(item.reference.id))
        quoted = item.reference.quotation
        found = _pointing_within(cit(item.reference, quoted, own), own) if quoted else None
        body = element("text", element("body", element("div", found)))
        return Element("TEI", tuple(filter(None, (_header(item, own), body))), {"xmlns": cls.namespace})


def _header(item: Item, own: str) -> Element | None:
    address = element("idno", item.address, type="URI")
    published = element("publicationStmt", element("publisher", "Testimonia"), address)
    calendars = (
        element("calendar", element("p", f"{name.title()} calendar"), xml__id=f"{name}-{own}") for name in CALENDARS
    )
    return element(
        "teiHeader",
        element(
            "fileDesc",
            element("titleStmt", element("title", item.title)),
            published,
            element("sourceDesc", element("p", item.citation)),
        ),
        element("profileDesc", element("calendarDesc", *calendars)),
    )


def _pointing_within(node: Element, own: str) -> Element:
    """Return an element whose pointers to calendars lead to those of its own document."""
    attributes = {name: f"{value}-{own}" if name in POINTING else value for name, value in node.attributes.items()}
    children = tuple(child if isinstance(child, str) else _pointing_within(child, own) for child in node.children)
    return replace(node, attributes=attributes, children=children)
