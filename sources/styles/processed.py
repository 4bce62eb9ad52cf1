"""The styles of the CSL library, as citation styles of the archive."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sources.reference import Date, Reference
from sources.richtext import RichText
from sources.styles import csl
from sources.styles.csl.library import find_style
from sources.styles.csl.loading import LoadedStyle

ARCHIVE = "Testimonia"
UnknownStyle = csl.UnknownStyle
CitationError = csl.CitationError


@dataclass(frozen=True)
class Witness:
    """One source of a chain, as CSL-JSON, and where in it the words stand."""

    item: dict[str, Any]
    locator: str = ""
    label: str = "page"


def chain_of(reference: Reference) -> list[Witness]:
    """Return a reference and the witnesses that it is quoted in, from the origin to the one in hand."""
    quoted = reference.quotation
    locator, label = (quoted.locator, quoted.locator_label) if quoted else ("", "")
    here = Witness(_item(reference), locator, label or "page")
    nearer = (tie.reference for tie in reference.related if tie.relation == "quoted-in")
    return [here, *(witness for found in nearer for witness in chain_of(found))]


def _item(reference: Reference) -> dict[str, Any]:
    """The item without what only the archive understands: a style may not print notes to curators."""
    return {name: value for name, value in reference.to_csl().items() if name not in ("custom", "note", "keyword")}


class ProcessedStyle:
    """A style of the CSL library by its id; raises UnknownStyle."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.label = find_style(name)[0].title

    @property
    def own_locale(self) -> str:
        """The language that the style was written for; empty where it is for all."""
        return find_style(self.name)[1]

    @property
    def is_note(self) -> bool:
        """Whether its citations are notes, and not words in the running text."""
        return find_style(self.name)[0].is_note

    def cite(self, reference: Reference, locale: str = "") -> RichText:
        """Return one citation, with the chain of witnesses as the style would join them."""
        links = [csl.Link(witness.item, witness.locator, witness.label) for witness in chain_of(reference)]
        return csl.cite_chain(_loaded(self.name, locale), links).text

    def cite_words(self, reference: Reference, locale: str = "") -> RichText:
        """Return the entry of the quotation as a record of the archive, or its citation where there are no entries."""
        quoted, style = reference.quotation, _loaded(self.name, locale)
        speakers = [quoted.speaker.to_csl()] if quoted.speaker else []
        item = csl.quotation_item(
            quoted.words,
            quoted.address,
            speakers,
            quotation_id=reference.id,
            language=quoted.language,
            issued=Date.from_edtf(quoted.edition_date[:10]).to_csl() if quoted.edition_date else None,
            archive_title=ARCHIVE,
            version=quoted.edition,
        )
        entries = style.bibliography([item]).entries
        return entries[0].content if entries else style.cite([item])

    def bibliography(self, references: Iterable[Reference], locale: str = "") -> list[RichText]:
        """Return the entries of all sources and their witnesses, each once, in the style's order."""
        items = {item["id"]: item for item in _all_items(references)}
        entries = _loaded(self.name, locale).bibliography(items.values()).entries
        return [entry.content for entry in entries]


def _all_items(references: Iterable[Reference]) -> Iterator[dict[str, Any]]:
    for reference in references:
        yield from (witness.item for witness in chain_of(reference))


@lru_cache(maxsize=32)
def _loaded(name: str, locale: str) -> LoadedStyle:
    return csl.load(name, "" if locale == "item" else locale, by_item_language=locale == "item")
