"""Kept pages: the answers that this process gave last, in as much memory as is set aside for them."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.http import HttpResponse

ROOM = 16 * 1024 * 1024  # bytes, of all pages together
LARGEST = 256 * 1024  # of one


@dataclass(frozen=True)
class Page:
    """What an answer consists of."""

    content: bytes
    headers: dict[str, str]


class KeptPages:
    """Answers by their tags; those that nobody asked for longest make room for others.

    A tag names all that an answer depends on, so nothing has ever to be taken out because it is wrong.
    """

    def __init__(self, room: int = ROOM) -> None:
        self.room, self.size = room, 0
        self.pages: OrderedDict[str, Page] = OrderedDict()
        self.lock = Lock()

    def get(self, tag: str) -> HttpResponse | None:
        """Return a fresh copy of an answer, None where it is not kept."""
        with self.lock:
            page = self.pages.get(tag)
            if page is None:
                return None
            self.pages.move_to_end(tag)
        return HttpResponse(page.content, headers=page.headers)

    def keep(self, tag: str, response: HttpResponse) -> None:
        """Keep an answer that is whole in memory already, is not large, and sets no cookie."""
        is_whole = not response.streaming and getattr(response, "is_rendered", True)
        if not is_whole or response.cookies or len(response.content) > min(LARGEST, self.room):
            return
        with self.lock:
            self.size += len(response.content) - self._let_go(tag)
            self.pages[tag] = Page(response.content, dict(response.headers))
            while self.size > self.room:
                self.size -= self._let_go(next(iter(self.pages)))

    def _let_go(self, tag: str) -> int:
        page = self.pages.pop(tag, None)
        return len(page.content) if page else 0

    def forget(self) -> None:
        """Let go of all."""
        with self.lock:
            self.pages.clear()
            self.size = 0


PAGES = KeptPages()
