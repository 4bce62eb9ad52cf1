"""The archive as a Django application, and its admin site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """The archive itself: what joins the rooms."""

    default = True
    name = "archive"
    label = "archive"
    verbose_name = _("archive")


class CuratorsAdmin(admin.AdminConfig):
    """Django's admin, made into the curators' desk."""

    default = False
    default_site = "archive.admin.Desk"
