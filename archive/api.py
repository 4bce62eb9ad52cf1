"""The API, version 1: its addresses, its schema and its browsable page."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from archive.bibliography.api import SourceViewSet
from archive.bulk.api import BulkView
from archive.editions.api import EditionsOfQuotationViewSet, EditionsViewSet
from archive.events.api import EventViewSet
from archive.mirrors.api import ChangesView
from archive.people.api import PersonViewSet
from archive.quotations.api import QuotationViewSet
from archive.quotations.subjects_api import PlaceViewSet, TopicViewSet
from archive.writing.api import router as desk

router = DefaultRouter()
router.register("quotations", QuotationViewSet, basename="quotation")
router.register("people", PersonViewSet, basename="person")
router.register("sources", SourceViewSet, basename="source")
router.register("events", EventViewSet, basename="event")
router.register("places", PlaceViewSet, basename="place")
router.register("topics", TopicViewSet, basename="topic")

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema", template_name="api/docs.html"), name="docs"
    ),
    path("bulk/", BulkView.as_view(), name="bulk"),
    path("changes/", ChangesView.as_view(), name="changes"),
    path("editions/", EditionsViewSet.as_view({"get": "list"}), name="edition-list"),
    path("quotations/<str:id>/editions/", EditionsOfQuotationViewSet.as_view({"get": "list"}), name="editions-of-list"),
    path(
        "quotations/<str:id>/editions/<int:number>/",
        EditionsOfQuotationViewSet.as_view({"get": "retrieve"}),
        name="edition-detail",
    ),
    path("", include(desk.urls)),
    path("", include(router.urls)),
]
