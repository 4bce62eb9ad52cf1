"""BibTeX."""

from sources.formats.bibtex.reading import read, recognises
from sources.formats.bibtex.writing import write

__all__ = ["label", "media_type", "name", "read", "recognises", "suffix", "write"]

name = "bibtex"
label = "BibTeX"
media_type = "application/x-bibtex"
suffix = ".bib"
