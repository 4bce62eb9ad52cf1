"""The whole archive as one TEI corpus."""

from datetime import date
from functools import partial

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from archive.addresses import permanent_address
from archive.tei.documents import corpus


@require_safe
def whole_archive(request: HttpRequest) -> StreamingHttpResponse:
    """Give everything that is public, which is never whole in memory."""
    pieces = (piece.encode("utf-8", "backslashreplace") for piece in corpus(partial(permanent_address, request)))
    named = {"Content-Disposition": f'attachment; filename="testimonia-{date.today().isoformat()}.tei.xml"'}
    return StreamingHttpResponse(pieces, content_type="application/tei+xml; charset=utf-8", headers=named)
