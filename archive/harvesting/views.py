"""The address of harvesting."""

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from archive.harvesting import keeping
from archive.harvesting.answering import Repository, answer, written
from archive.harvesting.asking import Asked, Refused, asked
from sources.formats.markup import DECLARATION, Element, element, text_of

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
RETRY_AFTER = 10  # seconds


@csrf_exempt  # it is asked, never told
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answer a request of OAI-PMH 2.0; who comes while a change is being committed is asked to come again."""
    repository = Repository(request, keeping.whole_seconds(timezone.now()))
    try:
        keeping.stamp()
        text = text_of(_answered(request, repository), depth=0)
    except OperationalError:
        return HttpResponse("Busy.\n", status=503, headers={"Retry-After": RETRY_AFTER}, content_type="text/plain")
    return HttpResponse(f"{DECLARATION}{text}", content_type="text/xml; charset=utf-8")


def _answered(request: HttpRequest, repository: Repository) -> Element:
    understood: Asked | None = None
    try:
        understood = asked(request.POST if request.method == "POST" else request.GET)
        return _around(repository, _echo(request), answer(understood, repository))
    except Refused as refused:
        echo = _echo(request) if refused.echoes else {}
        return _around(repository, echo, *(Element("error", (why,), {"code": code}) for code, why in refused.errors))


def _echo(request: HttpRequest) -> dict[str, str]:
    """Return the arguments that the answer repeats."""
    return dict((request.POST if request.method == "POST" else request.GET).items())


def _around(repository: Repository, echo: dict[str, str], *said: Element) -> Element:
    """Return the whole answer (section 3.2)."""
    named = {
        "xmlns": NAMESPACE,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": f"{NAMESPACE} {NAMESPACE}OAI-PMH.xsd",
    }
    request = Element("request", (repository.address,), echo)
    children = (element("responseDate", written(repository.at)), request, *said)
    return Element("OAI-PMH", tuple(filter(None, children)), named)
