"""Template tags that set a text as a book would: in its language, its calendar, its quotation marks."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from archive import addresses
from archive.events.models import Place
from archive.quotations.models import Attestation, Quotation
from archive.quotations.typesetting import set_words
from sources import dates, labels
from sources.models import Agent, Contribution, Source
from sources.styles.neutral import wording_of

register = template.Library()


def page_language() -> str:
    """Return the language that the page speaks."""
    return get_language() or "en"


def tagged(text: str, language: str) -> SafeString:
    """Return a text, marked with its language where that is not the page's."""
    if not language or labels.language_of(language) == labels.language_of(page_language()):
        return format_html("{}", text)
    return format_html('<span lang="{}">{}</span>', language, text)


@register.filter
def noted(text: str) -> SafeString:
    """Return what a curator wrote for readers, in the language of the curators' notes."""
    return tagged(linebreaksbr(text), settings.NOTES_LANGUAGE)


@register.simple_tag
def label(record: Any) -> SafeString:
    """Return the name of an event, place or topic."""
    found = record.label_in(page_language())
    return tagged(found.text, found.language)


@register.simple_tag
def chosen(mapping: Mapping[str, str], own: str = "") -> SafeString:
    """Return the reader's text out of a mapping of languages to texts."""
    found = labels.choose(mapping or {}, page_language(), own=own)
    return tagged(found.text, found.language)


@register.simple_tag
def name(agent: Agent) -> SafeString:
    """Return the name of a person or an organisation."""
    found = agent.preferred_name(page_language())
    return tagged(found.display(), found.language) if found else format_html("{}", agent.shown_id)


@register.simple_tag
def contributor(contribution: Contribution) -> SafeString:
    """Return a contributor's name: as printed, else as the source's language has it."""
    if contribution.agent and not contribution.printed:
        return name(contribution.agent)
    return tagged(contribution.name_in(page_language()), contribution.source.language)


@register.simple_tag
def title(source: Source) -> SafeString:
    """Return a source's title as a citation of its work; a title that the archive supplies stays in its brackets."""
    kind = "title supplied" if source.title.startswith("[") else "title"
    language = source.language or page_language()
    return format_html('<cite class="{}" lang="{}">{}</cite>', kind, language, source.title)


@register.simple_tag
def dated(date: dates.HistoricalDate | None, both: bool = False) -> SafeString:
    """Return a date in words; each date of a pair says its calendar."""
    parts = dates.display_parts(date, page_language(), both) if date else ()
    return format_html_join("", "{}", ((_part(part),) for part in parts))


def _part(part: dates.Part) -> SafeString:
    if part.title:
        return format_html('<span class="date" title="{}">{}</span>', part.title, part.text)
    return format_html("{}", part.text)


@register.simple_tag
def comma() -> str:
    """Return what stands between listed things in the page's language."""
    return wording_of(page_language()).comma


@register.simple_tag
def located(witness: Attestation) -> str:
    """Return where in its source a witness has the words: p. 366, с. 366, 366頁."""
    wording = wording_of(page_language())
    if witness.locator_label in wording.locators:
        return wording.located(witness.locator_label, witness.locator)
    return f"{witness.get_locator_label_display()} {witness.locator}"


@register.simple_tag
def words(quotation: Quotation) -> SafeString:
    """Return a quotation's words with their editorial marks, in the quotation marks of their language."""
    found = set_words(quotation.parsed, quotation.language, quotation.in_quotation_marks)
    html = mark_safe(found.words.html(page_language()))  # noqa: S308 (the core escapes all text)
    if not found.opening:
        return html
    return format_html(
        '<span class="opening">{}</span>{}<span class="closing">{}</span>', found.opening, html, found.closing
    )


@register.filter
def language_name(tag: str) -> str:
    """Return what a language is called in the page's."""
    return labels.language_name(tag, page_language())


@register.filter
def coordinates(place: Place) -> str:
    """Return where a place is on the globe, to a hundredth of a degree: 52.10° N, 23.70° E."""
    north, east = place.latitude, place.longitude
    return f"{abs(north):.2f}° {'N' if north >= 0 else 'S'}, {abs(east):.2f}° {'E' if east >= 0 else 'W'}"


@register.simple_tag(takes_context=True)
def in_language(context: template.Context, language: str) -> str:
    """Return the address of this page in another language."""
    request: HttpRequest | None = context.get("request")
    return addresses.in_language(request, language) if request else f"/{language}/"


@register.simple_tag(takes_context=True)
def is_here(context: template.Context, *routes: str) -> SafeString:
    """Return the attribute that says which part of the archive this page is in."""
    match = getattr(context.get("request"), "resolver_match", None)
    return mark_safe('aria-current="true"') if match and match.url_name in routes else SafeString("")
