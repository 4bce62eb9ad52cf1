"""Formatted text as HTML, with the class names and elements that citeproc-js writes."""

from collections.abc import Iterable
from html import escape

from .marks import Open, Part

ESCAPES = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})
STARTS = {
    "italic": "<i>",
    "oblique": "<em>",
    "upright": '<span style="font-style:normal;">',
    "small-caps": '<span style="font-variant:small-caps;">',
    "normal-caps": '<span style="font-variant:normal;">',
    "bold": "<b>",
    "normal-weight": '<span style="font-weight:normal;">',
    "underline": '<span style="text-decoration:underline;">',
    "no-underline": '<span style="text-decoration:none;">',
    "superscript": "<sup>",
    "subscript": "<sub>",
    "baseline": '<span style="baseline">',
    "block": '\n\n    <div class="csl-block">',
    "left-margin": '\n    <div class="csl-left-margin">',
    "right-inline": '<div class="csl-right-inline">',
    "indent": '<div class="csl-indent">',
}
ENDS = {
    "italic": "</i>",
    "oblique": "</em>",
    "bold": "</b>",
    "superscript": "</sup>",
    "subscript": "</sub>",
    "block": "</div>\n",
    "left-margin": "</div>",
    "right-inline": "</div>\n  ",
    "indent": "</div>\n  ",
    "link": "</a>",
}


def to_html(parts: Iterable[Part]) -> str:
    return "".join([part.translate(ESCAPES) if isinstance(part, str) else _tag(part) for part in parts])


def _tag(part: Part) -> str:
    if not isinstance(part, Open):
        return ENDS.get(part.name, "</span>")
    if part.name == "link":
        return f'<a href="{escape(part.target)}">'
    return STARTS[part.name]


def to_page_html(parts: Iterable[Part]) -> str:
    """The same for pages that allow no inline styles: class names say what `style` would."""
    return "".join([part.translate(ESCAPES) if isinstance(part, str) else _page_tag(part) for part in parts])


def _page_tag(part: Part) -> str:
    if isinstance(part, Open) and STARTS.get(part.name, "").startswith("<span"):
        return f'<span class="{part.name}">'
    return _tag(part).strip()
