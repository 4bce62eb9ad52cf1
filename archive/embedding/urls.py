"""The address of oEmbed, in no reader's language."""

from django.urls import path

from archive.embedding import views

urlpatterns = [path("oembed", views.oembed, name="oembed")]
