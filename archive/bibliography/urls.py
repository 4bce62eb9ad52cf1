"""The addresses of sources."""

from django.urls import path, re_path

from archive.bibliography import views

urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("sources/cite", views.cite_list, name="cite-sources"),
    re_path(r"^s/(?P<shown>[^/.]+)/cite$", views.cite, name="cite-source"),
    re_path(r"^sources\.(?P<suffix>[a-z.-]+)$", views.download_all, name="sources-download"),
    re_path(r"^s/(?P<shown>[^/.]+)$", views.source, name="source"),
    re_path(r"^s/(?P<shown>[^/.]+)\.(?P<suffix>[a-z.-]+)$", views.download, name="source-download"),
]
