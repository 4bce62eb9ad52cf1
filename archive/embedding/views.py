"""The card of a quotation for other people's pages, its picture, and oEmbed."""

from collections.abc import Callable

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from archive.addresses import by_permanent_id, permanent_address
from archive.conditional import conditional
from archive.editions.absence import Gone
from archive.editions.frozen import FrozenQuotation
from archive.editions.models import Edition
from archive.editions.views import edition_of
from archive.embedding.oembed import embedded_at, told
from archive.embedding.pictures import key_of, picture_of
from archive.quotations.models import Quotation
from archive.quotations.reading import published
from sources.formats.markup import DECLARATION, Element, element, text_of

View = Callable[..., HttpResponse]
# A card may stand in any page, and can do nothing there.
POLICY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}
FOR_EVER, FOR_AN_HOUR = "public, max-age=31536000, immutable", "public, max-age=3600"
PLAIN = "text/plain; charset=utf-8"


def framed(view: View) -> View:
    """Let other people's pages show a view's answers in a frame."""
    return csp(POLICY)(xframe_options_exempt(view))


def _with_speakers() -> QuerySet[Quotation]:
    return published().with_speakers()


def gone_card(request: HttpRequest, gone: Gone) -> HttpResponse:
    """Say in a card that the quotation was withdrawn."""
    return render(request, "embedding/gone.html", {"gone": gone}, status=410)


@framed
@require_safe
@conditional
@by_permanent_id(_with_speakers, gone=gone_card)
def card(request: HttpRequest, quotation: Quotation) -> HttpResponse:
    """Show one quotation as a card."""
    context = {"quotation": quotation, "address": permanent_address(request, quotation)}
    return render(request, "embedding/card.html", context)


@framed
@require_safe
@conditional
@by_permanent_id(published, lasting=True, gone=gone_card)
def edition_card(request: HttpRequest, quotation: Quotation, number: str) -> HttpResponse:
    """Show an edition as a card."""
    edition = edition_of(quotation, number)
    context = {"quotation": FrozenQuotation(edition.parsed), "address": permanent_address(request, edition)}
    return render(request, "embedding/card.html", context)


@require_safe
@by_permanent_id(published)
def picture(request: HttpRequest, quotation: Quotation) -> HttpResponse:
    """Give the picture of the latest edition; an address that names this edition by `v` may be kept for ever."""
    edition = Edition.objects.of(quotation.pk).last()
    if edition is None:
        raise Http404("There is no edition to draw.")
    return _drawn(request, edition, lasting=request.GET.get("v") == str(edition.number))


@require_safe
@by_permanent_id(published, lasting=True)
def edition_picture(request: HttpRequest, quotation: Quotation, number: str) -> HttpResponse:
    """Give the picture of an edition, which may be kept for ever."""
    return _drawn(request, edition_of(quotation, number), lasting=True)


def _drawn(request: HttpRequest, edition: Edition, *, lasting: bool) -> HttpResponse:
    tag = f'"{key_of(edition)}"'
    answer = get_conditional_response(request, etag=tag)
    response = answer or HttpResponse(picture_of(edition), content_type="image/png")
    response.headers["ETag"], response.headers["Cache-Control"] = tag, FOR_EVER if lasting else FOR_AN_HOUR
    return response


@require_safe
@conditional
def oembed(request: HttpRequest) -> HttpResponse:
    """Tell another site how to embed the quotation of an address (oEmbed 1.0, section 2.3)."""
    address, form = request.GET.get("url", ""), request.GET.get("format", "json")
    if not address:
        return HttpResponse("The argument “url” is missing: the address of a quotation.\n", PLAIN, 400)
    if form not in ("json", "xml"):
        return HttpResponse("The format is not json or xml.\n", PLAIN, 501)
    try:
        sizes = [_size(request, name) for name in ("maxwidth", "maxheight")]
        answer = told(request, embedded_at(request, address), *sizes)
    except WrongSize as wrong:
        return HttpResponse(f"{wrong}\n", PLAIN, 400)
    except (Http404, ValueError):  # what is no address at all is refused by the library
        return HttpResponse("There is no quotation to embed at this address.\n", PLAIN, 404)
    if form == "json":
        return JsonResponse(answer, content_type="application/json")
    elements = (element(name, str(value)) for name, value in answer.items())
    text = text_of(Element("oembed", tuple(filter(None, elements))), depth=0)
    return HttpResponse(f"{DECLARATION}{text}", "text/xml; charset=utf-8")


class WrongSize(ValueError):
    """A size that is no number of pixels."""


def _size(request: HttpRequest, name: str) -> int | None:
    said = request.GET.get(name, "")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 7 and int(said)):
        raise WrongSize(f"The argument “{name}” is no number of pixels.")
    return int(said)
