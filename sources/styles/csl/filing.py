"""CSL-JSON files rendered from the command line: one bibliography, or each item by itself."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .bibliography import Bibliography, Entry
from .errors import ItemError
from .items import Item, read_items
from .loading import LoadedStyle, load

FORMATS = ("text", "html", "markdown", "rtf")
# Shorter files are done before a reader would look for a sign of progress.
LONG = 500

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class CiteRequest:
    """What `manage.py cite` was asked for."""

    path: Path
    style: str
    locale: str = ""
    format: str = "text"
    each: bool = False


def read_file(path: Path) -> list[Item]:
    """The items of a CSL-JSON file. Raises `ItemError` with the place."""
    try:
        source = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ItemError(error.strerror or "cannot be read", str(path)) from None
    except (ValueError, RecursionError) as error:
        raise ItemError(f"no JSON: {error}", str(path)) from None
    try:
        return _with_ids(read_items([source] if isinstance(source, dict) and "items" not in source else source))
    except ItemError as error:
        raise ItemError(str(error), str(path)) from None


def _with_ids(items: list[Item]) -> list[Item]:
    """Items without an id are called by their place, so that each has its own line."""
    for number, item in enumerate(items, 1):
        item.id = item.id or f"item-{number}"
    return items


def write(request: CiteRequest, progress: Progress) -> Iterator[str]:
    """The pieces of the output, in order. Raises `CitationError`."""
    if request.format not in FORMATS:
        raise ItemError(f"no format is called {request.format!r}; there are {', '.join(FORMATS)}")
    style = load(request.style, request.locale)
    items = read_file(request.path)
    if request.each:
        yield from _write_each(style, items, request.format, progress)
        return
    if len(items) >= LONG:
        progress(f"rendering {len(items):,} items …")
    yield _write_bibliography(style, items, request.format)


def _write_bibliography(style: LoadedStyle, items: list[Item], form: str) -> str:
    made: Bibliography = style.bibliography(items) if style.has_bibliography else _as_notes(style, items)
    return {"text": made.text, "html": made.html, "markdown": made.markdown, "rtf": made.rtf}[form]()


def _as_notes(style: LoadedStyle, items: list[Item]) -> Bibliography:
    """A style without a bibliography lists what its notes say."""
    return Bibliography(tuple(Entry(item.id, style.cite([item])) for item in items))


def _write_each(style: LoadedStyle, items: list[Item], form: str, progress: Progress) -> Iterator[str]:
    for number, item in enumerate(items, 1):
        session = style.session([item])
        entries = session.bibliography().entries
        line = {
            "id": item.id,
            "citation": _say(session.cite([{"id": item.id}]), form),
            "entry": _say(entries[0].content, form) if entries else "",
        }
        yield json.dumps(line, ensure_ascii=False)
        if number % LONG == 0:
            progress(f"{number:,} of {len(items):,} items")


def _say(content: object, form: str) -> str:
    return getattr(content, form)()
