"""Conditional requests (RFC 9110, section 13): a public answer is a function of address, language and the log's sequence.

The sequence is asked before anything else is read. So what is sent with a tag is never older than the
tag says, and a reader who holds the tag of the present sequence holds what would be sent again.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.http import http_date, parse_etags
from django.utils.translation import get_language

from archive.kept_pages import PAGES
from archive.problems import is_of_api, plain_problem
from archive.representations.accepting import wants_before_all
from archive.revisions import log
from archive.search import serving

View = Callable[..., HttpResponse]
# Keep it, but ask each time whether it still holds.
KEPT = "public, no-cache"
# A second may see more than one change, so its last one is told by a date only when it is over.
SETTLED = timedelta(seconds=2)
# A new version of the program changes answers as well.
STARTED = timezone.now()
CODE = ("archive", "sources", "templates", "static")
SAID = ("CITATION_STYLES", "NOTES_LANGUAGE", "ADMIN_EMAIL", "LANGUAGES")
# The headers by which one address has several answers.
VARYING = ("Accept", "Accept-Datetime")


@dataclass(frozen=True)
class Validators:
    """What tells whether an answer still holds: its tag, and the time of the last change where that is settled."""

    tag: str
    changed_at: datetime | None

    def mark(self, response: HttpResponse) -> None:
        """Add the tag and the date to an answer."""
        response.headers["ETag"] = self.tag
        response.headers["Cache-Control"] = KEPT
        if self.changed_at:
            response.headers["Last-Modified"] = http_date(self.changed_at.timestamp())


def conditional(view: View) -> View:
    """Give a view's answers a tag, and answer 304 to a reader who has it already, from one query.

    Pages are kept in memory under their tags. Curators and programs with a token are answered anew each
    time, and so is whoever gets an answer that says itself how it may be kept, or one for which the
    search index was not up to the log. Anew, too, is made what another form than the page may be sent
    for, where it is not kept: a 304 has the `Content-Location` of the answer (section 15.4.5).
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or is_personal(request):
            return _private(request, view(request, *args, **kwargs))
        now = validators(request)
        known = now.tag in parse_etags(request.headers.get("If-None-Match", ""))
        response = PAGES.get(now.tag) or (HttpResponse() if known and not _may_be_of_another_form(request) else None)
        if response is None:
            serving.begin_answer()
            response = view(request, *args, **kwargs)
            patched = response.has_header("ETag") or response.has_header("Cache-Control")
            if patched or response.status_code != 200 or serving.was_behind():
                return response
            PAGES.keep(now.tag, response)
        return _vary(_judged(request, now, response))

    return answered


def is_personal(request: HttpRequest) -> bool:
    """Return whether the answer may depend on who asks."""
    return "Authorization" in request.headers or settings.SESSION_COOKIE_NAME in request.COOKIES


def _may_be_of_another_form(request: HttpRequest) -> bool:
    """Return whether an address that negotiates may answer with another form than its page."""
    accepted = request.headers.get("Accept", "")
    return not is_of_api(request) and not wants_before_all(accepted, "text/html")


def _private(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let nobody else keep an answer; a page gets a tag made of its very bytes, and 304 for whoever has them."""
    says_itself = response.has_header("ETag") or response.has_header("Cache-Control")
    is_whole = not response.streaming and getattr(response, "is_rendered", True)
    response.headers.setdefault("Cache-Control", "private, no-cache")
    if says_itself or is_of_api(request) or response.status_code != 200 or not is_whole:
        return response
    set_response_etag(response)
    return get_conditional_response(request, etag=response.headers["ETag"], response=response)


def validators(request: HttpRequest) -> Validators:
    """Return the validators of a request's answer as the log stands now; one query.

    An answer may also depend on the day, and after a restoration the log may have other entries under the
    same numbers, so day and time are in the tag.
    """
    sequence, at = log.last()
    now = timezone.now()
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    varying = [request.headers.get(name) for name in VARYING]
    asked = (request.build_absolute_uri(), get_language(), *varying, at, today, release())
    digest = hashlib.sha256("\n".join(map(str, asked)).encode("utf-8", "replace")).hexdigest()[:16]
    changed_at = max(at, today, STARTED) if at else None
    settled = changed_at is not None and changed_at < now - SETTLED
    return Validators(f'W/"{sequence}-{digest}"', changed_at if settled else None)


def _judged(request: HttpRequest, now: Validators, response: HttpResponse) -> HttpResponse:
    """Return the answer, or 304 or 412 in its place, as the request's conditions want it."""
    now.mark(response)
    changed = int(now.changed_at.timestamp()) if now.changed_at else None
    judged = get_conditional_response(request, etag=now.tag, last_modified=changed, response=response)
    if judged.status_code == 412 and is_of_api(request):
        return plain_problem(412, "The condition of the request does not hold.")
    return judged


def _vary(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, VARYING)
    return response


@cache
def release() -> str:
    """Return a digest of the code and the settings that make answers, so that a new release makes new tags."""
    digest = hashlib.sha256(repr([getattr(settings, name) for name in SAID]).encode())
    for file in _code():
        digest.update(f"{file} {file.stat().st_mtime_ns}".encode())
    return digest.hexdigest()[:16]


def _code() -> Iterator[Path]:
    yield settings.BASE_DIR / "requirements.txt"
    for folder in CODE:
        yield from sorted(file for file in (settings.BASE_DIR / folder).rglob("*.*") if file.suffix != ".pyc")
