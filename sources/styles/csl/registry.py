"""The items of a document: their order, their numbers, and what tells them apart."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from .disambiguation import disambiguate
from .items import Item
from .job import NO_LEVELS, NOWHERE, SUBSEQUENT, Job, Settings
from .marking import citation_label
from .program import Program
from .sorting import SortKey, sort_jobs
from .streams import Stream

Programs = Callable[[Item], Program]


@dataclass(slots=True)
class Entry:
    """One item of the document."""

    item: Item
    number: int = 0
    label: str = ""
    settings: Settings = field(default_factory=Settings)


class Registry:
    """The items in the order of the bibliography, numbered and told apart."""

    def __init__(self, program: Program, programs: Programs) -> None:
        self.program, self.programs = program, programs
        self.entries: dict[str, Entry] = {}
        self.ordered: list[Entry] = []
        self.levels: Mapping = NO_LEVELS
        self._rules = program.rules

    def update(self, items: Iterable[Item]) -> None:
        """Take these items, in this order, as those of the document."""
        self.entries = {item.id: self._entry(item) for item in items}
        for number, entry in enumerate(self.entries.values(), 1):
            entry.number = number
        self.ordered = self._in_order(list(self.entries.values()))
        if not self._keeps_numbers():
            for number, entry in enumerate(self.ordered, 1):
                entry.number = number
        self.levels = disambiguate(self.ordered, self._rules, self.cite_job, self.cite_words)

    def _entry(self, item: Item) -> Entry:
        known = self.entries.get(item.id)
        if known is not None and known.item is item:
            known.settings = Settings()
            return known
        return Entry(item, label=citation_label(item) if self.program.style.uses_labels else "")

    def _in_order(self, entries: list[Entry]) -> list[Entry]:
        keys = self._keys()
        if not keys or len(entries) < 2:
            return entries
        by_job = {id(job): (job, entry) for entry in entries for job in [self.job(entry)]}
        ordered = sort_jobs([job for job, _ in by_job.values()], keys)
        return [by_job[id(job)][1] for job in ordered]

    def _keys(self) -> tuple[SortKey, ...]:
        return self.program.keys("bibliography") if self.program.style.bibliography else ()

    def _keeps_numbers(self) -> bool:
        """A bibliography sorted by citation number keeps the numbers of the citations."""
        keys = self._keys()
        return bool(keys) and keys[0].reads_number

    def sort_cites(self, jobs: list[Job]) -> list[Job]:
        """The cites of one citation in the order of the style."""
        return sort_jobs(jobs, self.program.keys("citation"))

    def job(self, entry: Entry) -> Job:
        job = Job(entry.item, entry.settings)
        job.number = str(entry.number)
        job.citation_label = entry.label + entry.settings.year_suffix if entry.label else ""
        job.levels = self.levels
        return job

    def listed_job(self, entry: Entry) -> Job:
        """The item as an entry of the bibliography.

        Names that were added to tell cites apart are not added there, unless given names are too (citeproc-js).
        """
        job = self.job(entry)
        job.position = NOWHERE
        if entry.settings.shown and not self._rules.givens:
            job.settings = entry.settings.copy()
            job.settings.shown = {}
        return job

    def cite_job(self, entry: Entry) -> Job:
        """The item cited again, which is how ambiguity is judged (as citeproc-js has it)."""
        job = self.job(entry)
        job.position = SUBSEQUENT
        return job

    def cite_words(self, job: Job) -> str:
        """What a first cite of the item says, in plain words, to be compared with those of others."""
        out: Stream = []
        job.comparing = True
        self.programs(job.item).layout("citation", job.item.language).render(job, out)
        return "".join([part for part in out if isinstance(part, str)])
