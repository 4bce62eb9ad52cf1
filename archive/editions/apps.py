"""Editions as a Django application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    """Editions of quotations, and redirections of merged records."""

    name = "archive.editions"
    label = "editions"
    verbose_name = _("editions")

    def ready(self) -> None:
        # Both need the models, which are there only now.
        from archive.editions import keeping
        from archive.revisions.recording import recorded

        recorded.connect(keeping.keep_editions, dispatch_uid="editions")
        post_migrate.connect(keeping.begin_editions, sender=self)
