"""The feeds: everything or any search, a person's, an event's, a source's quotations, and what changed."""

from contextlib import suppress
from typing import Any

from django.db import OperationalError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.addresses import by_permanent_id
from archive.conditional import conditional
from archive.events.models import Event
from archive.feeds.atom import feed
from archive.feeds.changes import MOST, changes
from archive.feeds.entries import entries_of, entry_of_change
from archive.harvesting.keeping import stamp
from archive.paging import PAGE_SIZE, page_of
from archive.publishing import public_agents, public_sources
from archive.quotations.filters import QuotationFilter
from archive.quotations.models import Attestation, Attribution, EventLink, Quotation
from archive.quotations.naming import Naming
from sources.models import Agent, Source


def published() -> QuerySet[Quotation]:
    """Return the published quotations with what their entries show."""
    return Quotation.objects.published().with_speakers().prefetch_related("topics")


@require_safe
@conditional
def quotations(request: HttpRequest) -> HttpResponse:
    """Tell what is newest of the quotations that the reader asks for, as on their page."""
    wishes = QuotationFilter(request.GET, queryset=published())
    if not wishes.is_valid_wish():
        return _refused(wishes)
    asked = ", ".join(wish.shown for wish in wishes.wishes())
    title = _("Quotations: %(asked)s") % {"asked": asked} if asked else _("Quotations")
    kept = request.GET.copy()
    kept.pop("page", None)
    return _listed(request, title, f"{reverse('quotations')}?{kept.urlencode()}".rstrip("?"), wishes.newest())


def _refused(wishes: QuotationFilter) -> HttpResponse:
    """Say what cannot be read: who follows a feed would never see that it tells everything instead."""
    lines = [f"{name}: {' '.join(reasons)}\n" for name, reasons in wishes.form.errors.items()]
    return HttpResponse(lines, content_type="text/plain; charset=utf-8", status=400)


@require_safe
@conditional
@by_permanent_id(public_agents)
def person(request: HttpRequest, person: Agent) -> HttpResponse:
    """Tell what is newest of what somebody said."""
    said = Naming(Attribution.objects.filter(agent=person), published(), once=True)
    return _listed(request, str(person), person.get_absolute_url(), said)


@require_safe
@conditional
@by_permanent_id(Event.objects.published)
def event(request: HttpRequest, event: Event) -> HttpResponse:
    """Tell what is newest of what belongs to an event."""
    said = Naming(EventLink.objects.filter(event=event), published())
    return _listed(request, str(event), event.get_absolute_url(), said)


@require_safe
@conditional
@by_permanent_id(public_sources)
def source(request: HttpRequest, source: Source) -> HttpResponse:
    """Tell what is newest of what is found in a source."""
    found = Naming(Attestation.objects.filter(source=source), published())
    return _listed(request, str(source), source.get_absolute_url(), found)


def _listed(request: HttpRequest, title: str, link: str, records: Any) -> HttpResponse:
    page = page_of(request, records)
    pages = {"first": 1, "last": page.paginator.num_pages}
    pages |= {"previous": page.number - 1} if page.has_previous() else {}
    pages |= {"next": page.number + 1} if page.has_next() else {}
    return feed(request, title, link, entries_of(request, page.object_list), pages)


@require_safe
@conditional
def changed(request: HttpRequest) -> HttpResponse:
    """Tell each change that readers may know of, the last first: new, changed and withdrawn quotations."""
    with suppress(OperationalError):  # somebody else is at it; what has no time yet is told next time
        stamp()
    number = _page_number(request)
    start, end = (number - 1) * PAGE_SIZE, number * PAGE_SIZE
    found = changes(start, end + 1)
    pages = {"first": 1} | ({"previous": number - 1} if number > 1 else {})
    pages |= {"next": number + 1} if len(found) > PAGE_SIZE else {}
    entries = [entry_of_change(request, change) for change in found[:PAGE_SIZE]]
    return feed(request, _("Changes"), reverse("quotations"), entries, pages)


def _page_number(request: HttpRequest) -> int:
    """Return the number of the page that is asked for; what makes no sense is the first."""
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), MOST // PAGE_SIZE) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1
