"""Renewing: telling who saved a person, source, event or topic how many quotations have a new edition by it."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext

from archive.editions.keeping import kept
from archive.revisions.middleware import SAFE

# How many editions were made since the request that is answered began.
_made: ContextVar[int] = ContextVar("editions made", default=0)


@receiver(kept, dispatch_uid="renewing")
def count(made: list[Any], **kwargs: Any) -> None:
    """Count the editions of one chunk."""
    _made.set(_made.get() + len(made))


class RenewingMiddleware:
    """Adds to the desk's messages, once all is written, how many quotations have a new edition.

    It stands above the recording, at whose end they are made, and below the messages. Who works on the
    quotations themselves knows it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE:
            return self.get_response(request)
        token = _made.set(0)
        try:
            response = self.get_response(request)
            number = _made.get()
        finally:
            _made.reset(token)
        if number and response.status_code == 302 and _is_of_others(request.path):
            told = ngettext("%s quotation has a new edition.", "%s quotations have a new edition.", number)
            messages.success(request, told % number)
        return response


def _is_of_others(path: str) -> bool:
    """Whether an address is one of the desk, but not of its quotations."""
    return path.startswith(reverse("admin:index")) and not path.startswith(
        reverse("admin:quotations_quotation_changelist")
    )
