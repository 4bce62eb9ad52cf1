"""Every address of the archive."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from archive import citations, views
from archive.tei.views import whole_archive
from archive.unapi import unapi

urlpatterns = [
    path("archive.tei.xml", whole_archive, name="archive-tei"),
    path("unapi", unapi, name="unapi"),
    path("", include("archive.discovery.urls")),
    path("api/v1/", include("archive.api")),
    path("", include("archive.harvesting.urls")),
    path("", include("archive.embedding.urls")),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", views.home, name="home"),
        path("about/", views.about, name="about"),
        path("programs/", views.programs, name="programs"),
        path("cite", citations.selection, name="cite-selection"),
        path("styles/", citations.styles, name="styles"),
        path("", include("archive.discovery.language_urls")),
        path("", include("archive.feeds.urls")),
        path("", include("archive.embedding.language_urls")),
        path("", include("archive.annotations.urls")),
        path("", include("archive.search.urls")),
        path("", include("archive.quotations.urls")),
        path("", include("archive.editions.urls")),
        path("", include("archive.people.urls")),
        path("", include("archive.events.urls")),
        path("", include("archive.bibliography.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "archive.views.bad_request"
handler403 = "archive.views.forbidden"
handler404 = "archive.views.not_found"
handler500 = "archive.views.server_error"
