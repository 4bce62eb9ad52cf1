"""`crossref` and `xdata`: what an entry takes over from another one, wherever in the file that stands."""

import re
from collections.abc import Iterator, Mapping
from typing import TextIO

FROM = re.compile(r"(?:crossref|xdata)\s*+=\s*+[{\"]?([^{}\"\n]*+)", re.IGNORECASE)
# What belongs to one entry alone.
OWN = frozenset(
    (
        "ids crossref xref xdata entryset entrysubtype execute label options presort related relatedtype relatedstring "
        "relatedoptions shorthand sortkey sorttitle shorttitle doi url urldate file abstract keywords note annote "
        "annotation pages pagetotal timestamp owner groups langid eprint eprinttype titleaddon"
    ).split()
)
IN_A_BOOK = frozenset(
    ["inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inproceedings", "conference", "inreference"]
)
# The parent's title is the child's container.
RENAMED = {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}
IN_A_JOURNAL = frozenset({"article", "suppperiodical", "review"})
DEEPEST = 8
CHUNK = 1 << 20

Fields = Mapping[str, str]


def wanted_keys(text: TextIO) -> frozenset[str]:
    """The keys that other entries inherit from, in small letters."""
    keys: set[str] = set()
    # Most files have neither word, which is told faster of a megabyte than of its lines.
    while chunk := text.read(CHUNK) + text.readline(CHUNK):
        small = chunk.lower()
        if "crossref" in small or "xdata" in small:
            keys.update(key.strip() for found in FROM.findall(small) for key in found.split(","))
    return frozenset(keys - {""})


def inherit(type: str, fields: Fields, parents: Mapping[str, tuple[str, Fields]], depth: int = 0) -> dict[str, str]:
    """The fields of an entry with those that it takes over; its own come first."""
    whole = dict(fields)
    if depth > DEEPEST or not parents:
        return whole
    for parent_type, parent in sources_of(fields, "xdata", parents):
        for name, value in inherit(parent_type, parent, parents, depth + 1).items():
            if name not in ("ids", "xdata", "crossref"):
                whole.setdefault(name, value)
    for parent_type, parent in sources_of(whole, "crossref", parents):
        inherited = inherit(parent_type, parent, parents, depth + 1)
        for name, value in renamed(type, parent_type, inherited).items():
            whole.setdefault(name, value)
    return whole


def sources_of(fields: Fields, name: str, parents: Mapping[str, tuple[str, Fields]]) -> Iterator[tuple[str, Fields]]:
    for key in fields.get(name, "").lower().split(","):
        if key.strip() in parents:
            yield parents[key.strip()]


def renamed(type: str, parent_type: str, inherited: Fields) -> dict[str, str]:
    """What a parent's fields are called in the child, without those that are the parent's own."""
    given = {name: value for name, value in inherited.items() if name not in OWN}
    if type in IN_A_BOOK:
        # An @inbook is by the author of the book; a proceedings' own `booktitle` is its title in the child as well.
        own = {
            name: given[name]
            for name in ("booktitle", "author")
            if name in given and (name != "author" or type == "inbook")
        }
        return {RENAMED.get(name, name): value for name, value in given.items() if name != "booktitle"} | own
    if type in IN_A_JOURNAL and parent_type == "periodical":
        return {"journaltitle" if name == "title" else name: value for name, value in given.items()}
    return given
