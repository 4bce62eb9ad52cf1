"""The addresses for search engines and robots, in no reader's language."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import path

from archive.conditional import conditional
from archive.discovery import views
from archive.discovery.sitemaps import SITEMAPS

index, part = conditional(sitemaps.index), conditional(sitemaps.sitemap)

urlpatterns = [
    path("robots.txt", views.robots),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-part"}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        part,
        {"sitemaps": SITEMAPS, "template_name": "discovery/sitemap.xml"},
        name="sitemap-part",
    ),
]
