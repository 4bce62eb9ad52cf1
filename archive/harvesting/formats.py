"""The metadata formats of harvesting: each has a prefix, a schema, a namespace, and a record of an item."""

from typing import Protocol

from archive.harvesting import dublin_core, jpcoar
from archive.harvesting.items import Item
from archive.harvesting.library_formats import Mods, Tei
from sources.formats.markup import Element


class MetadataFormat(Protocol):
    """The shape of a metadata format."""

    prefix: str
    schema: str
    namespace: str

    def metadata(self, item: Item) -> Element:
        """Return the record as one element that names its own namespaces; `xsi` is declared around it."""
        ...


FORMATS: dict[str, MetadataFormat] = {known.prefix: known for known in (dublin_core, Mods, jpcoar, Tei)}
