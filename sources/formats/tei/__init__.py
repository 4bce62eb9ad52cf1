"""TEI P5: `biblStruct` for a reference, and `cit` with `quote` and `bibl` for a quotation."""

from sources.formats.tei.writing import write

__all__ = ["label", "media_type", "name", "suffix", "write"]

name = "tei"
label = "TEI P5"
media_type = "application/tei+xml"
suffix = ".tei.xml"
