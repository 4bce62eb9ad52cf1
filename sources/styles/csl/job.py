"""The state of one rendering: which item, cited how, and what has been said already."""

from dataclasses import dataclass, field

from .items import Item

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = 0, 1, 2, 3
# In a bibliography no test of position holds.
NOWHERE = -1

Slot = tuple[int, int]  # the names element, counted from the start of the cite, and the variable in it


@dataclass(slots=True)
class Settings:
    """What disambiguation has decided for one item."""

    shown: dict[Slot, int] = field(default_factory=dict)
    givens: dict[tuple[int, int, int], int] = field(default_factory=dict)
    year_suffix: str = ""
    disambiguate: int = 0

    def copy(self) -> "Settings":
        return Settings(dict(self.shown), dict(self.givens), self.year_suffix, self.disambiguate)


@dataclass(slots=True)
class NamesTrace:
    """What a names element showed, for disambiguation: how many of how many, and can givens grow."""

    slot: Slot
    names: tuple
    shown: int
    reach: tuple[int, ...]


PLAIN_SETTINGS = Settings()
NO_LEVELS: dict = {}


class Job:
    """One item on its way through a layout. Renderers read it and leave their marks in it."""

    __slots__ = (
        "item",
        "texts",
        "present",
        "locator",
        "label",
        "position",
        "near_note",
        "note",
        "number",
        "settings",
        "hidden",
        "names_count",
        "traces",
        "year_suffix",
        "suppress_names",
        "suppress_year",
        "first_names",
        "asked_disambiguate",
        "substituting",
        "extra",
        "all_years",
        "author_only",
        "names_key",
        "citation_label",
        "sort_names",
        "year_key",
        "ignore_et_al",
        "affixed",
        "levels",
        "comparing",
        "suffix_done",
    )

    def __init__(self, item: Item, settings: Settings = PLAIN_SETTINGS) -> None:
        self.item, self.texts, self.present = item, item.texts, item.present
        self.locator = self.label = self.note = self.number = self.citation_label = ""
        self.position, self.near_note = FIRST, False
        self.settings = settings
        self.year_suffix = settings.year_suffix
        self.hidden: set[str] = set()
        self.names_count = 0
        self.traces: list[NamesTrace] | None = None
        self.suppress_names = self.suppress_year = self.author_only = False
        self.asked_disambiguate = 0
        self.substituting = False
        # Where the first names stand in the stream, for grouping and subsequent-author-substitute.
        self.first_names: tuple[int, int, tuple] | None = None
        self.names_key = ""
        self.year_key = ""
        self.all_years = False
        self.sort_names: tuple[int, int, bool] | None = None
        self.extra: dict[str, str] = {}
        self.ignore_et_al = False
        # Ambiguity is judged without dates of access.
        self.comparing = False
        self.affixed = self.suffix_done = False
        self.levels: dict = NO_LEVELS

    def again(self) -> "Job":
        """The same cite, as if nothing had been rendered yet."""
        fresh = Job(self.item, self.settings)
        for name in ("locator", "label", "position", "near_note", "note", "number", "citation_label", "levels"):
            setattr(fresh, name, getattr(self, name))
        return fresh

    def ask_disambiguate(self) -> bool:
        """Whether the condition holds: the n-th time it is asked for, it takes n rounds of ambiguity."""
        self.asked_disambiguate += 1
        return self.asked_disambiguate <= self.settings.disambiguate

    def text(self, variable: str) -> str:
        """A text or number variable, those of the citation included."""
        if variable in SPECIAL:
            return SPECIAL[variable](self)
        return self.texts.get(variable, "")


def _page_first(job: Job) -> str:
    first = job.texts.get("page-first")
    if first:
        return first
    page = job.texts.get("page", "")
    for sign in ("-", "–", ",", "&"):
        page = page.partition(sign)[0]
    return page.strip()


SPECIAL = {
    "locator": lambda job: job.locator,
    "citation-number": lambda job: job.number,
    "first-reference-note-number": lambda job: job.note,
    "year-suffix": lambda job: job.year_suffix,
    "citation-label": lambda job: job.citation_label,
    "page-first": _page_first,
}
