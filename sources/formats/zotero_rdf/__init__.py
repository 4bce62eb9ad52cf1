"""Zotero RDF."""

from sources.formats.zotero_rdf.reading import read, recognises
from sources.formats.zotero_rdf.writing import write

__all__ = ["label", "media_type", "name", "read", "recognises", "suffix", "write"]

name = "zotero-rdf"
label = "Zotero RDF"
media_type = "application/rdf+xml"
suffix = ".rdf"
