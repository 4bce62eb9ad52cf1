"""The addresses for browsers' search boxes, in each language."""

from django.urls import path

from archive.discovery import views

urlpatterns = [
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("search/suggestions", views.opensearch_suggestions, name="opensearch-suggestions"),
]
