"""Items: one CSL-JSON record, read once, with its names and dates ready for rendering."""

import re
from collections.abc import Mapping

from .calendar import Date, read_date
from .errors import ItemError
from .notefields import read_note
from .people import Name, read_names

NAME_VARIABLES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editorial-director editor-translator editortranslator executive-producer guest host illustrator interviewer "
    "narrator organizer original-author performer producer recipient reviewed-author script-writer "
    "series-creator translator".split()
)
DATE_VARIABLES = frozenset("accessed available-date container event-date issued original-date submitted".split())
NUMBER_VARIABLES = frozenset(
    "chapter-number citation-number collection-number edition first-reference-note-number issue locator number "
    "number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number "
    "version volume".split()
)
# In works of these languages family names come first, whoever bears them (citeproc-js).
FAMILY_FIRST = frozenset({"ja", "zh", "hu", "vi"})
# A line break in a field, and the blanks that a file was indented with.
BLANKS = re.compile(r"[\n\t\r]\s*|  +")
ALIASES = (("title-short", "shortTitle"), ("container-title-short", "journalAbbreviation"))


class Item:
    """A record; `texts` holds every value that is no name and no date."""

    __slots__ = ("id", "type", "language", "texts", "present", "_names", "_dates", "is_english", "data")

    def __init__(self, data: Mapping[str, object]) -> None:
        note = data.get("note")
        if isinstance(note, str) and ":" in note:
            data = dict(data) | read_note(note, NAME_VARIABLES, data)
        self.data = data
        self.id = str(data.get("id", ""))
        self.type = str(data.get("type") or "")
        self.texts: dict[str, str] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._dates: dict[str, Date] = {}
        self._read_all(data)
        for key, other in ALIASES:
            if other in self.texts and key not in self.texts:
                self.texts[key] = self.texts[other]
        self.present = frozenset((*self.texts, *self._names, *self._dates))
        self.language = self.texts.get("language", "")
        self.is_english = self.language[:2].lower() == "en" if self.language else None
        if self.language[:2].lower() in FAMILY_FIRST:
            self._put_families_first()

    def _read_all(self, data: Mapping[str, object]) -> None:
        """Sort the fields in: dates by their variable, what looks like names, and words."""
        for key, value in data.items():
            if key in DATE_VARIABLES:
                date = read_date(value)
                if date is not None:
                    self._dates[key] = date
            elif key in NAME_VARIABLES or isinstance(value, list):
                names = read_names(value)
                if names:
                    self._names[key] = names
            elif isinstance(value, str):
                if value:
                    has_blanks = "  " in value or not value.isprintable()
                    self.texts[key] = BLANKS.sub(" ", value) if has_blanks else value
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                self.texts[key] = str(value)

    def _put_families_first(self) -> None:
        for key, names in self._names.items():
            self._names[key] = tuple(name._replace(western=False) for name in names)

    def names(self, variable: str) -> tuple[Name, ...]:
        return self._names.get(variable, ())

    def all_names(self) -> list[Name]:
        return [name for names in self._names.values() for name in names]

    def date(self, variable: str) -> Date | None:
        return self._dates.get(variable)

    def has(self, variable: str) -> bool:
        return variable in self.present


def read_items(source: object) -> list[Item]:
    """The items of a decoded CSL-JSON document. Raises `ItemError`."""
    if not isinstance(source, list) and isinstance(source, Mapping) and isinstance(source.get("items"), list):
        source = source["items"]
    if not isinstance(source, (list, tuple)):
        raise ItemError("a list of items is expected")
    return [read_item(one, f"item {place}") for place, one in enumerate(source, 1)]


def read_item(source: object, place: str = "") -> Item:
    if isinstance(source, Item):
        return source
    if not isinstance(source, dict) and not isinstance(source, Mapping):
        raise ItemError("an item is an object with an id and a type", place)
    return Item(source)
