"""Attestation chains: an origin cited through its witnesses, as one citation in the style's own terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...richtext import RichText
from .bibliography import Bibliography
from .citing import Cite
from .items import Item, read_item
from .loading import LoadedStyle

# CSL has no term for it; these are the words that manuals of each language use.
AS_QUOTED_IN = {
    "en": "as quoted in",
    "ru": "цит. по:",
    "ja": "より引用",
    "uk": "цит. за:",
    "de": "zitiert nach",
    "fr": "cité dans",
}
# In Japanese the witness stands before the words that name it as one.
AFTER_WITNESS = frozenset({"ja"})


@dataclass(frozen=True, slots=True)
class Link:
    """One witness of a chain: an item and where in it the words stand."""

    item: Mapping[str, object] | Item
    locator: str = ""
    label: str = "page"


@dataclass(frozen=True, slots=True)
class ChainCitation:
    """The citation of a whole chain, and the bibliography of its items."""

    text: RichText
    bibliography: Bibliography


def cite_chain(style: LoadedStyle, links: Sequence[Link]) -> ChainCitation:
    """Cite a chain from the origin to the witness in hand: "Trotsky, *My Life*, p. 366, as quoted in …"."""
    items = [read_item(link.item) for link in links]
    session = style.session(items)
    language = style.locale.split("-")[0]
    phrase = AS_QUOTED_IN.get(language, AS_QUOTED_IN["en"])
    cites = [
        Cite(item.id, link.locator, link.label if link.locator else "", **_words(phrase, language, at))
        for at, (item, link) in enumerate(zip(items, links, strict=True))
    ]
    return ChainCitation(session.cite_joined(cites), session.bibliography())


def _words(phrase: str, language: str, at: int) -> dict[str, str]:
    if not at:
        return {}
    if language in AFTER_WITNESS:
        return {"prefix": "、", "suffix": phrase}
    return {"prefix": f", {phrase} "}
