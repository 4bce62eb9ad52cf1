"""Sitemaps: every public page in every language, in parts of a bounded size (sitemaps.org 0.9)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.timezone import localtime

from archive.events.models import Event
from archive.harvesting.models import Header
from archive.publishing import public_agents, public_sources
from archive.quotations.models import Quotation

Addresses = Mapping[str, str]  # by language

LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Of 50,000 addresses a part may have; each record here has one in every language, and a part is made for one request.
LIMIT = 1500
ALTERNATES = "".join(
    f'<xhtml:link rel="alternate" hreflang="{name}" href="{{{language}}}"/>'
    for name, language in [*zip(LANGUAGES, LANGUAGES, strict=True), ("x-default", settings.LANGUAGE_CODE)]
)
PAGES = ("home", "about", "quotations", "people", "events", "sources", "browse")


class LanguageSitemap(Sitemap):
    """Addresses in every language, each with the others as its alternates, which are made once for all of them."""

    limit = LIMIT

    def addresses(self, items: Sequence[Any]) -> Iterator[Addresses]:
        """Yield the addresses of each item in turn."""
        raise NotImplementedError

    def lastmod(self, item: Any) -> datetime | None:
        return None

    def get_latest_lastmod(self) -> datetime | None:
        """The index does not look at every record."""
        return None

    def _urls(self, page: int | str, protocol: str, domain: str) -> list[dict[str, Any]]:
        items = list(self.paginator.page(page).object_list)
        changed = [at for item in items if (at := self.lastmod(item))]
        self.latest_lastmod = max(changed) if changed else None
        told, site = zip(items, self.addresses(items), strict=True), f"{protocol}://{domain}"
        return [url for item, addresses in told for url in self._told(item, addresses, site)]

    def _told(self, item: Any, addresses: Addresses, site: str) -> Iterator[dict[str, Any]]:
        """Yield what the template shows of an item in each language."""
        at, whole = self.lastmod(item), {language: site + address for language, address in addresses.items()}
        alternates, day = format_html(ALTERNATES, **whole), localtime(at).date().isoformat() if at else ""
        for address in whole.values():
            yield {"location": address, "lastmod": day, "alternates": alternates}


class RecordSitemap(LanguageSitemap):
    """The pages of all public records of a kind."""

    def __init__(self, records: Callable[[], QuerySet[Any]], count: Callable[[], int] | None = None) -> None:
        self.items, self.counted = records, count

    @property
    def paginator(self) -> Paginator:
        """Return what parts the records; their number is asked for as `count` knows it sooner."""
        parts = super().paginator
        if self.counted:
            parts.count = self.counted()
        return parts

    def addresses(self, items: Sequence[Any]) -> Iterator[Addresses]:
        """Yield the addresses of each: the first's, with another id in it."""
        first = items[0].shown_id if items else ""
        patterns = in_languages(items[0].get_absolute_url) if items else {}
        for record in items:
            yield {language: address.replace(first, record.shown_id) for language, address in patterns.items()}

    def lastmod(self, item: Any) -> datetime | None:
        return getattr(item, "told_at", None) or item.changed_at


class PageSitemap(LanguageSitemap):
    """The pages that belong to no record."""

    def items(self) -> list[str]:
        return list(PAGES)

    def addresses(self, items: Sequence[str]) -> Iterator[Addresses]:
        return (in_languages(partial(reverse, name)) for name in items)


def in_languages(address: Callable[[], str]) -> Addresses:
    """Return an address in each language."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = address()
    return found


def quotations() -> QuerySet[Quotation]:
    """Return the published quotations with the time when their pages changed last.

    All but the hidden ones: SQLite would sort all that are published, where it has these in their order.
    """
    told = Header.objects.filter(quotation_id=OuterRef("pk")).values("at")
    public = Quotation.objects.exclude(pk__in=Quotation.objects.hidden().values("pk"))
    found = public.order_by("pk").annotate(told_at=Subquery(told))
    return found.only("pk", "changed_at")


SITEMAPS: dict[str, Sitemap] = {
    "pages": PageSitemap(),
    "quotations": RecordSitemap(quotations, Quotation.objects.published_count),
    "people": RecordSitemap(lambda: public_agents().order_by("pk").only("pk", "changed_at")),
    "events": RecordSitemap(lambda: Event.objects.published().order_by("pk").only("pk", "changed_at")),
    "sources": RecordSitemap(lambda: public_sources().order_by("pk").only("pk", "changed_at")),
}
