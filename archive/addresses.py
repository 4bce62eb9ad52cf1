"""Addresses: the permanent one of a record, and records found by what a reader typed for one."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import get_script_prefix, is_valid_path, reverse
from django.utils import translation
from django.utils.encoding import iri_to_uri

from archive.editions.absence import Gone, Merged, NoSuchRecord, absence_of
from archive.problems import tombstone
from sources import permanent
from sources.models import Record

Public = Callable[[], QuerySet[Any]]
View = Callable[..., HttpResponse]


def permanent_address(request: HttpRequest, record: Any) -> str:
    """Return the address that a citation names: the record's own, in no reader's language."""
    with translation.override(settings.LANGUAGE_CODE):
        return request.build_absolute_uri(record.get_absolute_url())


def in_language(request: HttpRequest, language: str) -> str:
    """Return the address of this very page, with its query, in another language."""
    first, _slash, rest = request.path_info.lstrip("/").partition("/")
    others = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    bare = rest if first in others else request.path_info.lstrip("/")
    prefix = "" if language == settings.LANGUAGE_CODE else f"{language}/"
    query = f"?{iri_to_uri(request.META['QUERY_STRING'])}" if request.META.get("QUERY_STRING") else ""
    return f"{get_script_prefix()}{prefix}{quote(bare)}{query}"


def by_permanent_id(
    public: Public, lasting: bool = False, gone: Callable[[HttpRequest, Gone], HttpResponse] = tombstone
) -> Callable[[View], View]:
    """Make a view of a record into one of an address: `public` gives the records that it may show.

    An id that is typed differently is redirected to its canonical form, and that of a merged record to
    the surviving one, for ever; a withdrawn record answers 410 with its tombstone. Raises NoSuchRecord
    for all others. A view that is `lasting` shows what was said of a record before it was merged: it is
    given the record as an unsaved one, with its id alone. `gone` answers in place of the tombstone's page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def resolved(request: HttpRequest, shown: str, **more: str) -> HttpResponse:
            try:
                record = find(public(), shown)
            except Gone as found:
                return gone(request, found)
            except Merged as merged:
                if not lasting:
                    return _redirected(request, merged.survivor, more)
                if not merged.is_public:
                    return redirect(merged.survivor.get_absolute_url(), permanent=True)
                record = merged.old
            if record.shown_id == shown:
                return view(request, record, **more)
            return _redirected(request, record, more)

        return resolved

    return decorate


def _redirected(request: HttpRequest, record: Record, more: dict[str, str]) -> HttpResponse:
    """Lead to the same page of a record under its own id."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    route = request.resolver_match.view_name
    return redirect(reverse(route, kwargs={"shown": record.shown_id, **more}) + query, permanent=True)


# How the address of a record begins, in capital or small letters.
ROOM = re.compile(r"/(?:[a-z]{2}/)?[qspe]/", re.IGNORECASE)


def without_punctuation(request: HttpRequest) -> str:
    """Return where a record's address leads without the punctuation of the sentence that it was copied from.

    "" where that is no other address, or none at all.
    """
    path = request.path_info
    room, letters = ROOM.match(path), [place for place, letter in enumerate(path) if letter.isalnum()]
    if not room or letters[-1] < room.end():
        return ""
    start = next(place for place in letters if place >= room.end())
    mended = room.group().lower() + path[start : letters[-1] + 1]
    if mended == path or not is_valid_path(mended):
        return ""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return iri_to_uri(f"{get_script_prefix().rstrip('/')}{quote(mended)}{query}")


def find(records: QuerySet[Any], shown: str) -> Record:
    """Return the record that a reader's id names; raises NoSuchRecord, Merged or Gone."""
    try:
        pk = permanent.normalised(shown)
    except permanent.WrongId as wrong:
        raise NoSuchRecord(list(records.filter(pk__in=wrong.near))) from None
    record = records.filter(pk=pk).first()
    if record is None:
        raise absence_of(records, pk)
    return record
