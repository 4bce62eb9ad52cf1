"""One recording for each request that may write."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from archive.revisions.recording import recording

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
# Where programs may ask by POST, and write nothing by it: they need not queue with those who write.
ASKED = {"/oai"}


class RecordingMiddleware:
    """Records what POST, PUT, PATCH and DELETE change as their user's, all of it or nothing.

    An answer of 400 or more leaves nothing behind: neither the changes nor their entries. It stands
    below the session, whose own row must be saved whatever the answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE or request.path_info in ASKED:
            return self.get_response(request)
        try:
            with recording(by=lambda: getattr(request, "user", None)):
                response = self.get_response(request)
                if response.status_code >= 400:
                    raise _Refused(response)
        except _Refused as refused:
            return refused.response
        return response


class _Refused(Exception):
    """Carries the answer of a request out of its transaction, which is then rolled back."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response
