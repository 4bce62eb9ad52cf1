"""EndNote XML."""

from sources.formats.endnote_xml.reading import read, recognises

__all__ = ["label", "media_type", "name", "read", "recognises", "suffix"]

name = "endnote-xml"
label = "EndNote XML"
media_type = "application/xml"
suffix = ".xml"
