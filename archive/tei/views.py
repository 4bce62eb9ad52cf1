"""The whole archive as one TEI corpus."""

from collections.abc import Iterator
from functools import partial

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from archive.addresses import permanent_address
from archive.bulk.snapshot import FromSnapshot
from archive.conditional import conditional
from archive.revisions import log
from archive.tei.documents import corpus

TYPE = "application/tei+xml; charset=utf-8"


class WholeCorpus(FromSnapshot):
    """Everything that is public as TEI, as it stood when this was made; named by the log's number."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self.request = request
        self.name = f"testimonia-{log.sequence()}.tei.xml"

    def pieces(self) -> Iterator[bytes]:
        """Yield the corpus."""
        written = corpus(partial(permanent_address, self.request))
        return (piece.encode("utf-8", "backslashreplace") for piece in written)


@require_safe
@conditional
def whole_archive(request: HttpRequest) -> HttpResponse:
    """Give everything that is public, which is never whole in memory."""
    if request.method == "HEAD":
        return HttpResponse(content_type=TYPE)
    whole = WholeCorpus(request)
    named = {"Content-Disposition": f'attachment; filename="{whole.name}"'}
    return StreamingHttpResponse(whole, content_type=TYPE, headers=named)
