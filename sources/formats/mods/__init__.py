"""MODS."""

name = "mods"
label = "MODS"
media_type = "application/mods+xml"
suffix = ".xml"
