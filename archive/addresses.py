"""Addresses: the permanent one of a record, and records found by what a reader typed for one."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.encoding import iri_to_uri

from archive.revisions.models import successor_of
from archive.states import BY_MODEL
from sources import permanent
from sources.models import Record

Public = Callable[[], QuerySet[Any]]
View = Callable[..., HttpResponse]


class NoSuchRecord(Http404):
    """No public record has this id; `near` are those that a slip of the pen would explain."""

    def __init__(self, near: list[Record]) -> None:
        super().__init__("no such record")
        self.near = near


def permanent_address(request: HttpRequest, record: Record) -> str:
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


def by_permanent_id(public: Public) -> Callable[[View], View]:
    """Make a view of a record into one of an address: `public` gives the records that it may show.

    An id that is typed differently is redirected to its canonical form; raises NoSuchRecord.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def resolved(request: HttpRequest, shown: str, **more: str) -> HttpResponse:
            record = find(public(), shown)
            if record.shown_id == shown:
                return view(request, record, **more)
            route = request.resolver_match.view_name
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            return redirect(reverse(route, kwargs={"shown": record.shown_id, **more}) + query, permanent=True)

        return resolved

    return decorate


def find(records: QuerySet[Any], shown: str) -> Record:
    """Return the record that a reader's id names, or into which it was merged; raises NoSuchRecord."""
    try:
        pk = permanent.normalised(shown)
    except permanent.WrongId as wrong:
        raise NoSuchRecord(list(records.filter(pk__in=wrong.near))) from None
    record = records.filter(pk=pk).first() or _merged_into(records, pk)
    if record is None:
        raise NoSuchRecord([])
    return record


def _merged_into(records: QuerySet[Any], pk: str) -> Record | None:
    """Return the record in which one lives on that is gone; what is only hidden leads nowhere."""
    if records.model._base_manager.filter(pk=pk).exists():
        return None
    leads_to = successor_of(BY_MODEL[records.model].name, pk)
    return records.filter(pk=leads_to).first() if leads_to else None
