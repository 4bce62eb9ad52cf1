"""JSON Lines: one CSL-JSON item a line, for streams, diffs and databases."""

from sources.formats.json_lines.writing import write

__all__ = ["label", "media_type", "name", "suffix", "write"]

name = "json-lines"
label = "JSON Lines"
media_type = "application/jsonl"
suffix = ".jsonl"
