"""The whole archive in the API."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.decorators import method_decorator
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from archive.bulk.writing import WholeArchive
from archive.conditional import conditional

ZIP = "application/zip"


class ZipRenderer(BaseRenderer):
    """Stands for the zip file in the schema and in negotiation."""

    media_type, format, charset, render_style = ZIP, "zip", None, "binary"


class OneForm(BaseContentNegotiation):
    """There is one form only, whatever is accepted; errors are told in JSON."""

    def select_renderer(self, request: Request, renderers: list[BaseRenderer], format_suffix: str = "") -> tuple:
        return JSONRenderer(), JSONRenderer.media_type


@method_decorator(conditional, name="dispatch")
class BulkView(APIView):
    """Everything that is public as one zip file: JSON Lines, CSV, TEI, linked data, hashes, and how to cite it."""

    renderer_classes = [ZipRenderer]
    content_negotiation_class = OneForm

    @extend_schema(operation_id="bulk_retrieve", responses={(200, ZIP): OpenApiResponse(bytes, "The file.")})
    def get(self, request: Request) -> HttpResponse:
        whole = WholeArchive(request._request)
        named = {"Content-Disposition": f'attachment; filename="{whole.name}.zip"'}
        return StreamingHttpResponse(whole, content_type=ZIP, headers=named)

    @extend_schema(exclude=True)
    def head(self, request: Request) -> HttpResponse:
        return HttpResponse(content_type=ZIP)
