"""Styles are found by id, by title and by names that come near."""

from pathlib import Path

import pytest

from sources.styles import csl
from sources.styles.csl import library

MY_LIFE = {
    "id": "my-life",
    "type": "book",
    "title": "My Life",
    "author": [{"family": "Trotsky", "given": "Leon"}],
    "publisher": "Scribner",
    "publisher-place": "New York",
    "issued": {"date-parts": [[1930]]},
}


def test_five_lines_make_a_bibliography() -> None:
    style = csl.load("apa", locale="en-US")
    bibliography = style.bibliography([MY_LIFE])
    assert bibliography.entries[0].html() == "Trotsky, L. (1930). <i>My Life</i>. Scribner."


def test_cite_takes_a_locator() -> None:
    style = csl.load("apa")
    cite = style.cite([MY_LIFE], [{"id": "my-life", "locator": "366", "label": "page"}])
    assert cite.text() == "(Trotsky, 1930, p. 366)"


def test_dependent_style_is_its_parent_in_its_own_locale() -> None:
    style = csl.load("vancouver-nlm")
    assert style.title.startswith("NLM")


def test_unknown_style_names_the_nearest() -> None:
    with pytest.raises(csl.UnknownStyle) as unknown:
        csl.load("chicago-author-dat")
    assert "chicago-author-date" in unknown.value.nearest


@pytest.mark.parametrize("hostile", ["../../../etc/passwd", "", "apa\0", "a" * 10_000, "dependent/../apa/.."])
def test_style_id_never_leaves_the_library(hostile: str) -> None:
    with pytest.raises(csl.UnknownStyle):
        csl.load(hostile)


@pytest.mark.parametrize("locale", ["../ru", "x" * 500, "ru RU"])
def test_locale_that_is_no_language_is_refused(locale: str) -> None:
    with pytest.raises(csl.UnknownLocale):
        csl.load("apa", locale=locale)


def test_locale_falls_back_from_region_to_language() -> None:
    style = csl.load("apa", locale="de-LU")
    cite = style.cite([MY_LIFE], [{"id": "my-life", "locator": "3"}])
    assert cite.text() == "(Trotsky, 1930, S. 3)"


def test_search_finds_titles_and_keeps_its_index(tmp_path: Path) -> None:
    library.index.cache_clear()
    found = csl.search("modern language association", cache=tmp_path)
    assert "modern-language-association" in [one.id for one in found]
    assert len(list(tmp_path.iterdir())) == 1


def test_item_that_is_none_is_named_by_its_place() -> None:
    with pytest.raises(csl.ItemError, match="item 2"):
        csl.load("apa").bibliography([MY_LIFE, "no item"])


def test_entries_use_the_locale_of_their_item_where_asked() -> None:
    russian = {
        "id": "r",
        "type": "book",
        "title": "Моя жизнь",
        "language": "ru-RU",
        "edition": "2",
        "author": [{"family": "Троцкий", "given": "Лев"}],
        "editor": [{"family": "Иванов", "given": "А."}],
    }
    style = csl.load("modern-language-association", locale="en-US", by_item_language=True)
    texts = {entry.id: entry.text() for entry in style.bibliography([russian, MY_LIFE])}
    assert "Под ред" in texts["r"] or "под ред" in texts["r"]
    assert texts["my-life"].endswith("Scribner, 1930.")


@pytest.mark.parametrize("name", ["vancouver", "mla", "harvard", "chicago", "turabian"])
def test_style_is_found_by_the_name_that_people_use(name: str) -> None:
    assert csl.load(name).title
