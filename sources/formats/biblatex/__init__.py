"""BibLaTeX."""

name = "biblatex"
label = "BibLaTeX"
media_type = "application/x-bibtex"
suffix = ".bib"
