"""The addresses of events."""

from django.urls import path, re_path

from archive.events import views

urlpatterns = [
    path("events/", views.events, name="events"),
    re_path(r"^e/(?P<shown>[^/.]+)$", views.event, name="event"),
    re_path(r"^e/(?P<shown>[^/.]+)\.(?P<suffix>[a-z.-]+)$", views.download, name="event-download"),
]
