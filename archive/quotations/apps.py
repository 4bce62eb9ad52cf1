"""Quotations as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuotationsConfig(AppConfig):
    """Quotations, attributions, attestations and topics."""

    name = "archive.quotations"
    verbose_name = _("Quotations")
