"""Guessing: which name was meant by one that nobody has; only names that public quotations lead to."""

import re
from collections.abc import Iterable, Iterator

from archive.search import naming
from archive.search.folding import folded
from archive.search.profiles import EVENT, PLACE, SOURCE, SPEAKER, TOPIC
from archive.search.querying import Field, Node, Not
from archive.search.snapshot import Snapshot
from archive.search.suggesting import public_counts

NAMED = (SPEAKER, EVENT, TOPIC, PLACE, SOURCE)
PARTS = re.compile(r"[^\s・･゠=＝、，,;:()（）［］\[\]«»「」『』“”\"]+")
SHORTEST = 3
LONG = 6  # from this length two slips are forgiven

Parts = dict[str, tuple[str, int]]  # by the folded part of a name: as it is written, and of how many quotations


def unknown_values(snapshot: Snapshot, node: Node) -> Iterator[Field]:
    """Yield what is asked of fields that no public quotation has."""
    if isinstance(node, Field):
        codes = snapshot.columns.profiles.codes[node.name].numbers
        if not any(value in codes for value in naming.values_named(node.name, node.text)):
            yield node
    if isinstance(node, Not):
        yield from unknown_values(snapshot, node.part)
    for part in getattr(node, "parts", ()):
        yield from unknown_values(snapshot, part)


def nearest_name(snapshot: Snapshot, text: str, kinds: Iterable[str] = NAMED) -> str | None:
    """Return a text in which words that are in no name of these kinds give way to the nearest that are."""
    parts = {one: found for kind in kinds if kind in NAMED for one, found in _parts(snapshot, kind).items()}
    mended = text
    for word in PARTS.findall(text):
        plain = folded(word)
        if not any(plain in one for one in parts):
            near = _nearest(plain, parts)
            if near is None:
                return None
            mended = mended.replace(word, near, 1)
    return mended if mended != text else None


def _parts(snapshot: Snapshot, kind: str) -> Parts:
    return snapshot.labels.get(("parts", kind), lambda: _counted_parts(public_counts(snapshot, kind), kind))


def _counted_parts(counts: dict[str, int], kind: str) -> Parts:
    found: Parts = {}
    for pk, record in naming.names(kind).items():
        if pk in counts:
            for part in {part for _language, text in record.texts for part in PARTS.findall(text)}:
                plain = folded(part)
                found[plain] = part, found.get(plain, ("", 0))[1] + counts[pk]
    return found


def _nearest(word: str, parts: Parts) -> str | None:
    """Return the part of a name that is nearest to a word, of equally near ones the most frequent."""
    if len(word) < SHORTEST:
        return None
    most = 1 + (len(word) >= LONG)
    letters = set(word)
    alike = [one for one in parts if abs(len(one) - len(word)) <= most and len(letters - set(one)) <= most]
    near = [(distance(one, word), -parts[one][1], parts[one][0]) for one in alike]
    least = min(near, default=(most + 1, 0, ""))
    return least[2] if least[0] <= most else None


def distance(one: str, other: str) -> int:
    """Return how many letters must be put in, left out or changed to make one word of the other."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        before, row = row, [number]
        for place, its in enumerate(other, start=1):
            row.append(min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != its)))
    return row[-1]
