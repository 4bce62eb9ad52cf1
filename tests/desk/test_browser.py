"""The desk in a browser: nothing that the security policy forbids, no barrier, usable by keyboard and on a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests.cast import signed_in
from tests.desk.entering import address, list_address

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
# What comes from Django's own admin, not ours to mend here.
DJANGOS_OWN = {"list"}  # select2's list of the chosen values in an autocomplete of several


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console has complained of."""
    return []


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, bob: User, complaints: list[str]) -> Iterator[Page]:
    """A page on which Bob, an editor, is signed in."""
    cookie = signed_in(bob).cookies["sessionid"].value
    with chromium.new_context(base_url=live_server.url) as context:
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        opened = context.new_page()
        opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        yield opened


def test_nothing_on_the_desk_breaks_the_security_policy(page: Page, boots: Quotation, complaints: list[str]) -> None:
    for where in ("/admin/", list_address(Quotation), address(boots), address(boots, "delete"), "/ja/admin/"):
        page.goto(where)
    page.goto(address(boots))
    page.click("#attestations-group .add-row a")
    page.click("#attributions-0 .select2-selection")
    page.keyboard.type("троц")
    page.get_by_role("option", name="Leon Trotsky").wait_for()
    page.click("#id_uttered_edtf")

    assert complaints == []


def test_reading_is_shown_while_a_date_is_typed(page: Page, boots: Quotation) -> None:
    page.goto(address(boots))
    page.select_option("#id_uttered_calendar", "julian")
    page.fill("#id_uttered_edtf", "1917-10-25")
    page.get_by_text("25 October (7 November) 1917").wait_for()

    page.fill("#id_uttered_edtf", "25 October 1917")
    page.get_by_text("write 1917-10-25").wait_for()


def test_roles_follow_the_speaker(page: Page, boots: Quotation) -> None:
    page.goto(address(boots))
    role = page.locator("#id_attributions-0-role")
    before = role.input_value()

    page.click("#attributions-group .add-row a")
    page.locator("#attributions-1 .select2-selection").first.click()
    page.keyboard.type("trots")
    page.get_by_role("option", name="Leon Trotsky").click()
    page.locator("#id_attributions-1-role option", has_text="Commissar").wait_for(state="attached")

    assert role.input_value() == before


def test_forms_save_without_scripts(chromium: Browser, live_server: LiveServer, bob: User, boots: Quotation) -> None:
    cookie = signed_in(bob).cookies["sessionid"].value
    with chromium.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        bare = context.new_page()
        bare.goto(address(boots))
        bare.fill("#id_note", "Typed without a script.")
        bare.fill("#id_attestations-0-locator", "7")
        bare.get_by_role("button", name="Save", exact=True).click()

    boots.refresh_from_db()
    assert (boots.note, boots.witness.locator) == ("Typed without a script.", "7")


def test_form_is_passed_on_by_keyboard(page: Page, own_draft: Quotation) -> None:
    page.goto(address(own_draft))
    page.get_by_role("button", name="Publish").focus()
    page.keyboard.press("Enter")
    page.get_by_text("is now “published”").wait_for()


@pytest.mark.parametrize("width", [390, 1300])
def test_no_page_is_wider_than_the_screen(page: Page, boots: Quotation, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for where in ("/admin/", list_address(Quotation), address(boots)):
        page.goto(where)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def violations(page: Page, where: str) -> dict[str, list[str]]:
    """Return what axe finds wrong with a page, with the elements."""
    page.goto(where)
    found = Axe().run(page).response["violations"]
    return {
        rule["id"]: [node["html"][:120] for node in rule["nodes"]] for rule in found if rule["id"] not in DJANGOS_OWN
    }


def test_axe_finds_no_barrier_of_ours(page: Page, boots: Quotation, trotsky: Agent, my_life: Source) -> None:
    form = address(boots)
    pages = ["/admin/", "/admin/recent/", "/admin/review/", "/admin/imports/"]
    pages += [list_address(Quotation), address(trotsky), address(my_life), "/ru/admin/quotations/quotation/add/"]
    pages += [form, *(form.replace("change", name) for name in ("pass/withdrawn", "preview", "history", "delete"))]

    assert {where: wrong for where in pages if (wrong := violations(page, where))} == {}


def test_axe_finds_no_barrier_before_signing_in(chromium: Browser, live_server: LiveServer) -> None:
    with chromium.new_context(base_url=live_server.url) as context:
        assert violations(context.new_page(), "/admin/login/") == {}
