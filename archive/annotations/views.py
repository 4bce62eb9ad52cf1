"""The addresses of annotations: all of a quotation, and each by itself."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from archive.addresses import by_permanent_id
from archive.annotations.model import CONTEXT, MEDIA_TYPE, Annotated, Json
from archive.conditional import conditional
from archive.quotations.models import Quotation
from archive.quotations.reading import original_of, published_whole


@require_safe
@conditional
@by_permanent_id(published_whole)
def annotations(request: HttpRequest, quotation: Quotation) -> HttpResponse:
    """Give all annotations of a quotation as a collection, or with `page` as its one page."""
    annotated = Annotated(request, quotation, original_of(quotation))
    page = request.GET.get("page")
    if page is None:
        return _told(annotated.collection())
    if page != "0":
        raise Http404("There is no such page.")
    collection = {"id": annotated.address, "type": "AnnotationCollection"}
    return _told({"@context": CONTEXT, **annotated.page(), "partOf": collection})


@require_safe
@conditional
@by_permanent_id(published_whole)
def annotation(request: HttpRequest, quotation: Quotation, position: str) -> HttpResponse:
    """Give the annotation of one witness."""
    annotated = Annotated(request, quotation, original_of(quotation))
    wanted = f"{annotated.address}/{position}"
    for found in annotated.annotations():
        if found["id"] == wanted:
            return _told({"@context": CONTEXT, **found})
    raise Http404("There is no such annotation.")


def _told(told: Json) -> JsonResponse:
    response = JsonResponse(told, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Link"] = '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
    response.headers["Allow"] = "GET, HEAD"
    return response
