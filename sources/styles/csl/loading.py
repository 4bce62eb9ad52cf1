"""A loaded style: the five-line use of the processor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...richtext import RichText
from .bibliography import Bibliography
from .citing import Cite
from .items import Item, read_items
from .library import find_style
from .locales import DEFAULT, check_language
from .program import Programs
from .session import Session
from .style import Style, read_style

Items = Iterable[Mapping[str, object] | Item]


@dataclass(slots=True)
class LoadedStyle:
    """A style in a locale, compiled as far as it has been used; it may be shared by many documents."""

    style: Style
    locale: str
    by_item_language: bool
    _programs: Programs

    @property
    def title(self) -> str:
        return self.style.title

    @property
    def has_bibliography(self) -> bool:
        return self.style.bibliography is not None

    def session(self, items: Items = ()) -> Session:
        """A document in this style, with these items in it."""
        read = {item.id: item for item in read_items(list(items))}
        session = Session(self.style, self.locale, read.get, self.by_item_language, self._programs)
        session.update_items(read)
        return session

    def bibliography(self, items: Items) -> Bibliography:
        """The bibliography of these items, in the style's order."""
        return self.session(items).bibliography()

    def cite(self, items: Items, cites: Sequence[Mapping[str, object] | Cite] = ()) -> RichText:
        """One citation of the items; `cites` say locators, prefixes and suffixes where there are any."""
        session = self.session(items)
        return session.cite(cites or [Cite(item_id) for item_id in session.registry.entries])


def load(style_id: str, locale: str = "", by_item_language: bool = False) -> LoadedStyle:
    """A style of the library by its id, in this locale or in its own.

    Raises `UnknownStyle` with the nearest ids, `StyleError` where its file is broken, and
    `UnknownLocale` for a locale that is no language tag. `by_item_language` renders every item
    in the locale of its own `language`.
    """
    style, own = find_style(style_id)
    return _loaded(style, locale or own, by_item_language)


def load_source(source: bytes | str, locale: str = "", by_item_language: bool = False) -> LoadedStyle:
    """A style from its XML. Raises `StyleError` with line and reason."""
    style = read_style(source)
    return _loaded(style, locale or style.default_locale, by_item_language)


def _loaded(style: Style, locale: str, by_item_language: bool) -> LoadedStyle:
    locale = locale or DEFAULT
    check_language(locale)
    return LoadedStyle(style, locale, by_item_language, Programs(style, locale, by_item_language))
