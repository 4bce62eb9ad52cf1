"""Problems: every error of the API as RFC 9457 wants it told, in JSON that names field and reason."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from rest_framework import exceptions
from rest_framework.renderers import BrowsableAPIRenderer, JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

from archive.editions.absence import Gone, Merged, NoSuchRecord, tombstone_page
from archive.representations.accepting import preferred
from sources import permanent

MEDIA_TYPE = "application/problem+json"
API = "/api/"
WITHDRAWN = "This record was withdrawn, or deleted after it was public."


class ProblemRenderer(JSONRenderer):
    """JSON under the name that tells a program that something went wrong."""

    media_type = MEDIA_TYPE


class Problem(exceptions.APIException):
    """An error with a status, what is wrong, the faults that it consists of, and more members for programs."""

    def __init__(self, status: int, detail: str, errors: Iterable[Mapping[str, str]] = (), **more: Any) -> None:
        super().__init__(detail)
        self.status_code, self.errors, self.more = status, list(errors), more


def problem(status: int, detail: Any = "", **more: Any) -> dict[str, Any]:
    """Return the members of a problem; its type is `about:blank`, since the status says what kind it is (4.2.1)."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": str(detail)}
    return {name: value for name, value in {**told, **more}.items() if value not in ("", [])}


def answer_with_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an exception of a view of the API; None for one that nobody foresaw, which `server_error` answers."""
    request = context["request"]
    response = _answer(error, request, context["view"])
    if response is not None:
        set_rollback()
        is_shown = isinstance(getattr(request, "accepted_renderer", None), BrowsableAPIRenderer)
        if response.status_code >= 400 and not is_shown:
            request.accepted_renderer, request.accepted_media_type = ProblemRenderer(), MEDIA_TYPE
    return response


def _answer(error: Exception, request: Any, view: Any) -> Response | None:
    if isinstance(error, Merged):
        return _merged(error, request)
    if isinstance(error, Gone):
        return _response(410, WITHDRAWN, **_tombstone(error, api_url=lambda shown: _same_view(request, shown)))
    if isinstance(error, Http404):
        near = [record.shown_id for record in error.near] if isinstance(error, NoSuchRecord) else []
        detail = "There is no public record with this id." if isinstance(error, NoSuchRecord) else str(error)
        return _response(404, detail, near=near)
    if isinstance(error, PermissionDenied):
        return _response(403, str(error) or "This is not allowed.")
    return _of_framework(error) if isinstance(error, exceptions.APIException) else None


def _of_framework(error: exceptions.APIException) -> Response:
    """Answer what the framework raises: a list of faults where fields are wrong."""
    if isinstance(error, Problem):
        response = _response(error.status_code, error.detail, errors=error.errors, **error.more)
    elif isinstance(error, exceptions.ValidationError):
        response = _response(error.status_code, "The request is not valid.", errors=list(faults_in(error.detail)))
    else:
        response = _response(error.status_code, error.detail)
    if getattr(error, "auth_header", None):
        response.headers["WWW-Authenticate"] = error.auth_header
    if getattr(error, "wait", None):
        response.headers["Retry-After"] = str(int(error.wait))
    return response


def _response(status: int, detail: Any, **more: Any) -> Response:
    return Response(problem(status, detail, **more), status=status)


def faults_in(detail: Any, field: str = "") -> Iterator[dict[str, str]]:
    """Yield each reason in the framework's nested lists and mappings, with the path of its field."""
    if isinstance(detail, Mapping):
        for name, part in detail.items():
            yield from faults_in(part, ".".join(filter(None, (field, str(name)))))
    elif isinstance(detail, list):
        for number, part in enumerate(detail, start=1):
            nested = isinstance(part, Mapping)
            yield from faults_in(part, f"{field}.{number}" if nested else field)
    else:
        yield {"field": field, "detail": str(detail)} if field else {"detail": str(detail)}


def _merged(merged: Merged, request: Any) -> Response:
    """Lead for ever to the record into which the one that is asked for was merged (301)."""
    address = _same_view(request, merged.survivor.shown_id)
    query = request.META.get("QUERY_STRING", "")
    response = Response({"merged_into": merged.survivor.shown_id, "location": address}, status=301)
    response.headers["Location"] = f"{address}?{query}" if query else address
    return response


def _tombstone(gone: Gone, **addresses: Callable[[str], str]) -> dict[str, Any]:
    """Return what readers are told of a record that is public no more; `addresses` give those of its successor."""
    shown = gone.successor and permanent.shown(gone.successor.pk)
    successor = shown and {"id": shown, **{name: address(shown) for name, address in addresses.items()}}
    at = gone.at.isoformat() if gone.at else None
    return {"id": gone.shown_id, "withdrawn_at": at, "withdrawn_because": gone.because, "successor": successor}


def _same_view(request: Any, shown_id: str) -> str:
    """Return the address of this very view for another record."""
    match = request.resolver_match
    return request.build_absolute_uri(reverse(match.view_name, kwargs={**match.kwargs, "id": shown_id}))


def tombstone(request: HttpRequest, gone: Gone) -> HttpResponse:
    """Answer that a record was here: by a page, or as a problem to a program that accepts no page or prefers JSON."""
    wanted = preferred(request.headers.get("Accept", ""), ("text/html", MEDIA_TYPE, "application/json"))
    if wanted and wanted.media_type == "text/html":
        response = tombstone_page(request, gone)
    else:
        address = gone.successor.get_absolute_url() if gone.successor else ""
        told = _tombstone(gone, url=lambda _shown: request.build_absolute_uri(address))
        response = plain_problem(410, WITHDRAWN, **told)
    patch_vary_headers(response, ["Accept"])
    return response


def is_of_api(request: HttpRequest) -> bool:
    """Whether a request is a program's, which wants its errors in JSON."""
    return request.path_info.startswith(API)


def plain_problem(status: int, detail: str, **more: Any) -> JsonResponse:
    """Answer an error outside of the framework's views."""
    return JsonResponse(problem(status, detail, **more), status=status, content_type=MEDIA_TYPE)
