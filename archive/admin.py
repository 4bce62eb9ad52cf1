"""The curators' desk: the admin site, and its front page that says what waits."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from archive import import_pages
from archive.desk import recent, reviewing
from archive.desk.guarding import Guarded
from archive.desk.histories import Historied
from archive.desk.mergers import Mergeable
from archive.desk.merging import MERGEABLE
from archive.states import BY_MODEL
from archive.waiting import waiting_for
from sources.desk import date_reading

# In this order, what else there is after them.
ORDER = ["Quotation", "Topic", "Event", "Place", "Agent", "Source"]


class Desk(admin.AdminSite):
    """Django's admin as the curators' desk."""

    site_header = _("Testimonia: the curators' desk")
    site_title = _("Testimonia")
    index_title = _("The desk")
    index_template = "admin/desk_index.html"
    enable_nav_sidebar = False  # every page has the rooms of the desk in its head

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Give the admin of every record what the log brings: no lost update, histories, merging."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        for model in models:
            kept = (*_rooms(model), admin_class)
            own = type(admin_class.__name__, kept, {"__doc__": admin_class.__doc__}) if len(kept) > 1 else admin_class
            super().register(model, own, **options)

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("date-reading/", self.admin_view(date_reading), name="date-reading"),
            path("imports/", self.admin_view(import_pages.imports), name="imports"),
            path("imports/<shown>/", self.admin_view(import_pages.one_import), name="import"),
            path("imports/<shown>/decide/", self.admin_view(import_pages.decide_import), name="import-decide"),
            path("imports/<shown>/apply/", self.admin_view(import_pages.apply_one), name="import-apply"),
            path("imports/<shown>/undo/", self.admin_view(import_pages.undo_one), name="import-undo"),
            path("imports/<shown>/discard/", self.admin_view(import_pages.discard_one), name="import-discard"),
            path("recent/", self.admin_view(recent.changes), name="recent"),
            path("review/", self.admin_view(reviewing.review), name="review"),
            path("batch/<str:batch>/undo/", self.admin_view(recent.undo), name="undo-batch"),
        ]
        return own + super().get_urls()

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return what a curator may work on, the heart of the archive first."""
        rooms = super().get_app_list(request, app_label)
        for room in rooms:
            room["models"].sort(key=_place)
        return sorted(rooms, key=lambda room: min(map(_place, room["models"])))

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().index(request, {"waiting": waiting_for(request.user)} | (extra_context or {}))


def _place(model: dict[str, Any]) -> int:
    """Return the place of a model in the order of the desk."""
    return ORDER.index(model["object_name"]) if model["object_name"] in ORDER else len(ORDER)


def _rooms(model: type[Model]) -> tuple[type, ...]:
    """Return what the desk adds to the admin of a model."""
    if model not in BY_MODEL:
        return ()
    mergeable = (Mergeable,) if BY_MODEL[model].name in MERGEABLE else ()
    return (*mergeable, Historied, Guarded)
