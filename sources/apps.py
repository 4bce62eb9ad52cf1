"""The shelf as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """People, organisations and bibliographic sources."""

    name = "sources"
    verbose_name = _("People and sources")
