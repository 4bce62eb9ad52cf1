"""An import in a browser: a file is chosen, its plan looked at and decided, applied and taken back."""

from pathlib import Path

from playwright.sync_api import Page

from sources.models import Source
from tests.desk.test_browser import complaints, page, pytestmark
from tests.desk.test_pages_in_a_browser import judged

__all__ = ["complaints", "page", "pytestmark"]
LIBRARY = """@book{lenin1917, title={Государство и революция}, author={Ленин, В. И.}, year={1918}, publisher={Жизнь и знание}}
@book{lenin1917b, title={Государство и революция}, author={Ленин, В. И.}, year={1918}}
@book{broken, title={<b>Open</b>
"""


def planned(page: Page, folder: Path) -> None:
    """Upload the library and look at its plan."""
    path = folder / "library.bib"
    path.write_text(LIBRARY, encoding="utf-8")
    page.goto("/admin/imports/")
    page.set_input_files("#id_file", path)
    page.get_by_role("button", name="Plan").click()
    page.get_by_text("read as bibtex").wait_for()


def test_library_is_planned_decided_applied_and_taken_back(page: Page, complaints: list[str], tmp_path: Path) -> None:
    planned(page, tmp_path)
    assert "not closed" in page.locator(".import-entries").inner_text()
    page.get_by_role("combobox").first.select_option("new")
    page.get_by_role("button", name="Keep the decisions of this page").click()
    page.get_by_role("button", name="Apply").click()
    page.get_by_text("Imported: 1 new").wait_for()
    assert Source.objects.get().cite_key == "lenin1917"

    page.get_by_role("button", name="Undo this import").click()
    page.get_by_text("are as they were before").wait_for()
    assert not Source.objects.exists() and complaints == []


def test_imports_have_no_barrier_in_any_language(page: Page, complaints: list[str], tmp_path: Path) -> None:
    planned(page, tmp_path)
    plan = page.url.partition("/admin/")[2]
    wrong: dict[tuple[str, str], list[str]] = {}
    for language in ("", "/ja", "/ru"):
        for where in ("imports/", plan):
            page.goto(f"{language}/admin/{where}")
            wrong |= {(page.url, rule): found for rule, found in judged(page, complaints).items()}

    assert (wrong, complaints) == ({}, [])
