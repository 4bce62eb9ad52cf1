"""Harvesting as a Django application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HarvestingConfig(AppConfig):
    """What harvesters are told of each quotation, kept beside the editions."""

    name = "archive.harvesting"
    label = "harvesting"

    def ready(self) -> None:
        # Both need the models, which are there only now.
        from archive.editions.keeping import kept
        from archive.harvesting import keeping

        kept.connect(keeping.keep_headers, dispatch_uid="harvesting")
        post_migrate.connect(keeping.begin_headers, sender=self)
