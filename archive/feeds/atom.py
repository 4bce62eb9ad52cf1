"""Atom (RFC 4287) in pages (RFC 5005), each entry in the language of its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from sources.formats.markup import ILLEGAL

NAME = "Testimonia"
BEGINNING = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True)
class Entry:
    """An entry: what it is called, where it is read, by what it is known for ever, and when it changed last."""

    title: str
    address: str
    guid: str
    updated_at: datetime
    summary: str = ""  # HTML
    published_at: datetime | None = None
    author: str = ""
    language: str = ""
    categories: list[str] = field(default_factory=list)


class PagedAtom(Atom1Feed):
    """A feed that names its other pages, and is as old as what it tells."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=BEGINNING)

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for relation, address in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def item_attributes(self, item: Mapping[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item["language"] else {}


def feed(request: HttpRequest, title: str, link: str, entries: list[Entry], pages: Mapping[str, int]) -> HttpResponse:
    """Return a feed; `link` is the page that it belongs to, `pages` are the numbers of its other pages by relation."""
    made = PagedAtom(
        title=f"{title} · {NAME}",
        link=request.build_absolute_uri(link),
        description=None,
        language=get_language(),
        author_name=NAME,
        author_link=request.build_absolute_uri("/"),
        feed_url=request.build_absolute_uri(),
        feed_guid=_page(request, 1),
        pages={relation: _page(request, number) for relation, number in pages.items()},
    )
    for entry in entries:
        made.add_item(**_told(entry))
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _told(entry: Entry) -> dict[str, Any]:
    return {
        "title": ILLEGAL.sub("", entry.title),
        "link": entry.address,
        "unique_id": entry.guid,
        "description": ILLEGAL.sub("", entry.summary) or None,
        "pubdate": entry.published_at,
        "updateddate": entry.updated_at,
        "author_name": ILLEGAL.sub("", entry.author) or None,
        "categories": [ILLEGAL.sub("", name) for name in entry.categories],
        "language": entry.language,
    }


def _page(request: HttpRequest, number: int) -> str:
    """Return the address of another page of the feed; the first has no number."""
    asked = request.GET.copy()
    asked.pop("page", None)
    if number > 1:
        asked["page"] = str(number)
    query = f"?{asked.urlencode()}" if asked else ""
    return request.build_absolute_uri(f"{request.path}{query}")
