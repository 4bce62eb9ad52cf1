"""Every kind of page in a browser: readable by everybody, on every width, without a third party."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests import cast
from tests.browser.conftest import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANGUAGES = ("", "/ja", "/ru")
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(("language", "scheme"), [("", "light"), ("", "dark"), ("/ja", "light"), ("/ru", "dark")])
def test_pages_have_no_barrier_and_no_error(
    chromium: Browser, archive: str, addresses: list[str], language: str, scheme: str
) -> None:
    with chromium.new_context(color_scheme=scheme) as context:
        reader = Reader(context.new_page(), archive)
        for address in addresses:
            page = reader.open(language + address)
            found = Axe().run(page)
            assert found.violations_count == 0, f"{language}{address}\n{found.generate_report()}"
    # A page that is not there is told so by the browser as well.
    assert [complaint for complaint in reader.complaints if "404" not in complaint] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_a_phone(chromium: Browser, archive: str, addresses: list[str], language: str) -> None:
    with chromium.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        for address in addresses:
            page.goto(archive + language + address)
            assert page.evaluate(WIDER) == 0, address


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")


def test_keyboard_leads_past_the_masthead_to_the_filters(chromium: Browser, archive: str, boots: Quotation) -> None:
    with chromium.new_context(viewport={"width": 700, "height": 900}) as context:
        page = Reader(context.new_page(), archive).open("/quotations/")
        page.keyboard.press("Tab")
        assert focused(page) == "Skip to the content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == "q"
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert focused(page) == "Narrow the list"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert focused(page) == "Speaker"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_names_in_any_script_are_offered_while_one_types(chromium: Browser, archive: str, boots: Quotation) -> None:
    with chromium.new_context(viewport={"width": 390, "height": 800}) as context:
        page = Reader(context.new_page(), archive).open("/ja/quotations/")
        box, options = page.get_by_role("combobox", name="言葉"), page.locator("[role=option]:visible")
        box.press_sequentially("троцк")
        options.first.wait_for()
        assert options.first.locator("[lang=ja]").inner_text() == "レフ・トロツキー"
        field, offered = box.bounding_box(), page.get_by_role("listbox").bounding_box()
        assert field and offered and 0 <= offered["y"] - field["y"] - field["height"] < 10
        assert offered["x"] >= 0 and offered["x"] + offered["width"] <= 390
        box.press("ArrowDown")
        assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
        box.press("Escape")
        assert (options.count(), box.get_attribute("aria-expanded")) == (0, "false")
        box.press("ArrowDown")
        box.press("Enter")
        page.wait_for_url("**/ja/quotations/?speaker=*")
        assert page.locator(".card").count() == 1


def test_sources_are_chosen_for_a_bibliography(chromium: Browser, archive: str, boots: Quotation) -> None:
    with chromium.new_context(viewport={"width": 390, "height": 800}) as context:
        page = Reader(context.new_page(), archive).open("/sources/")
        page.get_by_label("cite with others").first.check(timeout=5000)
        page.get_by_role("button", name="Cite the chosen ones").click()
        assert page.locator(".csl-entry").count() == 1


def test_filters_work_without_javascript(chromium: Browser, archive: str, boots: Quotation) -> None:
    with chromium.new_context(java_script_enabled=False, viewport={"width": 700, "height": 900}) as context:
        page = Reader(context.new_page(), archive).open("/ja/quotations/")
        page.click(".narrowing > summary")
        page.fill("input[name=to_year]", "1800")
        page.click(".narrowing button[type=submit]")
        assert "to_year=1800" in page.url
        assert page.locator(".empty").count() == 1
        page.click(".empty a >> nth=0")
        assert page.locator(".card").count() == 1


def test_print_leaves_navigation_out_and_keeps_the_address(chromium: Browser, archive: str, boots: Quotation) -> None:
    with chromium.new_context() as context:
        page = Reader(context.new_page(), archive).open(f"/q/{boots.shown_id}")
        page.emulate_media(media="print")
        assert not page.locator(".masthead nav").first.is_visible()
        assert page.locator(".permanent").inner_text().endswith(f"{archive}/q/{boots.shown_id}")


def test_print_leaves_out_what_is_alike(
    chromium: Browser, archive: str, boots: Quotation, trotsky: Agent, article: Source
) -> None:
    cast.quotation(f"{cast.BOOTS}。", trotsky, article)
    with chromium.new_context() as context:
        page = Reader(context.new_page(), archive).open(f"/q/{boots.shown_id}")
        assert page.locator(".alike").is_visible()
        page.emulate_media(media="print")
        assert not page.locator(".alike").is_visible()
