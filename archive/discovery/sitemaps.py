"""Sitemaps: every public page in every language, in parts of a bounded size (sitemaps.org 0.9)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from archive.events.models import Event
from archive.harvesting.models import Header
from archive.publishing import public_agents, public_sources
from archive.quotations.models import Quotation

LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Of 50,000 addresses a part may have; each here names all its languages, and a part is made for one request.
LIMIT = 1500 * len(LANGUAGES)
PAGES = ("home", "about", "quotations", "people", "events", "sources", "browse")


class InLanguages:
    """Records with each language, as a list that is never whole in memory."""

    def __init__(self, records: QuerySet[Any]) -> None:
        self.records = records

    def __len__(self) -> int:
        return self.records.count() * len(LANGUAGES)

    def __getitem__(self, part: slice) -> list[tuple[Any, str]]:
        size = len(LANGUAGES)
        records = self.records[part.start // size : -(-part.stop // size)]
        return [(record, language) for record in records for language in LANGUAGES]


class LanguageSitemap(Sitemap):
    """Addresses in every language, each with the others as its alternates."""

    i18n = True
    alternates = True
    x_default = True
    limit = LIMIT

    def get_latest_lastmod(self) -> datetime | None:
        """The index does not look at every record."""
        return None


class RecordSitemap(LanguageSitemap):
    """The pages of all public records of a kind."""

    def __init__(self, records: Callable[[], QuerySet[Any]]) -> None:
        self.records = records

    def _items(self) -> InLanguages:
        return InLanguages(self.records())

    def lastmod(self, item: Any) -> datetime | None:
        return getattr(item, "told_at", None) or item.changed_at


class PageSitemap(LanguageSitemap):
    """The pages that belong to no record."""

    def items(self) -> list[str]:
        return list(PAGES)

    def location(self, item: str) -> str:
        return reverse(item)


def quotations() -> QuerySet[Quotation]:
    """Return the published quotations with the time when their pages changed last."""
    told = Header.objects.filter(quotation_id=OuterRef("pk")).values("at")
    found = Quotation.objects.published().order_by("pk").annotate(told_at=Subquery(told))
    return found.only("pk", "changed_at")


SITEMAPS: dict[str, Sitemap] = {
    "pages": PageSitemap(),
    "quotations": RecordSitemap(quotations),
    "people": RecordSitemap(lambda: public_agents().order_by("pk").only("pk", "changed_at")),
    "events": RecordSitemap(lambda: Event.objects.published().order_by("pk").only("pk", "changed_at")),
    "sources": RecordSitemap(lambda: public_sources().order_by("pk").only("pk", "changed_at")),
}
