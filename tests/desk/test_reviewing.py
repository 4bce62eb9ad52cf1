"""The review desk: what waits, beside what readers saw last, and what is decided."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions import log
from sources.models import Agent, Source
from tests import cast
from tests.desk.entering import save

REVIEW = "/admin/review/"


def decide(client: Client, page: Any, decision: str, **more: str) -> Any:
    """Press a button below the first record that waits."""
    waiting = page.context["waiting"][0]
    posted = {"revision": waiting["line"].entry.sequence, "reviewing": "yes"} | more
    return client.post(waiting[decision], posted)


def in_review(quotation: Quotation) -> None:
    Quotation.objects.filter(pk=quotation.pk).update(state=State.IN_REVIEW)


def test_what_waits_is_shown_beside_what_readers_saw(editor: Client, boots: Quotation) -> None:
    Quotation.objects.filter(pk=boots.pk).update(state=State.WITHDRAWN)
    in_review(boots)
    save(editor, boots, note="A doubt.")

    page = editor.get(REVIEW)

    assert {one.label for one in page.context["waiting"][0]["line"].told} == {"State", "Note"}
    assert "what readers saw last" in page.content.decode()


def test_editor_publishes_with_a_comment(editor: Client, own_draft: Quotation) -> None:
    in_review(own_draft)
    page = editor.get(REVIEW)
    assert "never seen" in page.content.decode()

    answer = decide(editor, page, "publish", reason="Well found.")

    own_draft.refresh_from_db()
    assert (answer["Location"], own_draft.state) == (REVIEW, State.PUBLISHED)
    assert log.of(own_draft).last().why == "Well found."


def test_returning_wants_a_reason(editor: Client, own_draft: Quotation) -> None:
    in_review(own_draft)
    page = editor.get(REVIEW)

    assert "Please give a reason" in decide(editor, page, "give_back", reason="").content.decode()
    decide(editor, page, "give_back", reason="Which edition?")

    own_draft.refresh_from_db()
    assert (own_draft.state, log.of(own_draft).last().why) == (State.DRAFT, "Which edition?")


def test_what_changed_since_the_page_was_opened_is_not_published(editor: Client, own_draft: Quotation) -> None:
    in_review(own_draft)
    page = editor.get(REVIEW)
    save(editor, own_draft, note="Meanwhile.")

    decide(editor, page, "publish")

    own_draft.refresh_from_db()
    assert own_draft.state == State.IN_REVIEW


def test_contributor_sees_what_of_theirs_waits_and_decides_nothing(
    contributor: Client, editor: Client, own_draft: Quotation, draft_quotation: Quotation
) -> None:
    in_review(own_draft)
    in_review(draft_quotation)

    page = contributor.get(REVIEW)

    assert [one["line"].entry.record_id for one in page.context["waiting"]] == [own_draft.pk]
    assert "Unripe" not in page.content.decode() and "formaction" not in page.content.decode()
    assert decide(contributor, page, "publish").status_code == 403
    assert len(editor.get(REVIEW).context["waiting"]) == 2


def test_review_desk_asks_no_more_for_more(editor: Client, trotsky: Agent, article: Source) -> None:
    counts = []
    for number in range(3):
        cast.quotation(f"Words {number}.", trotsky, article, language="en", state=State.IN_REVIEW)
        with CaptureQueriesContext(connection) as captured:
            editor.get(REVIEW)
        counts.append(len(captured))

    assert counts[2] <= counts[1]
