"""The addresses of people and organisations."""

from django.urls import path, re_path

from archive.people import views

urlpatterns = [
    path("people/", views.people, name="people"),
    re_path(r"^p/(?P<shown>[^/.]+)$", views.person, name="person"),
    re_path(r"^p/(?P<shown>[^/.]+)\.(?P<suffix>[a-z.-]+)$", views.download, name="person-download"),
]
