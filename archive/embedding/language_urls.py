"""The addresses of cards and pictures."""

from django.urls import re_path

from archive.editions.urls import EDITION
from archive.embedding import views

urlpatterns = [
    re_path(r"^q/(?P<shown>[^/.]+)/embed$", views.card, name="embed"),
    re_path(rf"{EDITION}/embed$", views.edition_card, name="edition-embed"),
    re_path(rf"{EDITION}/picture\.png$", views.edition_picture, name="edition-picture"),
    re_path(r"^q/(?P<shown>[^/.]+)/picture\.png$", views.picture, name="picture"),
]
