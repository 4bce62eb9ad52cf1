"""MODS."""

from sources.formats.mods.reading import read, recognises
from sources.formats.mods.writing import write

__all__ = ["label", "media_type", "name", "read", "recognises", "suffix", "write"]

name = "mods"
label = "MODS"
media_type = "application/mods+xml"
suffix = ".mods.xml"
