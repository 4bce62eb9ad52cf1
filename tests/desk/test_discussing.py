"""Curators comment on records, and each sees what was said and decided."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.desk.discussing import returned_to
from archive.desk.models import Remark
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions import log
from tests.desk.entering import address, save
from tests.desk.test_reviewing import REVIEW, decide

SUBMIT = {"_pass": State.IN_REVIEW.value}


def test_thread_tells_comments_and_decisions_to_who_made_the_record(
    contributor: Client, editor: Client, own_draft: Quotation, bob: User
) -> None:
    save(contributor, own_draft, _remark="From the memoirs.", **SUBMIT)
    page = editor.get(REVIEW)
    decide(editor, page, "remark", reason="Which page?")
    decide(editor, page, "give_back", reason="Add the page.")

    thread = contributor.get(address(own_draft)).context["thread"]

    assert [(remark.by_name, remark.text, remark.new_state) for remark in thread] == [
        ("alice", "From the memoirs.", ""),
        ("alice", "", "in review"),
        ("bob", "Which page?", ""),
        ("bob", "Add the page.", "draft"),
    ]


def test_comment_changes_nothing_of_the_record(editor: Client, boots: Quotation) -> None:
    before = log.sequence()

    assert save(editor, boots, _remark="Beautiful.").status_code == 302

    assert (Remark.objects.get().text, log.sequence()) == ("Beautiful.", before)


def test_returned_draft_comes_back_to_its_maker_until_they_answer(
    contributor: Client, editor: Client, own_draft: Quotation, alice: User
) -> None:
    save(contributor, own_draft, **SUBMIT)
    decide(editor, editor.get(REVIEW), "give_back", reason="Add the page.")
    assert [record for record, _thread in returned_to(alice)] == [own_draft]
    assert "Add the page." in contributor.get(REVIEW).content.decode()

    save(contributor, own_draft, attestations__0__locator="7", _remark="Added.")

    assert returned_to(alice) == []


def test_maker_answers_while_the_record_is_in_review(contributor: Client, own_draft: Quotation) -> None:
    save(contributor, own_draft, **SUBMIT)
    where = contributor.get(address(own_draft)).context["remark_address"]

    assert contributor.post(where, {"reason": "I have found the page."}).status_code == 302
    assert contributor.post(where, {"reason": " "}).status_code == 302

    assert [remark.text for remark in Remark.objects.filter(new_state="")] == ["I have found the page."]


@pytest.mark.parametrize(("name", "status"), [("draft_quotation", 404), ("boots", 403)])
def test_others_are_not_asked(contributor: Client, request: pytest.FixtureRequest, name: str, status: int) -> None:
    record = request.getfixturevalue(name)

    assert contributor.post(address(record, "remark"), {"reason": "x"}).status_code == status
    assert not Remark.objects.exists()


def test_threads_take_one_query(own_draft: Quotation, boots: Quotation, django_assert_num_queries) -> None:
    for record in (own_draft, boots):
        Remark.objects.create(record_type="quotation", record_id=record.pk, text="x", by_name="bob")

    with django_assert_num_queries(1):
        threads = Remark.objects.threads([("quotation", own_draft.pk), ("event", boots.pk)])

    assert [len(thread) for thread in threads.values()] == [1]
