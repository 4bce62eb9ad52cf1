"""XML as text: elements that hold elements, escaped, laid out, and free of what XML forbids."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

# XML 1.0, section 2.2: every other control character, surrogate and non-character is no character of a document.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
ATTRIBUTE_ESCAPES = ESCAPES | {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
LANGUAGE = re.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")  # XML Schema, part 2, section 3.3.3
TO_ESCAPE = re.compile("[&<>\r]")
TO_ESCAPE_IN_ATTRIBUTE = re.compile('[&<>\r\n\t"]')
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Element:
    """An element; a string among its children is text, and then white space is never added."""

    name: str
    children: "tuple[Element | str, ...]" = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


Child: TypeAlias = Element | str


def element(name: str, /, *children: Child | None, **attributes: str) -> Element | None:
    """An element of those children that are there; None if none is. `_` in an attribute's name stands for `:`."""
    kept = tuple([child for child in children if child])
    if not kept or not attributes:
        return Element(name, kept) if kept else None
    named = {key.rstrip("_").replace("__", ":"): value for key, value in attributes.items() if value}
    return Element(name, kept, named)


def empty(name: str, /, **attributes: str) -> Element:
    """An element without content, which says something by its attributes."""
    return Element(name, (), {key.rstrip("_").replace("__", ":"): value for key, value in attributes.items() if value})


def escaped(text: str) -> str:
    if text.isalnum():
        return text
    return TO_ESCAPE.sub(lambda found: ESCAPES[found[0]], ILLEGAL.sub("", text))


def escaped_attribute(text: str) -> str:
    return TO_ESCAPE_IN_ATTRIBUTE.sub(lambda found: ATTRIBUTE_ESCAPES[found[0]], ILLEGAL.sub("", text))


def opening(name: str, attributes: Mapping[str, str]) -> str:
    """A tag's inside; a language that is written as no language can be is left out, since no schema takes it."""
    if not attributes:
        return name
    said = (item for item in attributes.items() if item[0] != "xml:lang" or LANGUAGE.fullmatch(item[1]))
    return "".join([name, *(f' {key}="{escaped_attribute(value)}"' for key, value in said)])


def put(node: Element, depth: int, lines: list[str]) -> None:
    """Adds the element's lines, each child on one of its own unless there is text beside it."""
    margin = "  " * depth
    if not node.children or any(isinstance(child, str) for child in node.children):
        lines.append(f"{margin}{inline(node)}\n")
        return
    lines.append(f"{margin}<{opening(node.name, node.attributes)}>\n")
    for child in node.children:
        put(child, depth + 1, lines)
    lines.append(f"{margin}</{node.name}>\n")


def inline(node: Child) -> str:
    if isinstance(node, str):
        return escaped(node)
    tag = opening(node.name, node.attributes)
    if not node.children:
        return f"<{tag}/>"
    return f"<{tag}>{''.join(map(inline, node.children))}</{node.name}>"


def text_of(node: Element, depth: int = 1) -> str:
    """The element as text, one piece of a stream."""
    lines: list[str] = []
    put(node, depth, lines)
    return "".join(lines)
