"""The log as a Django application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RevisionsConfig(AppConfig):
    """The revision log."""

    name = "archive.revisions"
    label = "revisions"
    verbose_name = _("revision log")

    def ready(self) -> None:
        # Both need the models, which are there only now.
        from archive.revisions import beginning, watching

        watching.watch()
        post_migrate.connect(beginning.begin_log, sender=self)
