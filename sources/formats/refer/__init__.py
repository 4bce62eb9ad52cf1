"""Refer, also called EndNote tagged: one line `%T title` for each field."""

from sources.formats.refer.writing import write

__all__ = ["label", "media_type", "name", "suffix", "write"]

name = "refer"
label = "Refer (EndNote tagged)"
media_type = "application/x-endnote-refer"
suffix = ".enw"
