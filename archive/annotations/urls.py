"""The addresses of annotations."""

from django.urls import re_path

from archive.annotations import views

urlpatterns = [
    re_path(r"^q/(?P<shown>[^/.]+)/annotations$", views.annotations, name="annotations"),
    re_path(r"^q/(?P<shown>[^/.]+)/annotations/(?P<position>[1-9][0-9]{0,4})$", views.annotation, name="annotation"),
]
