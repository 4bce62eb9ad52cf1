"""RIS."""

from sources.formats.ris.reading import read, recognises
from sources.formats.ris.writing import write

__all__ = ["label", "media_type", "name", "read", "recognises", "suffix", "write"]

name = "ris"
label = "RIS"
media_type = "application/x-research-info-systems"
suffix = ".ris"
