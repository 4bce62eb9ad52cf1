"""Answering: a record in the form that a client asks for, by Accept or by the ending of the address."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from archive.citing import CannotCite, NoSuchStyle
from archive.representations.accepting import preferred
from archive.representations.offering import HTML, Group, Representation, Subject
from archive.representations.signposting import links_from, links_of, signposted
from archive.representations.table import ending_in, offered


def negotiated(request: HttpRequest, subject: Subject, page: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer with what the client wants most: the page, a representation, or 406 with all that there is."""
    forms = offered(subject)
    by_type = {media_type: one for one in reversed(forms) for media_type in one.media_types}
    types = [HTML, *(media_type for one in forms for media_type in one.media_types)]
    chosen = preferred(request.headers.get("Accept", ""), types)
    if chosen is None:
        response = not_acceptable(subject, forms)
    elif chosen.media_type == HTML:
        response = signposted(page(), links_of(subject, forms))
    else:
        response = _chosen(subject, by_type[chosen.media_type], chosen.media_type, chosen.parameters)
    patch_vary_headers(response, ["Accept"])
    return response


def _chosen(subject: Subject, one: Representation, media_type: str, asked: Mapping[str, str]) -> HttpResponse:
    """Answer with a representation; where its style cannot be had, 406 with the reason and the nearest names."""
    try:
        response = _written(subject, one, media_type, asked)
    except (NoSuchStyle, CannotCite) as error:
        return not_acceptable(subject, offered(subject), str(error))
    response.headers["Content-Location"] = subject.address_as(one.ending)
    return response


def _written(subject: Subject, one: Representation, media_type: str, asked: Mapping[str, str]) -> HttpResponse:
    text = one.write(subject, asked).encode("utf-8", "backslashreplace")
    response = HttpResponse(text, content_type=f"{media_type}; charset=utf-8")
    return signposted(response, links_from(subject, one))


def not_acceptable(subject: Subject, forms: list[Representation], reason: str = "") -> HttpResponse:
    """Say that nothing that is accepted is here, and list what is."""
    here = [(HTML, subject.here), *((one.media_type, subject.address_as(one.ending)) for one in forms)]
    lines = [
        reason or _("Nothing of what you accept is here. These are:"),
        *(f"{media_type} {address}" for media_type, address in here),
    ]
    text = "\n".join((*lines, ""))
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=406)


def ending(request: HttpRequest, subject: Subject, suffix: str) -> HttpResponse:
    """Answer with the representation of an ending; raises Http404 where there is none."""
    one = ending_in(subject, suffix)
    try:
        response = _written(subject, one, one.media_type, request.GET.dict())
    except (NoSuchStyle, CannotCite) as error:
        status = 404 if isinstance(error, NoSuchStyle) else 400
        return HttpResponse(f"{error}\n", content_type="text/plain; charset=utf-8", status=status)
    if one.group == Group.REFERENCE:
        response.headers["Content-Disposition"] = f'attachment; filename="{subject.name}.{suffix}"'
    return response
