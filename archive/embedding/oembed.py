"""oEmbed 1.0: what another site needs to show a quotation whose address somebody has pasted there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.request import validate_host
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.html import format_html

from archive.addresses import find
from archive.editions.absence import Gone, Merged
from archive.editions.frozen import FrozenQuotation
from archive.editions.views import edition_of
from archive.embedding.drawing import HEIGHT, WIDTH
from archive.feeds.entries import title_of
from archive.quotations.models import Quotation
from archive.quotations.reading import published

EMBEDDED = ("quotation", "embed", "edition", "edition-embed")
WIDEST = 600
SHORTEST, TALLEST = 180, 640
LINE, FRAME, CHARACTER = 28, 130, 9  # pixels: of a line, of what is around the words, and of a letter
KEPT = 24 * 60 * 60  # seconds for which a site may keep the answer


@dataclass(frozen=True)
class Embedded:
    """What an address names: a quotation as it is, or as an edition has it, whose number is "" otherwise; its language."""

    quotation: Quotation | FrozenQuotation
    number: str
    language: str


def embedded_at(request: HttpRequest, address: str) -> Embedded:
    """Return what a pasted address names; raises Http404 for what cannot be embedded."""
    parts = urlsplit(address)
    hosts = [*settings.ALLOWED_HOSTS, request.get_host().partition(":")[0]]
    if parts.scheme not in ("http", "https") or not validate_host((parts.hostname or "").lower(), hosts):
        raise Http404("This address is not one of the archive.")
    language = translation.get_language_from_path(parts.path) or settings.LANGUAGE_CODE
    try:
        with translation.override(language):
            match = resolve(parts.path)
        if match.view_name not in EMBEDDED:
            raise Http404("There is nothing to embed at this address.")
        number = match.kwargs.get("number", "")
        return Embedded(_found(match.kwargs["shown"], number), number, language)
    except (Gone, Resolver404):
        raise Http404("There is nothing to embed at this address.") from None


def _found(shown: str, number: str) -> Quotation | FrozenQuotation:
    try:
        found = find(published().with_speakers(), shown)
    except Merged as merged:  # whose editions stay where they are
        is_kept = number and merged.is_public
        found = merged.old if is_kept else find(published().with_speakers(), merged.survivor.shown_id)
    return FrozenQuotation(edition_of(found, number).parsed) if number else found


def told(request: HttpRequest, embedded: Embedded, width: int | None, height: int | None) -> Mapping[str, Any]:
    """Return the answer, of the type `rich`; nothing in it is larger than what is asked for."""
    wide = min(WIDEST, width or WIDEST)
    high = min(_height(embedded.quotation, wide), height or TALLEST)
    with translation.override(embedded.language):
        title = title_of(embedded.quotation)
        frame = _frame(request.build_absolute_uri(_address(embedded, "embed")), title, wide, high)
        answer = {
            "version": "1.0",
            "type": "rich",
            "title": title,
            **_speaker(request, embedded.quotation),
            "provider_name": "Testimonia",
            "provider_url": request.build_absolute_uri(reverse("home")),
            "cache_age": KEPT,
            "html": frame,
            "width": wide,
            "height": high,
        }
        has_room = (width or WIDTH) >= WIDTH and (height or HEIGHT) >= HEIGHT
        return answer | (_picture(request, embedded) if has_room else {})


def _speaker(request: HttpRequest, quotation: Quotation | FrozenQuotation) -> dict[str, Any]:
    if quotation.attribution is None:
        return {}
    agent = quotation.attribution.agent
    return {"author_name": str(agent), "author_url": request.build_absolute_uri(agent.get_absolute_url())}


def _picture(request: HttpRequest, embedded: Embedded) -> dict[str, Any]:
    address = request.build_absolute_uri(_address(embedded, "picture"))
    return {"thumbnail_url": address, "thumbnail_width": WIDTH, "thumbnail_height": HEIGHT}


def _address(embedded: Embedded, name: str) -> str:
    """Return the address of the card or of the picture, be it an edition's."""
    shown, number = embedded.quotation.shown_id, embedded.number
    return reverse(f"edition-{name}", args=[shown, number]) if number else reverse(name, args=[shown])


def _frame(address: str, title: str, width: int, height: int) -> str:
    sandbox = "allow-popups allow-popups-to-escape-sandbox"
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" sandbox="{}" loading="lazy"></iframe>',
        *(address, title, width, height, sandbox),
    )


def _height(quotation: Quotation | FrozenQuotation, width: int) -> int:
    """Return about how tall the card is; if it is taller after all, it scrolls."""
    wide_letters = sum(1 if ord(letter) < 0x2E80 else 2 for letter in quotation.reading)
    lines = wide_letters * CHARACTER // max(100, width - 60) + 1 + quotation.reading.count("\n")
    return max(SHORTEST, min(TALLEST, FRAME + lines * LINE))
