"""Mirrors as a Django application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class MirrorsConfig(AppConfig):
    """What the public sees, and what it saw once."""

    name = "archive.mirrors"
    label = "mirrors"
    verbose_name = _("mirrors")

    def ready(self) -> None:
        # Both need the models, which are there only now.
        from archive.mirrors import keeping
        from archive.revisions.recording import recorded

        recorded.connect(keeping.keep_presence, dispatch_uid="mirrors")
        post_migrate.connect(keeping.begin_presence, sender=self)
