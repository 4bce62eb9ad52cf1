"""XML, one record at a time: no DTD, no entities, no network, and no more than one record in memory."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from sources.complaints import Saying
from sources.formats.problems import UnreadableEntry, UnreadableFile

Element = etree._Element
CONTROL = bytes(number for number in range(32) if number not in (9, 10, 13))


class Cleaned:
    """
    A stream without the control characters that XML forbids and programs write nevertheless.

    Only where it is not UTF-16, in which a zero byte is half of a letter.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.wide: bool | None = None

    def read(self, size: int = -1) -> bytes:
        chunk = self.stream.read(size)
        if self.wide is None:
            self.wide = chunk[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in chunk[:4]
        return chunk if self.wide else chunk.translate(None, CONTROL)


def elements(
    stream: BinaryIO, names: frozenset[str], encoding: str | None = None
) -> Iterator[Element | UnreadableEntry]:
    """
    Yields each outermost element with one of these local names; it is emptied after its turn.

    A fault in the midst of a file ends it with an `UnreadableEntry`; one at its beginning raises `UnreadableFile`.
    """
    found, open_element, line = False, None, 1
    try:
        for event, element in parser(stream, encoding):
            line = element.sourceline or line
            if event == "start":
                if element.getparent() is None:
                    refuse_entities(element)
                if open_element is None and local(element) in names:
                    open_element = element
            elif element is open_element:
                found, open_element = True, None
                yield element
                forget(element)
    except (etree.XMLSyntaxError, UnicodeError, LookupError) as fault:
        reason = Saying("the XML is broken: %(reason)s", reason=str(fault)[:200])
        if not found:
            raise UnreadableFile(reason) from None
        # A prefix without its declaration is told at the end, after all has been read nevertheless.
        if getattr(fault, "code", None) == etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE:
            return
        saying = Saying("%(reason)s; nothing after it can be read", reason=reason)
        yield UnreadableEntry(getattr(fault, "lineno", None) or line, saying)


def parser(stream: BinaryIO, encoding: str | None) -> Iterator[tuple[str, Element]]:
    return etree.iterparse(
        Cleaned(stream),
        events=("start", "end"),
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def refuse_entities(root: Element) -> None:
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise UnreadableFile(Saying("the file declares XML entities, which no bibliography needs; it is not read"))


def forget(element: Element) -> None:
    """Frees a record, and what stood before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def local(element: Element) -> str:
    """The name without namespace or prefix; nothing for what is no element (an entity that was not expanded)."""
    tag = element.tag
    # A prefix that was never declared stays in the name.
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def children(element: Element | None, *path: str) -> list[Element]:
    """The descendants along a path of local names."""
    level = [] if element is None else [element]
    for name in path:
        level = [child for parent in level for child in parent if local(child) == name]
    return level


def text_of(element: Element | None) -> str:
    """All text inside, its white space collapsed."""
    return "" if element is None else " ".join("".join(element.itertext(with_tail=False)).split())


def lines_of(element: Element) -> str:
    """All text inside, line by line: the lines of a note are its own."""
    lines = "".join(element.itertext(with_tail=False)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def texts(element: Element | None, *path: str) -> list[str]:
    return [text for found in children(element, *path) if (text := text_of(found))]


def first_text(element: Element | None, *path: str) -> str:
    return next(iter(texts(element, *path)), "")
