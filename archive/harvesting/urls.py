"""The address of harvesting, in no reader's language."""

from django.urls import path

from archive.harvesting import views

urlpatterns = [path("oai", views.oai, name="oai")]
