"""Changes in the API: all that a mirror needs to follow the archive."""

from django.utils.decorators import method_decorator
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from archive.bibliography.api import SourceViewSet
from archive.conditional import conditional
from archive.events.api import EventViewSet
from archive.mirrors.changing import changes
from archive.mirrors.describing import CHANGES, PARAMETERS
from archive.people.api import PersonViewSet
from archive.quotations.api import QuotationViewSet
from archive.quotations.subjects_api import PlaceViewSet, TopicViewSet
from archive.reading_api import ReadingViewSet

ROOMS: tuple[type[ReadingViewSet], ...] = (
    PersonViewSet,
    SourceViewSet,
    PlaceViewSet,
    TopicViewSet,
    EventViewSet,
    QuotationViewSet,
)


@method_decorator(conditional, name="dispatch")
class ChangesView(APIView):
    """What became public, was changed or went since a sequence number, in the order of the log."""

    @extend_schema(
        operation_id="changes_list",
        parameters=[OpenApiParameter(one["name"], one["schema"], description=one["description"]) for one in PARAMETERS],
        responses=OpenApiResponse(CHANGES, description="A slice of the log."),
    )
    def get(self, request: Request) -> Response:
        return changes(request, {room.record_type: room_for(room, request) for room in ROOMS})


def room_for(room: type[ReadingViewSet], request: Request) -> ReadingViewSet:
    """Return the view of a room as if the request were to its list."""
    view = room(request=request, format_kwarg=None, action="list", kwargs={})
    view.may_be_sparse = False
    return view
