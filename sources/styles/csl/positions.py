"""Positions of cites: first, subsequent, ibid, near-note, and the number of the first note."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .citing import Cite
from .job import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT


@dataclass(frozen=True, slots=True)
class Citation:
    """The cites of one place in a document; `note` is the note's number, or 0 in running text.

    `mode` is "author-only", "suppress-author" or "composite", which names the first author in the
    text, then says `infix`, then cites without that author.
    """

    id: str
    cites: tuple[Cite, ...]
    note: int = 0
    is_sorted: bool = False
    mode: str = ""
    infix: str = ""


def find_positions(citations: Sequence[Citation], near_distance: int) -> list[Citation]:
    """The same citations with the position of every cite; notes and running text count apart."""
    history = {True: _History(near_distance), False: _History(near_distance)}
    return [history[bool(citation.note)].place(citation) for citation in citations]


class _History:
    """What has been cited so far in the notes, or in the text; the rules are those of citeproc-js."""

    def __init__(self, near_distance: int) -> None:
        self.near_distance = near_distance
        self.first_note: dict[str, int] = {}
        self.last_note: dict[str, int] = {}
        self.counts: Counter[int] = Counter()  # cites, by note
        self.previous: Citation | None = None

    def place(self, citation: Citation) -> Citation:
        if self.previous and citation.note and self.previous.note > citation.note:
            # A new chapter counts its notes anew.
            self.first_note, self.last_note, self.counts = {}, {}, Counter()
        self.counts[citation.note] += len(citation.cites)
        cites: list[Cite] = []
        for n, cite in enumerate(citation.cites):
            before = citation.cites[n - 1] if n else self._before(citation)
            cites.append(self._place(cite, before, citation.note))
            self.first_note.setdefault(cite.id, citation.note)
            self.last_note[cite.id] = citation.note
        self.previous = citation
        return replace(citation, cites=tuple(cites))

    def _before(self, citation: Citation) -> Cite | None:
        """The cite that "ibid." may point to: the last one of the same note, else the only one of the note before."""
        previous = self.previous
        if previous is None or not previous.cites:
            return None
        first = previous.cites[0]
        if citation.note == previous.note:
            return replace(first, id=previous.cites[-1].id)
        is_next = previous.note >= citation.note - 1
        return first if is_next and self.counts[previous.note] == 1 else None

    def _place(self, cite: Cite, before: Cite | None, note: int) -> Cite:
        if cite.id not in self.first_note:
            return replace(cite, position=FIRST, near_note=False, note="")
        position = SUBSEQUENT
        if before is not None and before.id == cite.id:
            position = _ibid(cite, before)
        is_near = note - self.last_note[cite.id] <= self.near_distance
        first = self.first_note[cite.id]
        return replace(cite, position=position, near_note=is_near, note=str(first) if first and first != note else "")


def _ibid(cite: Cite, before: Cite) -> int:
    if before.locator and not cite.locator:
        return SUBSEQUENT
    same = (before.locator, before.label or "page") == (cite.locator, cite.label or "page")
    return IBID if same or not cite.locator else IBID_WITH_LOCATOR
