"""CSL-JSON."""

from sources.formats.csl_json.reading import read, recognises

__all__ = ["label", "media_type", "name", "read", "recognises", "suffix"]

name = "csl-json"
label = "CSL-JSON"
media_type = "application/vnd.citationstyles.csl+json"
suffix = ".json"
