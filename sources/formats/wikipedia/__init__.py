"""Wikipedia's citation templates, Citation Style 1: `{{cite book|…|quote=|trans-quote=}}`."""

from sources.formats.wikipedia.writing import write

__all__ = ["label", "media_type", "name", "suffix", "write"]

name = "wikipedia"
label = "Wikipedia"
media_type = "text/x-wiki"
suffix = ".wiki"
