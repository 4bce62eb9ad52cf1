"""EndNote XML."""

from sources.formats.endnote_xml.reading import read, recognises
from sources.formats.endnote_xml.writing import write

__all__ = ["label", "media_type", "name", "read", "recognises", "suffix", "write"]

name = "endnote-xml"
label = "EndNote XML"
media_type = "application/xml"
suffix = ".endnote.xml"
