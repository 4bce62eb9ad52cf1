"""The addresses of the search."""

from django.urls import path

from archive.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest", views.suggest, name="search-suggest"),
    path("browse/", views.browse, name="browse"),
    path("today/", views.this_day, name="this-day"),
    path("random/", views.by_chance, name="random"),
]
