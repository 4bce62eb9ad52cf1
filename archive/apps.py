"""The archive as a Django application, and its admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """The archive itself: what joins the rooms."""

    name = "archive"
    label = "archive"
    verbose_name = _("archive")


class CuratorsAdmin(AdminConfig):
    """Django's admin, made into the curators' desk."""

    default_site = "archive.admin.Desk"
