"""A complete CSL 1.0.2 processor: bibliographies and citations of CSL-JSON items in any CSL style.

from sources.styles import csl
style = csl.load("apa", locale="en-US")
print(style.cite(items).text())
for entry in style.bibliography(items):
    print(entry.html())
"""

from .chains import Link, cite_chain
from .citing import Cite
from .errors import CitationError, ItemError, StyleError, UnknownLocale, UnknownStyle
from .items import Item, read_items
from .library import StyleTitle, nearest, search, style_ids
from .loading import LoadedStyle, load, load_source
from .positions import Citation
from .quoting import quotation_item

__all__ = [
    "Citation",
    "CitationError",
    "Cite",
    "Item",
    "ItemError",
    "Link",
    "LoadedStyle",
    "StyleError",
    "StyleTitle",
    "UnknownLocale",
    "UnknownStyle",
    "cite_chain",
    "load",
    "load_source",
    "nearest",
    "quotation_item",
    "read_items",
    "search",
    "style_ids",
]
