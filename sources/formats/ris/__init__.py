"""RIS."""

from sources.formats.ris.reading import read, recognises

__all__ = ["label", "media_type", "name", "read", "recognises", "suffix"]

name = "ris"
label = "RIS"
media_type = "application/x-research-info-systems"
suffix = ".ris"
