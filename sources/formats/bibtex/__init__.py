"""BibTeX."""

name = "bibtex"
label = "BibTeX"
media_type = "application/x-bibtex"
suffix = ".bib"
