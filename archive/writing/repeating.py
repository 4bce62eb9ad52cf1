"""Repeating: a request with an idempotency key that comes twice does its work once, and is answered alike.

As the IETF's draft on the Idempotency-Key header has it: the same key with another request is an error.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from archive.problems import Problem
from archive.revisions.appending import lock
from archive.writing.models import KEPT_FOR, KeptAnswer

HEADER = "Idempotency-Key"
LONGEST = 255
REPLAYED = ("Location", "ETag")


def once(request: Any, work: Callable[[], Response]) -> Response:
    """Do the work and keep its answer for a day, or give the answer that is kept; must be in a transaction.

    Only success is kept: whatever fails leaves nothing behind, so asking again may succeed.
    """
    key = request.headers.get(HEADER, "").strip()
    if not key:
        return work()
    if len(key) > LONGEST or not key.isascii() or not key.isprintable():
        raise Problem(400, f"An {HEADER} has at most {LONGEST} printable ASCII characters.")
    lock()  # a twin of this request waits here, and then finds what is kept
    KeptAnswer.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    kept = KeptAnswer.objects.filter(account=request.user, key=key).first()
    if kept is None:
        return _kept(request, key, work())
    if kept.fingerprint != _fingerprint(request):
        raise Problem(422, f"Another request had this {HEADER} within the last day.")
    return Replayed(kept)


class Replayed(Response):
    """An answer that was given before."""

    def __init__(self, kept: KeptAnswer) -> None:
        super().__init__(None, status=kept.status, headers={**kept.headers, "Idempotency-Replayed": "true"})
        self.kept = kept

    @property
    def rendered_content(self) -> bytes:
        """The very bytes of the first answer."""
        self["Content-Type"] = JSONRenderer.media_type
        return self.kept.body.encode()


def _kept(request: Any, key: str, response: Response) -> Response:
    KeptAnswer.objects.create(
        account=request.user,
        key=key,
        fingerprint=_fingerprint(request),
        status=response.status_code,
        headers={name: response.headers[name] for name in REPLAYED if name in response.headers},
        body=JSONRenderer().render(response.data).decode(),
    )
    return response


def _fingerprint(request: Any) -> str:
    """Return what makes two requests the same: address, reason and body."""
    body = JSONRenderer().render(request.data)
    return hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode() + body).hexdigest()
