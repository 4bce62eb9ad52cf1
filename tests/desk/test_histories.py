"""Histories at the desk: who changed what, when and why, and bringing back what was."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.desk.recent import PER_PAGE
from archive.events.models import Event
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions import log
from archive.revisions.appending import new_batch
from archive.revisions.checking import check
from archive.revisions.models import Entry
from archive.revisions.recording import recording
from sources.models import Agent, Source
from tests.desk.entering import address, delete, list_address, messages_of, save

RECENT = "/admin/recent/"


def restoring(record: Any, sequence: int) -> str:
    options = record._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_restore", args=[record.pk, sequence])


def told(page: Any) -> dict[str, str]:
    """Return what the newest entry of a page says, old words in brackets."""
    return {
        one.label: "".join(f"[{piece.text}]" if piece.kind == "removed" else piece.text for piece in one.pieces)
        for one in page.context["lines"][0].told
    }


def queries(client: Client, where: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(where).status_code == 200
    return len(captured)


def test_history_tells_who_what_and_word_by_word(editor: Client, boots: Quotation) -> None:
    save(editor, boots, note="A word to readers.", attestations__1__locator="366")
    save(editor, boots, note="A last word to readers.")

    page = editor.get(address(boots, "history"))

    assert told(page) == {"Note": "A last word to readers."}
    assert [line.who for line in page.context["lines"]][:2] == ["bob", "bob"]
    assert "Attestation 2: locator value" in page.content.decode()
    assert "<ins>" in page.content.decode()


def test_history_tells_dates_in_words(editor: Client, boots: Quotation) -> None:
    save(editor, boots, uttered_edtf="1917-10-25", uttered_calendar="julian")
    save(editor, boots, uttered_edtf="1917-10-25", uttered_calendar="unknown")

    page = editor.get("/ja" + address(boots, "history"))

    calendar, whole = [line.told[0] for line in page.context["lines"][:2]]
    assert calendar.label.endswith("(暦)")
    assert [piece.text for piece in calendar.pieces] == ["ユリウス暦（旧暦）", "いずれか不明"]
    assert whole.pieces[-1].text == "1917-10-25\n暦: ユリウス暦（旧暦）"


def test_history_names_records_instead_of_ids(editor: Client, boots: Quotation, trotsky: Agent) -> None:
    save(editor, boots, mentions=[trotsky.pk])

    assert told(editor.get(address(boots, "history"))) == {"Speaks of": "Leon Trotsky"}


def test_history_names_the_role_of_a_speaker(editor: Client, boots: Quotation, trotsky: Agent) -> None:
    before = boots.attributions.get().role
    later = trotsky.roles.create(position=2, titles={"en": "envoy", "ru": "посланник"})
    save(editor, boots, attributions__0__role=later.pk)
    history = address(boots, "history")

    page = editor.get(history)
    assert told(page) == {"Attribution 1: role at the time": f"[{before}]envoy"}
    first = {one.label: one.pieces[0].text for one in page.context["lines"][-1].told}
    assert f"role at the time: {before}" in first["Attribution 1"]
    assert "".join(told(editor.get(f"/ru{history}")).values()).endswith("посланник")


def test_history_names_the_role_of_a_contributor(editor: Client, my_life: Source, trotsky: Agent) -> None:
    with recording():
        my_life.contributions.create(agent=trotsky, role="translator", position=2)
    row = told(editor.get(f"/ja{address(my_life, 'history')}"))["関与 2"]
    assert row.endswith(": 訳者")


def test_history_names_no_draft_of_another(
    contributor: Client, editor: Client, own_draft: Quotation, draft_quotation: Quotation
) -> None:
    save(editor, own_draft, translation_of=draft_quotation.pk)

    page = contributor.get(address(own_draft, "history")).content.decode()

    assert "Unripe" not in page and draft_quotation.shown_id in page
    assert "Unripe" in editor.get(address(own_draft, "history")).content.decode()


def test_long_history_asks_no_more_than_a_short_one(editor: Client, boots: Quotation) -> None:
    save(editor, boots, note="Changed 0.")
    before = queries(editor, address(boots, "history"))
    for number in range(1, 80):
        with recording(why=f"for the {number}th time"):
            Quotation.objects.filter(pk=boots.pk).update(note=f"Changed {number}.")

    after = queries(editor, address(boots, "history"))

    assert log.of(boots).count() >= 80
    assert after <= before
    assert "page=2" in editor.get(address(boots, "history")).content.decode()


def test_editor_brings_a_former_state_back(editor: Client, boots: Quotation) -> None:
    former = log.revision_of(boots)
    words = boots.words
    save(editor, boots, words="Changed.", attestations__1__DELETE="on")

    page = editor.get(restoring(boots, former))
    assert "<del>Changed.</del>" in page.content.decode()
    editor.post(restoring(boots, former), {"revision": page.context["revision"], "why": "It was right."})

    boots.refresh_from_db()
    assert (boots.words, boots.attestations.count()) == (words, 2)
    assert log.of(boots).last().why == "It was right."
    assert not list(check())


def test_history_says_what_was_written_past_the_log_and_brings_the_last_state_back(
    editor: Client, boots: Quotation
) -> None:
    Quotation._base_manager.filter(pk=boots.pk).update(note="Forged.")
    last = log.revision_of(boots)
    where = address(boots, "history").replace("history", f"restore/{last}")

    page = editor.get(address(boots, "history"))
    assert "past the log" in page.content.decode()
    assert where in page.content.decode()
    assert "<del>Forged.</del>" in editor.get(where).content.decode()
    editor.post(where, {"revision": last})

    boots.refresh_from_db()
    assert boots.note == ""
    assert "past the log" not in editor.get(address(boots, "history")).content.decode()


def test_bringing_back_over_a_later_change_is_refused(editor: Client, boots: Quotation) -> None:
    former = log.revision_of(boots)
    save(editor, boots, note="One.")
    seen = editor.get(restoring(boots, former)).context["revision"]
    save(editor, boots, note="Two.")

    editor.post(restoring(boots, former), {"revision": seen})

    assert Quotation.objects.get(pk=boots.pk).note == "Two."


def test_deleted_record_is_listed_and_comes_back_as_a_draft(editor: Client, boots: Quotation) -> None:
    delete(editor, boots)
    page = editor.get(list_address(Quotation, "deleted"))
    assert boots.shown_id or page.context["lines"]
    last = log.of(boots).last()
    assert editor.get(address(boots, "history")).status_code == 200

    editor.post(restoring(boots, last.sequence), {"revision": last.sequence})

    assert Quotation.objects.get(pk=boots.pk).state == State.DRAFT
    assert not list(check())


def test_what_is_missing_is_told_by_the_name_of_its_field(editor: Client, own_draft: Quotation, trotsky: Agent) -> None:
    last = log.revision_of(own_draft)
    delete(editor, own_draft)
    gone = trotsky.shown_id
    trotsky.delete()

    page = editor.post(restoring(own_draft, last), {"revision": log.revision_of(own_draft)}, follow=True)

    assert f"Attribution 1: speaker: there is no person or organisation {gone} any more" in messages_of(page)


@pytest.mark.parametrize("page", ["restore", "deleted", "batch"])
def test_only_editors_bring_back(contributor: Client, own_draft: Quotation, page: str) -> None:
    where = {
        "restore": restoring(own_draft, log.revision_of(own_draft)),
        "deleted": list_address(Quotation, "deleted"),
        "batch": "/admin/batch/XXXXXXXX/undo/",
    }[page]

    assert contributor.get(where).status_code == 403
    assert contributor.post(where, {"revision": 1}).status_code == 403


def test_visitor_sees_no_log(visitor: Client, boots: Quotation) -> None:
    for where in (RECENT, restoring(boots, 1), list_address(Quotation, "deleted"), "/admin/batch/X/undo/"):
        assert visitor.get(where).status_code == 302


def test_recent_changes_are_filtered(editor: Client, boots: Quotation, article: Source) -> None:
    save(editor, boots, note="Changed.")

    assert [line.entry.record_type for line in editor.get(f"{RECENT}?by=bob").context["lines"]] == ["quotation"]
    assert not editor.get(f"{RECENT}?by=bob&type=source").context["lines"]
    assert editor.get(f"{RECENT}?action=created&type=source").context["lines"]
    assert not editor.get(f"{RECENT}?until=2001-01-01").context["lines"]
    assert editor.get(f"{RECENT}?since=2001-01-01&type=event").context["lines"]
    assert editor.get(f"{RECENT}?until=9999-12-31&type=event").context["lines"]
    today = f"{Entry.objects.last().at:%Y-%m-%d}"
    assert editor.get(f"{RECENT}?since={today}&until={today}").context["lines"]


def test_filter_of_changes_that_cannot_be_read_says_so_at_its_field(editor: Client, boots: Quotation) -> None:
    answer = editor.get(f"{RECENT}?since=2026-02-30&type=quotation")
    page = answer.content.decode()
    assert {line.entry.record_type for line in answer.context["lines"]} == {"quotation"}
    assert page.count('class="errorlist"') == 1
    assert "Enter a valid date." in page.split('name="since"')[1].split("<label")[0]


def test_what_came_with_an_archive_file_names_the_file(editor: Client, article: Source) -> None:
    with recording(why="intervention.yaml"):
        article.title = "Loaded anew"
        article.save()
    article.title = "Changed by a command"
    article.save()
    lines = editor.get(f"{RECENT}?type=source").context["lines"]
    assert [line.who for line in lines][:2] == ["nobody signed in", "the archive file intervention.yaml"]


def test_recent_changes_show_contributors_no_alien_draft(
    contributor: Client, editor: Client, own_draft: Quotation, draft_quotation: Quotation, boots: Quotation
) -> None:
    shown = {line.entry.record_id for line in contributor.get(f"{RECENT}?type=quotation").context["lines"]}

    assert shown == {own_draft.pk, boots.pk}
    assert "Unripe" not in contributor.get(RECENT).content.decode()
    assert "Unripe" in editor.get(RECENT).content.decode()


def test_recent_changes_ask_no_more_for_more(editor: Client, boots: Quotation, brest_litovsk: Event) -> None:
    before = queries(editor, RECENT)
    for number in range(PER_PAGE):
        Quotation.objects.filter(pk=boots.pk).update(note=f"Changed {number}.")

    assert queries(editor, RECENT) <= before


def test_batch_is_undone_from_the_list_of_changes(editor: Client, boots: Quotation, article: Source) -> None:
    batch = new_batch()
    with recording(batch=batch):
        Quotation.objects.filter(pk=boots.pk).update(note="By a batch.")
        Source.objects.filter(pk=article.pk).update(note="By a batch.")
    assert batch in editor.get(f"{RECENT}?batch={batch}").content.decode()

    page = editor.get(f"/admin/batch/{batch}/undo/")
    answer = editor.post(
        f"/admin/batch/{batch}/undo/", {"count": page.context["count"], "why": "Too soon."}, follow=True
    )

    assert "2 records are as they were" in messages_of(answer)
    assert not Quotation.objects.filter(note="By a batch.").exists()


def test_batch_that_others_built_on_is_not_undone(editor: Client, boots: Quotation) -> None:
    batch = new_batch()
    with recording(batch=batch):
        Quotation.objects.filter(pk=boots.pk).update(note="By a batch.")
    save(editor, boots, words_before="Later.")

    answer = editor.post(f"/admin/batch/{batch}/undo/", {"count": 1}, follow=True)

    assert "Nothing was undone" in messages_of(answer)
    assert Entry.objects.last().batch == ""
