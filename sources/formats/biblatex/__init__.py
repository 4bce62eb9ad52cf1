"""BibLaTeX: read as BibTeX is."""

from sources.formats.biblatex.writing import write
from sources.formats.bibtex.reading import read, recognises

__all__ = ["label", "media_type", "name", "read", "recognises", "suffix", "write"]

name = "biblatex"
label = "BibLaTeX"
media_type = "application/x-bibtex"
suffix = ".bib"
