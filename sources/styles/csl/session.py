"""A document being written: citations in order, their positions, and the bibliography."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...richtext import RichText
from .bibliography import Bibliography, Filter, make_bibliography
from .citing import Cite, place, read_cite, render_cluster
from .errors import ItemError
from .items import Item, read_item
from .positions import Citation, find_positions
from .program import Programs
from .registry import Entry, Registry
from .style import Style

Fetch = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A citation of the document whose words have changed."""

    index: int
    id: str
    text: RichText


class Session:
    """One document in one style. Items come from `fetch` (id to CSL-JSON) when they are cited."""

    def __init__(
        self,
        style: Style,
        language: str,
        fetch: Fetch,
        by_item_language: bool = False,
        programs: Programs | None = None,
    ) -> None:
        self.style, self.fetch = style, fetch
        self.program_for = programs or Programs(style, language, by_item_language)
        self.program = self.program_for.usual
        self._items: dict[str, Item] = {}
        self.registry = Registry(self.program, self.program_for)
        self.citations: list[Citation] = []
        self._texts: dict[str, RichText] = {}
        self._uncited: list[str] = []
        self._marks: dict[str, tuple[object, ...]] = {}

    def _item(self, item_id: str) -> Item:
        if item_id not in self._items:
            source = self.fetch(item_id)
            if source is None:
                raise ItemError("no such item", item_id)
            self._items[item_id] = read_item(source, item_id)
        return self._items[item_id]

    def update_items(self, ids: Iterable[str]) -> None:
        """Take these items, in this order, as those of the document, cited or not."""
        self._uncited = list(dict.fromkeys(ids))
        self._update()

    def _update(self) -> None:
        cited = [cite.id for citation in self.citations for cite in citation.cites]
        ids = dict.fromkeys([*cited, *self._uncited])
        self.registry.update([self._item(one) for one in ids])

    def cite(self, cites: Sequence[Mapping[str, object] | Cite]) -> RichText:
        """A citation outside the run of the document: each cite says its own position."""
        read = [one if isinstance(one, Cite) else read_cite(one) for one in cites]
        missing = [one.id for one in read if one.id not in self.registry.entries]
        if missing:
            self.update_items([*self.registry.entries, *missing])
        return self._render(read)

    def _render(self, cites: Sequence[Cite], is_sorted: bool = False) -> RichText:
        pairs = [(one, place(self.registry.job(self._entry(one)), one)) for one in cites]
        program = self.program_for(pairs[0][1].item) if len(pairs) == 1 else self.program
        return RichText(program.finish_citation(render_cluster(program, pairs, is_sorted)))

    def cite_joined(self, cites: Sequence[Cite]) -> RichText:
        """Cites in this very order, each joined to the one before by its own prefix."""
        return self._render(cites, is_sorted=True)

    def _entry(self, cite: Cite) -> Entry:
        return self.registry.entries[cite.id]

    def insert(
        self, citation: Citation, before: Sequence[tuple[str, int]], after: Sequence[tuple[str, int]]
    ) -> list[Rewritten]:
        """Put a citation between others (id and note number of each); returns what has changed."""
        known = {one.id: one for one in self.citations}
        run = [replace(known[name], note=note) for name, note in before if name in known]
        rest = [replace(known[name], note=note) for name, note in after if name in known]
        self.citations = [*run, citation, *rest]
        self._update()
        self.citations = self._sort_cites(self.citations)
        self.citations = find_positions(self.citations, self._near_distance())
        return self._rewrite(citation.id)

    def _sort_cites(self, citations: list[Citation]) -> list[Citation]:
        """Cites of one citation stand in the style's order before positions are counted."""
        keys = self.program.keys("citation")
        if not keys:
            return citations
        return [self._sorted(one) for one in citations]

    def _sorted(self, citation: Citation) -> Citation:
        if citation.is_sorted or len(citation.cites) < 2:
            return citation
        jobs = [(cite, self.registry.job(self._entry(cite))) for cite in citation.cites]
        by_job = {id(job): cite for cite, job in jobs}
        ordered = self.registry.sort_cites([job for _, job in jobs])
        return replace(citation, cites=tuple(by_job[id(job)] for job in ordered))

    def _near_distance(self) -> int:
        value = self.style.citation.attributes.get("near-note-distance", "5")
        return int(value) if value.isdigit() else 5

    def _rewrite(self, changed: str) -> list[Rewritten]:
        result = []
        judged = self._judged(changed)
        for index, citation in enumerate(self.citations):
            if judged & {cite.id for cite in citation.cites}:
                self._marks.pop(citation.id, None)
            text = self._write(citation)
            mark = self._fingerprint(citation)
            if citation.id == changed or self._marks.get(citation.id) != mark or self._texts.get(citation.id) != text:
                result.append(Rewritten(index, citation.id, text))
            self._texts[citation.id], self._marks[citation.id] = text, mark
        return result

    def _write(self, citation: Citation) -> RichText:
        if not citation.mode or not citation.cites:
            return self._render(citation.cites, True)
        first, *rest = citation.cites
        author = self._render([replace(first, author_only=True, locator="", prefix="", suffix="")], True)
        if citation.mode == "author-only":
            return author
        others = self._render([replace(first, suppress_author=True), *rest], True)
        if citation.mode != "composite":
            return others
        infix = citation.infix
        gap = "" if not infix or infix[0] in ",;:.!?’'" else " "
        return RichText.join([author, RichText((f"{gap}{infix} ",)), others])

    def _judged(self, changed: str) -> set[str]:
        """The items of a new citation that only a condition tells apart: their cites are judged again."""
        cites = next((one.cites for one in self.citations if one.id == changed), ())
        return {cite.id for cite in cites if self._entry(cite).settings.disambiguate}

    def _fingerprint(self, citation: Citation) -> tuple[object, ...]:
        """What a citation's words depend on; where it changes the citation is written anew."""
        entries = [self._entry(cite) for cite in citation.cites]
        return (citation.note, citation.cites, tuple((one.number, repr(one.settings)) for one in entries))

    def text(self, citation_id: str) -> RichText:
        return self._texts[citation_id]

    def bibliography(self, chosen: Filter | None = None) -> Bibliography:
        return make_bibliography(self.registry, chosen)
