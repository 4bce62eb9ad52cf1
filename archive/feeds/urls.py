"""The addresses of the feeds."""

from django.urls import path, re_path

from archive.feeds import views

urlpatterns = [
    path("quotations.atom", views.quotations, name="quotations-feed"),
    path("changes.atom", views.changed, name="changes-feed"),
    re_path(r"^p/(?P<shown>[^/.]+)\.atom$", views.person, name="person-feed"),
    re_path(r"^e/(?P<shown>[^/.]+)\.atom$", views.event, name="event-feed"),
    re_path(r"^s/(?P<shown>[^/.]+)\.atom$", views.source, name="source-feed"),
]
