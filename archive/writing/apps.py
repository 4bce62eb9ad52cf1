"""Writing as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WritingConfig(AppConfig):
    """Tokens, and the answers that are kept for those who ask twice."""

    name = "archive.writing"
    label = "writing"
    verbose_name = _("writing through the API")
