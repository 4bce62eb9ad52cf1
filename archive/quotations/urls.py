"""The addresses of quotations."""

from django.urls import path, re_path

from archive.quotations import views

urlpatterns = [
    path("quotations/", views.quotations, name="quotations"),
    path("quotations/cite", views.cite_list, name="cite-quotations"),
    re_path(r"^q/(?P<shown>[^/.]+)/cite$", views.cite, name="cite-quotation"),
    re_path(r"^quotations\.(?P<suffix>[a-z.-]+)$", views.download_all, name="quotations-download"),
    re_path(r"^q/(?P<shown>[^/.]+)$", views.quotation, name="quotation"),
    re_path(r"^q/(?P<shown>[^/.]+)\.(?P<suffix>[a-z.-]+)$", views.download, name="quotation-download"),
]
