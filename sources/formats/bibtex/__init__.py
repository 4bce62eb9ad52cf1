"""BibTeX."""

from sources.formats.bibtex.reading import read, recognises

__all__ = ["label", "media_type", "name", "read", "recognises", "suffix"]

name = "bibtex"
label = "BibTeX"
media_type = "application/x-bibtex"
suffix = ".bib"
