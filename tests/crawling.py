"""Crawling: every public address that links lead to."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client

START = ("/", "/ja/", "/ru/", "/robots.txt")
SITE = "http://testserver"
CURATORS = ("/admin/", "/ja/admin/", "/ru/admin/")


class Links(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "href" and value and tag in ("a", "link")]


def crawl(visitor: Client) -> Iterator[tuple[str, int, str]]:
    """Yield address, status and text of every page of this site, but not of the curators' desk."""
    waiting, known = list(START), set(START)
    while waiting:
        address = waiting.pop()
        answer = visitor.get(address)
        text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
        yield address, answer.status_code, text
        if answer.headers["Content-Type"].startswith("text/html"):
            for found in _public(address, Links(text).found):
                if found not in known:
                    known.add(found)
                    waiting.append(found)


def _public(base: str, links: list[str]) -> Iterator[str]:
    for link in links:
        parts = urlsplit(urldefrag(urljoin(SITE + base, link)).url)
        here = f"{parts.scheme}://{parts.netloc}" == SITE
        if here and not parts.path.startswith((*CURATORS, "/static/")):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path
