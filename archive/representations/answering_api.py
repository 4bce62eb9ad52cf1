"""What the API says of a record, asked from within: the JSON of a page's address is the API's own."""

from collections.abc import Mapping

from django.core.handlers.wsgi import WSGIRequest
from django.urls import resolve, reverse
from rest_framework.renderers import JSONRenderer

from archive.representations.offering import Kind, Subject

# What an inner request has of the outer one: where the site is, but not who asks, nor on what condition.
KEPT = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "HTTP_X_FORWARDED_PROTO", "wsgi.url_scheme", "wsgi.input")
PLAIN = {"throttle_classes": [], "authentication_classes": [], "renderer_classes": [JSONRenderer]}


def api_json(subject: Subject, asked: Mapping[str, str]) -> str:
    """Return a record as the API gives it to everybody, or the very text of an edition that was hashed."""
    if subject.kind == Kind.EDITION:
        return subject.record.content
    address = reverse(f"api:{subject.kind}-detail", args=subject.arguments)
    kept = {name: subject.request.META[name] for name in KEPT if name in subject.request.META}
    inner = WSGIRequest(kept | {"REQUEST_METHOD": "GET", "PATH_INFO": address, "HTTP_ACCEPT": "application/json"})
    found = resolve(address)
    view = found.func.cls.as_view({"get": "retrieve"}, **PLAIN)
    return view(inner, **found.kwargs).render().content.decode()
