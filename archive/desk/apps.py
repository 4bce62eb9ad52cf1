"""The desk as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """What curators say to each other about records."""

    name = "archive.desk"
    label = "desk"
    verbose_name = _("the curators' desk")
