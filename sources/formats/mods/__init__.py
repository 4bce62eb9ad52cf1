"""MODS."""

from sources.formats.mods.reading import read, recognises

__all__ = ["label", "media_type", "name", "read", "recognises", "suffix"]

name = "mods"
label = "MODS"
media_type = "application/mods+xml"
suffix = ".xml"
