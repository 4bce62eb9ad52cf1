"""The addresses of editions."""

from django.urls import re_path

from archive.editions import views

EDITION = r"^q/(?P<shown>[^/.]+)/v(?P<number>[1-9][0-9]{0,8})"

urlpatterns = [
    re_path(rf"{EDITION}$", views.edition, name="edition"),
    re_path(rf"{EDITION}/cite$", views.cite, name="cite-edition"),
    re_path(rf"{EDITION}\.(?P<suffix>[a-z.-]+)$", views.download, name="edition-download"),
    re_path(r"^q/(?P<shown>[^/.]+)/history$", views.history, name="editions"),
    re_path(r"^q/(?P<shown>[^/.]+)/timemap$", views.timemap, name="timemap"),
]
