"""CSL-JSON."""

from sources.formats.csl_json.reading import read, recognises
from sources.formats.csl_json.writing import write

__all__ = ["label", "media_type", "name", "read", "recognises", "suffix", "write"]

name = "csl-json"
label = "CSL-JSON"
media_type = "application/vnd.citationstyles.csl+json"
suffix = ".csl.json"
