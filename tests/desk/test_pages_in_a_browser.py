"""Every page of the log, the review and the editions in a browser: no barrier, nothing forbidden, usable on a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page

from archive.desk.discussing import remark
from archive.events.models import Event
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions import log
from archive.revisions.appending import new_batch
from archive.revisions.recording import recording
from sources.models import Agent, Source
from tests import cast
from tests.desk.entering import address, list_address
from tests.desk.test_browser import DJANGOS_OWN, complaints, page, pytestmark

__all__ = ["complaints", "page", "pytestmark"]
PHONE, DESK = {"width": 390, "height": 800}, {"width": 1300, "height": 900}


@pytest.fixture
def pages(boots: Quotation, own_draft: Quotation, trotsky: Agent, brest_litovsk: Event, bob: User) -> list[str]:
    """Fill every page of the log with something, and return their addresses."""
    batch = new_batch()
    with recording(by=bob, why="compared with the first edition", batch=batch):
        boots.words += " […]"
        boots.attestations.update(note="seen")
        boots.save()
    own_draft.pass_to(State.IN_REVIEW)
    remark(own_draft, bob, "Which page?", "draft", "in review")
    twin = cast.agent({"de": "Leo Trotzki"})
    Source.objects.create(title="Unused").delete()
    withdrawn = cast.quotation("Misread.", trotsky, boots.witness.source)
    withdrawn.pass_to(State.WITHDRAWN, because="It was misread.", successor=boots)
    first = log.of(boots).first().sequence
    desk = [
        address(boots, "history"),
        address(boots).replace("change", f"restore/{first}"),
        "/admin/recent/",
        f"/admin/batch/{batch}/undo/",
        "/admin/review/",
        address(own_draft),
        f"{list_address(Agent)}{trotsky.pk}/merge/{twin.pk}/",
        f"{list_address(Source)}deleted/",
        "/admin/writing/token/",
        "/admin/writing/token/add/",
    ]
    slip = boots.get_absolute_url()[:-1] + ("0" if boots.pk[-1] != "0" else "1")
    public = [boots.get_absolute_url() + more for more in ("", "/v1", "/history")]
    return [*desk, *public, withdrawn.get_absolute_url(), slip]


def judged(page: Page, complaints: list[str]) -> dict[str, list[str]]:
    """Return what axe finds grave on the page, and whether it is wider than a phone."""
    page.set_viewport_size(DESK)
    before = len(complaints)
    violations = Axe().run(page).response["violations"]
    del complaints[before:]  # axe's own, which tries out styles
    grave = [found for found in violations if found["impact"] in ("serious", "critical")]
    wrong = {found["id"]: [node["html"][:100] for node in found["nodes"]] for found in grave}
    page.set_viewport_size(PHONE)
    if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
        wrong["wider than a phone"] = []
    return {rule: where for rule, where in wrong.items() if rule not in DJANGOS_OWN}


def judged_one_by_one(
    page: Page, complaints: list[str], addresses: list[str]
) -> Iterator[tuple[str, dict[str, list[str]]]]:
    for where in addresses:
        page.goto(where)
        yield where, judged(page, complaints)


def test_no_page_of_the_log_has_a_barrier(page: Page, pages: list[str], complaints: list[str]) -> None:
    found = {where: wrong for where, wrong in judged_one_by_one(page, complaints, pages) if wrong}

    assert found == {}
    # The tombstone and the mistyped id answer with their status, which the console repeats.
    assert all("410" in said or "404" in said for said in complaints), complaints


def test_joining_and_the_new_token_have_no_barrier(page: Page, boots: Quotation, complaints: list[str]) -> None:
    page.goto(address(boots))
    page.fill("#id_note", "Mine.")
    page.fill("#id_words", "Mine.")
    Quotation.objects.filter(pk=boots.pk).update(note="Theirs.", words_before="theirs")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Nothing that you typed is lost").wait_for()
    assert judged(page, complaints) == {}
    page.get_by_role("radio", name="Note, What you made of it").check()
    page.get_by_role("button", name="Save both changes").click()
    page.get_by_text("was changed successfully").wait_for()

    page.goto("/ja/admin/writing/token/add/")
    page.fill("#id_name", "書簡")
    page.locator(".submit-row input").click()
    page.locator("#secret").wait_for()

    assert (judged(page, complaints), complaints) == ({}, [])
    boots.refresh_from_db()
    assert (boots.note, boots.words_before, boots.words) == ("Mine.", "theirs", "Mine.")
