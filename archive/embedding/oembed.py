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
from archive.editions.models import Edition
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
    """A quotation that an address names, the edition of it, "" for the latest, and the language of the address."""

    quotation: Quotation
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
        found = find(published().with_speakers(), match.kwargs["shown"])
    except Merged as merged:
        found = find(published().with_speakers(), merged.survivor.shown_id)
    except (Gone, Resolver404):
        raise Http404("There is nothing to embed at this address.") from None
    return Embedded(found, match.kwargs.get("number", ""), language)


def told(request: HttpRequest, embedded: Embedded, width: int | None, height: int | None) -> Mapping[str, Any]:
    """Return the answer, of the type `rich`; nothing in it is larger than what is asked for."""
    wide = min(WIDEST, width or WIDEST)
    high = min(_height(embedded.quotation, wide), height or TALLEST)
    with translation.override(embedded.language):
        title = title_of(embedded.quotation)
        frame = _frame(request.build_absolute_uri(_card(embedded)), title, wide, high)
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
        return answer | (_picture(request, embedded.quotation) if has_room else {})


def _speaker(request: HttpRequest, quotation: Quotation) -> dict[str, Any]:
    if quotation.attribution is None:
        return {}
    agent = quotation.attribution.agent
    return {"author_name": str(agent), "author_url": request.build_absolute_uri(agent.get_absolute_url())}


def _picture(request: HttpRequest, quotation: Quotation) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("picture", args=[quotation.shown_id]))
    return {"thumbnail_url": address, "thumbnail_width": WIDTH, "thumbnail_height": HEIGHT}


def _card(embedded: Embedded) -> str:
    shown = embedded.quotation.shown_id
    if embedded.number and not Edition.objects.of(embedded.quotation.pk).filter(number=embedded.number).exists():
        raise Http404("There is no such edition.")
    return (
        reverse("edition-embed", args=[shown, embedded.number]) if embedded.number else reverse("embed", args=[shown])
    )


def _frame(address: str, title: str, width: int, height: int) -> str:
    sandbox = "allow-popups allow-popups-to-escape-sandbox"
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" sandbox="{}" loading="lazy"></iframe>',
        *(address, title, width, height, sandbox),
    )


def _height(quotation: Quotation, width: int) -> int:
    """Return about how tall the card is; if it is taller after all, it scrolls."""
    wide_letters = sum(1 if ord(letter) < 0x2E80 else 2 for letter in quotation.reading)
    lines = wide_letters * CHARACTER // max(100, width - 60) + 1 + quotation.reading.count("\n")
    return max(SHORTEST, min(TALLEST, FRAME + lines * LINE))
