"""The curators' desk: the admin site, and its front page that says what waits."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from archive import import_pages
from archive.waiting import waiting_for
from sources.desk import date_reading


class Desk(admin.AdminSite):
    """Django's admin as the curators' desk."""

    site_header = _("Testimonia: the curators' desk")
    site_title = _("Testimonia")
    index_title = _("The desk")
    index_template = "admin/desk_index.html"
    enable_nav_sidebar = True

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("date-reading/", self.admin_view(date_reading), name="date-reading"),
            path("imports/", self.admin_view(import_pages.imports), name="imports"),
            path("imports/<shown>/", self.admin_view(import_pages.one_import), name="import"),
            path("imports/<shown>/decide/", self.admin_view(import_pages.decide_import), name="import-decide"),
            path("imports/<shown>/apply/", self.admin_view(import_pages.apply_one), name="import-apply"),
            path("imports/<shown>/undo/", self.admin_view(import_pages.undo_one), name="import-undo"),
            path("imports/<shown>/discard/", self.admin_view(import_pages.discard_one), name="import-discard"),
        ]
        return own + super().get_urls()

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().index(request, {"waiting": waiting_for(request.user)} | (extra_context or {}))
