"""Entries: how quotations and changes are told in a feed."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.addresses import permanent_address
from archive.editions.frozen import FrozenQuotation
from archive.editions.models import Edition
from archive.feeds.atom import BEGINNING, Entry
from archive.feeds.changes import Change
from archive.quotations.models import Quotation

LONGEST_TITLE = 100


def title_of(quotation: Quotation | FrozenQuotation) -> str:
    """Return the speaker and the first words."""
    reading = " ".join(quotation.reading.split())
    words = reading if len(reading) <= LONGEST_TITLE else f"{reading[:LONGEST_TITLE].rstrip()}…"
    return f"{quotation.attribution.agent}: {words}" if quotation.attribution else words


def entries_of(request: HttpRequest, quotations: Iterable[Quotation]) -> list[Entry]:
    """Return the entries of quotations, which come with speakers and topics; one query."""
    found = list(quotations)
    latest = Edition.objects.latest_of_each(*(quotation.pk for quotation in found))
    return [_entry(request, quotation, latest.get(quotation.pk)) for quotation in found]


def _entry(request: HttpRequest, quotation: Quotation, edition: Edition | None) -> Entry:
    published = quotation.state_at or BEGINNING
    return Entry(
        title=title_of(quotation),
        address=request.build_absolute_uri(quotation.get_absolute_url()),
        guid=permanent_address(request, quotation),
        updated_at=max(published, edition.at) if edition else published,
        published_at=quotation.state_at,
        author=str(quotation.attribution.agent) if quotation.attribution else "",
        language=quotation.language,
        categories=[topic.label_in(get_language() or "en").text for topic in quotation.topics.all()],
        summary=render_to_string("feeds/_entry.html", {"quotation": quotation}, request),
    )


def entry_of_change(request: HttpRequest, change: Change) -> Entry:
    """Return the entry of a change: of an edition with its words, of a withdrawn record with its number alone."""
    if change.edition is None or change.quotation is None:
        address = request.build_absolute_uri(reverse("quotation", args=[change.shown_id]))
        title = _("Withdrawn: %(id)s") % {"id": change.shown_id}
        return Entry(title, address, f"{address}#{change.at:%Y%m%dT%H%M%SZ}", change.at)
    said = _("New: %(title)s") if change.edition.number == 1 else _("Changed: %(title)s")
    return Entry(
        title=said % {"title": title_of(change.quotation)},
        address=request.build_absolute_uri(change.edition.get_absolute_url()),
        guid=permanent_address(request, change.edition),
        updated_at=change.at,
        language=change.quotation.language,
        summary=render_to_string("feeds/_entry.html", {"quotation": change.quotation}, request),
    )
