"""Events as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Events and the places where they happened."""

    name = "archive.events"
    verbose_name = _("Events")
