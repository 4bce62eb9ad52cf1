"""Validating: by what a client knows that its copy of a page is still the page (RFC 9110, section 8.8)."""

import hashlib
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from archive.revisions.models import Entry

# A new version of the program changes pages as well.
STARTED = timezone.now()
# How long after a change no time is given: HTTP counts whole seconds, and a long recording ends after its time.
SETTLING = timedelta(minutes=1)


def validated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give an answer its validators, and answer 304 where the client has it already.

    The ETag is made of the very bytes, so that two pages never share one, whatever they depend on.
    The time is that of the last change of anything in the archive.
    """
    if response.status_code != 200 or response.streaming:
        return response
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    moment = settled(last_change())
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    if moment:
        response.headers["Last-Modified"] = http_date(moment)
    return get_conditional_response(request, etag=etag, last_modified=moment, response=response)


def last_change() -> datetime:
    """Return when the archive changed last."""
    return Entry.objects.order_by("-sequence").values_list("at", flat=True).first() or STARTED


def settled(changed_at: datetime) -> int | None:
    """Return the second after which nothing changed, None where it is too early to say."""
    moment = max(changed_at, STARTED)
    return int(moment.timestamp()) if timezone.now() - moment > SETTLING else None
