"""Citing: what a reader asks of a citation (style, locale, format), and the answer in each format."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sources.reference import Reference
from sources.richtext import BACK_ENDS, RichText
from sources.styles import STYLES, Style, UnknownStyle, style_named
from sources.styles.processed import CitationError, ProcessedStyle

MOST_CITED = 2000
ITEM_LOCALE = "item"  # each work in the language that it is in
LOCALES = {"en": "en-US", "ja": "ja-JP", "ru": "ru-RU"}
MEDIA_TYPES = {"html": "text/html", "text": "text/plain", "markdown": "text/markdown", "rtf": "application/rtf"}
SUFFIXES = {"html": "html", "text": "txt", "markdown": "md", "rtf": "rtf"}


class NoSuchStyle(Http404):
    """No style has the name that is asked for; `near` are names that come near."""

    def __init__(self, error: UnknownStyle) -> None:
        super().__init__(str(error))
        self.near = error.nearest


class CannotCite(ValueError):
    """What is asked makes no sense; the message says why."""


@dataclass(frozen=True)
class Wish:
    """The style, the locale and the format that a reader asks for."""

    style: Style
    locale: str = ""
    form: str = ""

    @property
    def style_locale(self) -> str:
        """The asked locale, else the style's own, else that of the page."""
        own = getattr(self.style, "own_locale", "")
        return self.locale or own or LOCALES.get(get_language() or "en", "en-US")


@dataclass(frozen=True)
class Shown:
    """One text of the citing part of a page: what it is for, and its lines."""

    name: str
    label: str
    lines: list[RichText]


@dataclass(frozen=True)
class Cited:
    """References as a reader asked for them: for one its citation, for all of them the entries of a bibliography."""

    wish: Wish
    references: list[Reference]

    @cached_property
    def citation(self) -> RichText | None:
        """The citation of the one reference; None for several."""
        return self.wish.style.cite(self.references[0], self.wish.style_locale) if len(self.references) == 1 else None

    @cached_property
    def words(self) -> RichText | None:
        """The citation of the quotation itself, as a record of the archive; None where there is none."""
        first = self.references[0] if len(self.references) == 1 else None
        if first is None or first.quotation is None or not first.quotation.address:
            return None
        return self.wish.style.cite_words(first, self.wish.style_locale)

    @cached_property
    def entries(self) -> list[RichText]:
        """The entries of the bibliography."""
        return self.wish.style.bibliography(self.references, self.wish.style_locale)

    @property
    def shown(self) -> list[Shown]:
        """The texts that a page shows, each once, with what each is for; a list of works needs no saying."""
        own = [Shown("words", _("To cite the quotation itself, as it stands here"), [self.words])] if self.words else []
        if self.citation is None:
            return [Shown("bibliography", "", self.entries)] if self.entries else []
        if [str(entry) for entry in self.entries] == [str(self.citation)]:
            return [Shown("citation", _("In a note or in a bibliography"), [self.citation]), *own]
        place = _("In a note") if self.wish.style.is_note else _("In the text")
        listed = [Shown("bibliography", _("In the bibliography"), self.entries)] if self.entries else []
        return [Shown("citation", place, [self.citation]), *listed, *own]

    def listed(self) -> str:
        """Return the entries as plain text, a line each, and where there are none the citation; then the words."""
        first = self.entries or [self.citation]
        return "".join(
            f"{line}\n" for line in dict.fromkeys(" ".join(str(text).split()) for text in (*first, self.words) if text)
        )

    def written(self, form: str) -> str:
        """Return the citation and the entries in a format of the text."""
        lines = list({str(text): text for text in (self.citation, *self.entries, self.words) if text}.values())
        pieces = [BACK_ENDS[form](line.parts).strip() for line in lines]
        if form == "html":
            entries = "".join(f'<div class="csl-entry">{piece}</div>\n' for piece in pieces)
            return f'<div class="csl-bib-body">\n{entries}</div>\n'
        if form == "rtf":
            return "\n".join(["{\\rtf1\\ansi", *(f"{piece}\\par" for piece in pieces), "}"]) + "\n"
        return ("\n\n" if form == "markdown" else "\n").join(pieces) + "\n"


def wish_of(request: HttpRequest) -> Wish:
    """Read what is asked; raises NoSuchStyle, and CannotCite for an unknown format."""
    return wish_for(*(request.GET.get(name, "") for name in ("style", "locale", "format")))


def wish_for(style: str, locale: str, form: str) -> Wish:
    """Return a wish by the names of what is asked; raises NoSuchStyle, and CannotCite for an unknown format."""
    if form and form not in BACK_ENDS:
        raise CannotCite(
            _("There is no format “%(form)s”; write one of: %(known)s.") % {"form": form, "known": ", ".join(BACK_ENDS)}
        )
    try:
        # Names of styles have small letters alone, and who writes APA means apa.
        return Wish(style_named(style.strip().lower() or default_style()), locale.strip(), form)
    except UnknownStyle as error:
        raise NoSuchStyle(error) from None


def default_style() -> str:
    """Return the style of a reader who asks for none."""
    return next(iter(STYLES))


def short_list() -> list[tuple[str, str]]:
    """Return the styles that the archive offers by name: its own, and those that curators chose."""
    own = [(style.name, style.label) for style in STYLES.values()]
    return own + [(name, ProcessedStyle(name).label) for name in settings.CITATION_STYLES]


def cited(request: HttpRequest, references: Iterable[Reference]) -> Cited:
    """Return the references as the reader asks for them; raises NoSuchStyle and CannotCite."""
    return cited_as(wish_of(request), references)


def cited_as(wish: Wish, references: Iterable[Reference]) -> Cited:
    """Return the references as they are wished for; raises CannotCite."""
    found = list(references)
    if len(found) > MOST_CITED:
        reason = _("These are more than %s works; ask for fewer by the filters of the list.")
        raise CannotCite(reason % MOST_CITED)
    answer = Cited(wish, found)
    try:
        _ready = (answer.citation, answer.words, answer.entries)
    except CitationError as error:  # such as a locale that is no language tag
        raise CannotCite(str(error)) from None
    return answer


def answer(request: HttpRequest, references: Iterable[Reference], name: str) -> HttpResponse:
    """Answer with a page for readers or, where a format is asked for, with the text alone."""
    try:
        found = cited(request, references)
    except NoSuchStyle as error:
        return _refused(request, str(error), error.near, status=404)
    except CannotCite as error:
        return _refused(request, str(error), (), status=400)
    form = found.wish.form
    if not form:
        return render(request, "citations/page.html", panel(request, found) | {"name": name})
    headers = {"Content-Disposition": f'inline; filename="{name}.{SUFFIXES[form]}"'}
    return HttpResponse(found.written(form), content_type=f"{MEDIA_TYPES[form]}; charset=utf-8", headers=headers)


def _refused(request: HttpRequest, reason: str, near: tuple[str, ...], status: int) -> HttpResponse:
    if request.GET.get("format"):
        return HttpResponse(f"{reason}\n", content_type="text/plain; charset=utf-8", status=status)
    return render(request, "citations/refused.html", {"reason": reason, "near": near}, status=status)


def panel(request: HttpRequest, found: Cited) -> dict[str, Any]:
    """Return what the citing part of a page shows."""
    kept = [
        (key, value)
        for key, values in request.GET.lists()
        for value in values
        if key not in ("style", "locale", "format")
    ]
    styles = short_list()
    chosen = found.wish.style
    if chosen.name not in dict(styles):
        styles.append((chosen.name, chosen.label))
    address = request.path if request.path.endswith("/cite") else f"{request.path}/cite"
    back = f"{request.path}?{urlencode(kept)}" if kept else request.path
    offered = {"styles": styles, "locales": [*LOCALES.values(), ITEM_LOCALE], "forms": list(BACK_ENDS)}
    return {"cited": found, "kept": kept, "cite_address": address, "back": back, **offered}


def panel_of(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """Return the citing part of one record's page; a style that cannot be had gives the archive's own, and says so."""
    try:
        return panel(request, cited(request, [reference]))
    except (NoSuchStyle, CannotCite) as error:
        plain = Cited(Wish(STYLES[default_style()]), [reference])
        return panel(request, plain) | {"style_problem": str(error)}
