"""Messages: what the code and the templates say, and bringing the catalogues up to date with it.

`python -m tests.messages` adds what is new to each catalogue, without a translation, and drops what
nobody says any more; `tests/test_translations.py` then names what is still to be translated.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ja", "ru")
HEADER = "# What the archive says in this language; `make messages` adds what is new."
KEYWORDS = DEFAULT_KEYWORDS | {
    "Saying": None,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
Message = tuple[str, int, str | tuple[str, str], str | None]


def catalogue_of(language: str, room: str = "") -> Path:
    """Return the file of a language's translations: the archive's own, or what a room says in place of Django."""
    return ROOT / "archive" / room / "locale" / language / "LC_MESSAGES" / "django.po"


def messages() -> Iterator[Message]:
    """Yield file, line, message and context of everything that the interface says."""
    for package in ("archive", "sources"):
        for file in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in file.parts:
                yield from _found(file, file.read_text("utf-8"))
    for file in sorted((ROOT / "templates").rglob("*.html")):
        yield from _found(file, templatize(file.read_text("utf-8")))


def _found(file: Path, source: str) -> Iterator[Message]:
    stream = io.BytesIO(source.encode())
    for line, said, _comments, context in extract("python", stream, KEYWORDS, options={"encoding": "utf-8"}):
        yield str(file.relative_to(ROOT)), line, said, context


def template() -> Catalog:
    """Return all messages as a catalogue without translations."""
    catalogue = Catalog(charset="utf-8")
    for file, _line, said, context in messages():
        catalogue.add(said, locations=[(file, 0)], context=context)
    return catalogue


def read(language: str, room: str = "") -> Catalog:
    """Return the catalogue of a language, a new one where there is none."""
    file = catalogue_of(language, room)
    if not file.exists():
        return Catalog(language, header_comment=HEADER, project="Testimonia", version="1", charset="utf-8", fuzzy=False)
    with open(file, "rb") as stream:
        return read_po(stream, locale=language, charset="utf-8")


def update(language: str) -> None:
    """Bring one catalogue up to date; nothing is guessed, so nothing is fuzzy."""
    catalogue = read(language)
    created = catalogue.creation_date
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.creation_date = created
    catalogue.fuzzy = False
    catalogue.obsolete.clear()
    catalogue_of(language).parent.mkdir(parents=True, exist_ok=True)
    with open(catalogue_of(language), "wb") as stream:
        write_po(stream, catalogue, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)


if __name__ == "__main__":
    django.setup()
    for language in LANGUAGES:
        update(language)
