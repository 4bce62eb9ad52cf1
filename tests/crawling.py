"""Crawling: every public address that links lead to."""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.test import Client

START = ("/", "/ja/", "/ru/", "/robots.txt")
SITE = "http://testserver"
OF_A_KIND = 2
CURATORS = ("/admin/", "/ja/admin/", "/ru/admin/")


class Links(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "href" and value and tag in ("a", "link")]


class Tags(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def crawl(visitor: Client) -> Iterator[tuple[str, int, str]]:
    """Yield address, status and text of every page of this site, but not of the curators' desk.

    Of the addresses of one page that differ only in what is asked of it, a few stand for all.
    """
    waiting, known, kinds = list(START), set(START), Counter[tuple[str, ...]]()
    while waiting:
        address = waiting.pop()
        answer = visitor.get(address)
        text = b"".join(answer).decode(errors="replace") if answer.streaming else answer.content.decode()
        yield address, answer.status_code, text
        if answer.headers["Content-Type"].startswith("text/html"):
            for found in _public(address, Links(text).found):
                kinds[_kind(found)] += found not in known
                if found not in known and kinds[_kind(found)] <= OF_A_KIND:
                    waiting.append(found)
                known.add(found)


def _kind(address: str) -> tuple[str, ...]:
    """Return the page and the names of what is asked of it."""
    parts = urlsplit(address)
    return parts.path, *sorted({name for name, _value in parse_qsl(parts.query)})


def _public(base: str, links: list[str]) -> Iterator[str]:
    for link in links:
        parts = urlsplit(urldefrag(urljoin(SITE + base, link)).url)
        here = f"{parts.scheme}://{parts.netloc}" == SITE
        if here and not parts.path.startswith((*CURATORS, "/static/")):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path
