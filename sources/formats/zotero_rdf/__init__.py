"""Zotero RDF."""

name = "zotero-rdf"
label = "Zotero RDF"
media_type = "application/rdf+xml"
suffix = ".rdf"
