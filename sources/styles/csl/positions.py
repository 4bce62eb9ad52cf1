"""Positions of cites: first, subsequent, ibid, near-note, and the number of the first note."""
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .citing import Cite
from .job import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT


@dataclass(frozen=True, slots=True)
class Citation:
    """The cites of one place in a document; `note` is the note's number, or 0 in running text."""

    id: str
    cites: tuple[Cite, ...]
    note: int = 0
    is_sorted: bool = False


def find_positions(citations: Sequence[Citation], near_distance: int) -> list[Citation]:
    """The same citations with the position of every cite."""
    notes: dict[str, int] = {}
    last: dict[str, int] = {}
    placed: list[Citation] = []
    for at, citation in enumerate(citations):
        previous = citations[at - 1] if at else None
        cites: list[Cite] = []
        for n, cite in enumerate(citation.cites):
            before = citation.cites[n - 1] if n else _lone_cite(previous, citation)
            cites.append(_place(cite, before, citation.note, notes, last, near_distance))
            notes.setdefault(cite.id, citation.note)
            last[cite.id] = citation.note
        placed.append(replace(citation, cites=tuple(cites)))
    return placed


def _lone_cite(previous: Citation | None, citation: Citation) -> Cite | None:
    """The cite that "ibid." may point to: the only one of the citation just before."""
    if previous is None or not previous.cites:
        return None
    if previous.note and citation.note - previous.note > 1:
        return None
    if len({cite.id for cite in previous.cites}) > 1:
        return None
    return previous.cites[-1]


def _place(
    cite: Cite, before: Cite | None, note: int, notes: dict[str, int], last: dict[str, int], near: int
) -> Cite:
    if cite.id not in notes:
        return replace(cite, position=FIRST, near_note=False, note="")
    position = SUBSEQUENT
    if before is not None and before.id == cite.id:
        position = _ibid(cite, before)
    is_near = note - last[cite.id] <= near
    return replace(cite, position=position, near_note=is_near, note=str(notes[cite.id] or ""))


def _ibid(cite: Cite, before: Cite) -> int:
    if before.locator and not cite.locator:
        return SUBSEQUENT
    same = (before.locator, before.label or "page") == (cite.locator, cite.label or "page")
    return IBID if same or not cite.locator else IBID_WITH_LOCATOR
