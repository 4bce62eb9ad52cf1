"""Weaving: one text with what two curators changed in it, where they changed different words."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from archive.revisions.differing import LONGEST, TOKEN

# From which word to which is replaced, and by what.
Edit = tuple[int, int, str]


def woven(was: str, theirs: str, mine: str) -> str | None:
    """Return the text with the changes of both; None where they touch the same words, or words side by side."""
    if max(len(was), len(theirs), len(mine)) > LONGEST:
        return None
    words = TOKEN.findall(was)
    edits = sorted({*_edits(words, TOKEN.findall(theirs)), *_edits(words, TOKEN.findall(mine))})
    if any(one[1] >= other[0] for one, other in pairwise(edits)):
        return None
    return "".join(_applied(words, edits))


def _edits(before: list[str], after: list[str]) -> Iterator[Edit]:
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for tag, start, end, new_start, new_end in opcodes:
        if tag != "equal":
            yield start, end, "".join(after[new_start:new_end])


def _applied(words: list[str], edits: list[Edit]) -> Iterator[str]:
    reached = 0
    for start, end, replacement in edits:
        yield from words[reached:start]
        yield replacement
        reached = end
    yield from words[reached:]
