"""The archive as a Django application, and its admin site."""

import sys

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """The archive itself: what joins the rooms."""

    default = True
    name = "archive"
    label = "archive"
    verbose_name = _("archive")

    def ready(self) -> None:
        """Keep the curators' groups after every `migrate`."""
        from archive.curating import keep_groups

        # The last application with models: by then every permission exists.
        post_migrate.connect(keep_groups, sender=self.apps.get_app_config("quotations"))


class CuratorsAdmin(admin.AdminConfig):
    """Django's admin, made into the curators' desk."""

    default = False
    default_site = "archive.admin.Desk"

    def ready(self) -> None:
        """Find the pages of the desk, but for the command that only prepares a start: the server finds them again."""
        if sys.argv[1:2] != ["serve"]:
            super().ready()
