"""Curators write through the API what they write at the desk, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.editions.models import Edition
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions import log
from archive.revisions.models import Action
from sources.models import Agent, Source
from tests.cast import signed_in
from tests.desk.entering import address
from tests.revisions.conftest import findings
from tests.writing.conftest import QUOTATIONS, Program, at

pytestmark = pytest.mark.django_db
Faults = Callable[[Any], dict[str, str]]


def test_record_is_created_as_a_draft_with_all_its_rows(contributor: Program, wanted: dict, alice: User) -> None:
    answer = contributor.post(f"{QUOTATIONS}?why=from+the+memoirs", wanted)

    assert answer.status_code == 201
    made = Quotation.objects.get()
    assert (made.state, made.created_by, made.uttered.edtf) == (State.DRAFT, alice, "1918-01-28")
    assert [row.quoted_in for row in made.attestations.all()] == [None, 1]
    assert made.attestations.last().seen_by == alice
    assert made.attributions.get().rests_on.count() == 2
    entry = log.of(made).get()
    assert (entry.action, entry.by, entry.why) == (Action.CREATED, alice, "from the memoirs")
    assert findings() == []


def test_answer_is_what_reading_gives(contributor: Program, wanted: dict) -> None:
    made = contributor.post(QUOTATIONS, wanted)

    read = contributor.get(made.headers["Location"])

    assert read.json() == made.json()
    assert read.headers["ETag"] == made.headers["ETag"] == f'"{read.json()["revision"]}"'
    assert read.json()["standing"] == {"state": "draft", "withdrawn_because": "", "successor": None}


def test_known_revision_is_not_sent_again(editor: Program, boots: Quotation) -> None:
    tag = editor.get(at(boots)).headers["ETag"]

    answer = editor.get(at(boots), If_None_Match=f"W/{tag}")

    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)


def test_record_that_is_written_as_it_was_read_does_not_change(editor: Program, boots: Quotation) -> None:
    read = editor.get(at(boots)).json()

    answer = editor.change(at(boots), "PUT", read["record"])

    assert (answer.status_code, answer.json()) == (200, read)


def test_written_anew_what_is_left_out_is_empty(editor: Program, boots: Quotation, bob: User) -> None:
    record = editor.get(at(boots)).json()["record"]
    del record["translated_from"], record["event_links"]

    assert editor.change(f"{at(boots)}?why=unfounded", "PUT", record).status_code == 200

    boots.refresh_from_db()
    assert (boots.translated_from, boots.event_links.count(), boots.state) == ("", 0, State.PUBLISHED)
    assert (log.of(boots).last().by, log.of(boots).last().why) == (bob, "unfounded")
    assert Edition.objects.of(boots.pk).count() == 2


def test_merge_patch_changes_only_what_it_says(editor: Program, boots: Quotation) -> None:
    before = editor.get(at(boots)).json()["record"]

    after = editor.change(at(boots), "PATCH", {"note": "Seen.", "translated_from": None}).json()["record"]

    assert after == {name: value for name, value in before.items() if name != "translated_from"} | {"note": "Seen."}


def test_labels_are_patched_by_language(editor: Program, brest_litovsk: Any) -> None:
    after = editor.change(at(brest_litovsk, "events"), "PATCH", {"labels": {"de": "Frieden", "ru": None}}).json()

    assert set(after["record"]["labels"]) == {"en", "ja", "de"}


def test_cite_key_stays_where_it_is_left_out(editor: Program, my_life: Source) -> None:
    record = editor.get(at(my_life, "sources")).json()["record"]
    key = record.pop("cite_key")

    assert editor.change(at(my_life, "sources"), "PUT", record).json()["record"]["cite_key"] == key


def test_way_to_the_public_and_back(contributor: Program, editor: Program, own_draft: Quotation) -> None:
    assert contributor.change(f"{at(own_draft)}submit/", "POST").json()["standing"]["state"] == "in review"
    for step, state in (
        ("return/?why=Whose+words%3F", "draft"),
        ("publish/", "published"),
        ("withdraw/?why=Misread.", "withdrawn"),
    ):
        tag = editor.get(at(own_draft)).headers["ETag"]
        answer = editor.post(f"{at(own_draft)}{step}", If_Match=tag)
        assert (answer.status_code, answer.json()["standing"]["state"]) == (200, state)
    assert answer.json()["standing"]["withdrawn_because"] == "Misread."
    assert [entry.why for entry in log.of(own_draft)][-3:] == ["Whose words?", "", "Misread."]


def test_desk_shows_what_a_program_decided(editor: Program, own_draft: Quotation, bob: User) -> None:
    editor.ask("POST", f"{at(own_draft)}publish/", If_Match=editor.get(at(own_draft)).headers["ETag"])

    assert "draft → published" in signed_in(bob).get(address(own_draft)).content.decode()


@pytest.mark.parametrize("step", ["return", "withdraw"])
def test_reason_is_asked_for(editor: Program, boots: Quotation, step: str) -> None:
    answer = editor.post(f"{at(boots)}{step}/", If_Match=editor.get(at(boots)).headers["ETag"])

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "why")


def test_wrong_step_says_why(editor: Program, boots: Quotation, own_draft: Quotation) -> None:
    own_draft.attributions.all().delete()

    again = editor.post(f"{at(boots)}publish/", If_Match=editor.get(at(boots)).headers["ETag"])
    hindered = editor.post(f"{at(own_draft)}publish/", If_Match=editor.get(at(own_draft)).headers["ETag"])

    assert (again.status_code, hindered.status_code) == (409, 409)
    assert "no attribution" in hindered.json()["errors"][0]["detail"]


def test_successor_of_a_withdrawn_record_is_one_that_readers_see(
    editor: Program, boots: Quotation, own_draft: Quotation
) -> None:
    where = f"{at(boots)}withdraw/?why=Doubled.&successor={own_draft.shown_id}"

    assert editor.post(where, If_Match=editor.get(at(boots)).headers["ETag"]).status_code == 409


def test_draft_is_deleted_and_its_history_stays(contributor: Program, own_draft: Quotation) -> None:
    assert contributor.change(f"{at(own_draft)}?why=twice", "DELETE").status_code == 204

    assert not Quotation.objects.exists()
    assert log.of_key("quotation", own_draft.pk).last().why == "twice"


def test_what_others_need_is_not_deleted(editor: Program, boots: Quotation, article: Source) -> None:
    answer = editor.change(at(article, "sources"), "DELETE")

    assert answer.status_code == 409
    assert boots.shown_id in answer.json()["needed_by"]


def test_list_shows_what_the_account_may_see(
    contributor: Program, boots: Quotation, own_draft: Quotation, draft_quotation: Quotation
) -> None:
    listed = contributor.get(QUOTATIONS).json()

    assert [found["id"] for found in listed["results"]] == [own_draft.shown_id, boots.shown_id]
    assert listed["results"][0] == contributor.get(at(own_draft)).json()


def test_list_asks_a_constant_number_of_queries(
    editor: Program, boots: Quotation, own_draft: Quotation, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        assert len(editor.get(QUOTATIONS).json()["results"]) == 2


# What the desk's forms refuse, the API refuses, by field and reason.
WRONG: dict[str, tuple[str, dict[str, Any], str]] = {
    "no words": ("quotations", {"words": None}, "words"),
    "a wrong mark": ("quotations", {"words": "We […"}, "words"),
    "a wrong language": ("quotations", {"language": "Klingon!"}, "language"),
    "an unknown field": ("quotations", {"speaker": "Trotsky"}, "speaker"),
    "an unknown choice": ("quotations", {"mode": "shouted"}, "mode"),
    "a wrong date": ("quotations", {"uttered": "in May"}, "uttered"),
    "an unknown calendar": ("quotations", {"uttered": {"edtf": "1918", "calendar": "Mayan"}}, "uttered"),
    "a date in pieces": ("quotations", {"uttered": {"edtf": "1918", "as_written": ["May", "1918"]}}, "uttered"),
    "a standing": ("quotations", {"state": "published"}, "state"),
    "a list for a text": ("quotations", {"note": ["seen"]}, "note"),
    "a text for a list": ("quotations", {"attestations": "p. 7"}, "attestations"),
    "a null character": ("quotations", {"note": "a\0b"}, "note"),
    "half a character": ("quotations", {"note": "\ud800"}, "note"),
    "no such source": ("quotations", {"attestations": [{"source": "0000-0000"}]}, "attestations.1.source"),
    "no id": ("quotations", {"attestations": [{"source": "Pravda"}]}, "attestations.1.source"),
    "no source": ("quotations", {"attestations": [{"locator": "7"}]}, "attestations.1.source"),
    "no such role": ("quotations", {"attributions": [{"agent": "{agent}", "role": 9}]}, "attributions.1.role"),
    "a doubt without reason": (
        "quotations",
        {"attributions": [{"agent": "{agent}", "standing": "disputed"}]},
        "attributions.1",
    ),
    "a speaker twice": ("quotations", {"attributions": [{"agent": "{agent}"}] * 2}, "attributions.2.agent"),
    "a ground that is not there": (
        "quotations",
        {"attributions": [{"agent": "{agent}", "rests_on": [9]}]},
        "attributions.1.rests_on",
    ),
    "a chain that turns back": (
        "quotations",
        {"attestations": [{"source": "{source}", "quoted_in": 1}]},
        "attestations.1",
    ),
    "a translation of itself": ("quotations", {"translation_of": "{quotation}"}, ""),
    "no witness of a published one": ("quotations", {"attestations": []}, ""),
    "a part of itself": ("sources", {"part_of": "{source}"}, ""),
    "another cite key": ("sources", {"cite_key": "other"}, "cite_key"),
    "a name that is no text": (
        "sources",
        {"contributions": [{"printed": {"literal": ["x"]}}]},
        "contributions.1.printed",
    ),
    "a printed name out of the basic plane": ("sources", {"contributions": [{"printed": {"𝒳": "x"}}]}, ""),
    "a contribution of nobody": ("sources", {"contributions": [{"role": "author"}]}, "contributions.1"),
    "a name in no language": ("people", {"names": [{"language": "r u", "literal": "А"}]}, "names.1.language"),
    "somebody of no language": ("people", {"language": "zz-"}, "language"),
    "words of white space": ("quotations", {"words": " \n\u3000"}, "words"),
    "a name of white space": ("people", {"names": [{"language": "ru", "literal": " "}]}, "names.1"),
    "two preferred names": ("people", {"names": [{"language": "ru", "literal": "А"}] * 2}, "names.2.language"),
    "another's identifier": ("people", {"identifiers": [{"scheme": "viaf", "value": "1"}]}, "identifiers.1.value"),
}


@pytest.fixture
def records(boots: Quotation, my_life: Source, trotsky: Agent) -> dict[str, Any]:
    other = Agent.objects.create()
    other.identifiers.create(scheme="viaf", value="1")
    return {"quotations": boots, "sources": my_life, "people": trotsky}


def _filled(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(part, ids) for name, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, ids) for part in value]
    return ids.get(value, value) if isinstance(value, str) else value


def test_what_the_desk_refuses_is_refused(editor: Program, records: dict[str, Any], faults: Faults) -> None:
    ids = {"{quotation}": "quotations", "{source}": "sources", "{agent}": "people"}
    ids = {name: records[room].shown_id for name, room in ids.items()}
    revisions = {room: log.revision_of(record) for room, record in records.items()}
    missed = {}
    for name, (room, patch, field) in WRONG.items():
        answer = editor.change(at(records[room], room), "PATCH", _filled(patch, ids))
        if answer.status_code != 422 or not any(found.startswith(field) for found in faults(answer)):
            missed[name] = answer.status_code, answer.content.decode()[:200]

    assert missed == {}
    assert revisions == {room: log.revision_of(record) for room, record in records.items()}


def test_all_faults_are_told_at_once(contributor: Program, wanted: dict, faults: Faults) -> None:
    wanted |= {"words": ["no text"], "language": "!", "uttered": "in May"}
    wanted["attestations"][0] |= {"source": "0000-0000"}
    wanted["attestations"][1] |= {"seen_on": "yesterday", "kind": "nonsense"}

    told = contributor.post(QUOTATIONS, wanted).json()["errors"]

    assert sorted(one["field"] for one in told) == [
        "attestations.1.source", "attestations.2.kind", "attestations.2.seen_on", "language", "uttered", "words",
    ]  # fmt: skip


def test_family_name_and_no_literal_is_a_name_in_parts_as_at_the_desk(editor: Program) -> None:
    answer = editor.post("/api/v1/desk/people/", {"names": [{"language": "en", "family": "Trotsky", "given": "Leon"}]})

    assert answer.json()["record"]["names"][0]["form"] == "parts"


def test_text_is_taken_without_white_space_around_it_as_the_desk_takes_it(contributor: Program, wanted: dict) -> None:
    answer = contributor.post(QUOTATIONS, wanted | {"words": "  Neither war\nnor peace. \n", "note": " "})

    assert answer.json()["record"]["words"] == "Neither war\nnor peace."
    assert "note" not in answer.json()["record"]


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[" * 100_000,
        '{"a":' * 300 + "1" + "}" * 300,
        '"words"',
        "[]",
        "NaN",
        '{"words": 1e999}',
        '{"words": "\udcff"}',
    ],
)
def test_what_is_no_record_is_refused_without_breaking(contributor: Program, body: str) -> None:
    sent = body.encode("utf-8", "surrogateescape")

    answer = contributor.client.post(QUOTATIONS, sent, "application/json", headers=contributor.headers)

    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_too_much_is_refused_unread(contributor: Program, settings: Any, wanted: dict) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    assert contributor.post(QUOTATIONS, wanted).status_code == 413


def test_form_data_is_no_record(contributor: Program) -> None:
    assert contributor.client.post(QUOTATIONS, {"words": "x"}, headers=contributor.headers).status_code == 415


def test_public_api_does_not_know_the_desk(visitor: Client, contributor: Program, own_draft: Quotation) -> None:
    assert visitor.get(at(own_draft)).status_code == 401
    assert contributor.get(f"/api/v1/quotations/{own_draft.shown_id}/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"names": [{"language": "en", "family": "Lenin", "form": "parts", "use": "often"}]}, "names.1.use"),
        ({"names": [{"language": "en", "family": "Lenin", "form": "whole"}]}, "names.1.form"),
        ({"names": {}}, "names"),
        ({"note": []}, "note"),
        ({"born": {}}, "born"),
    ],
)
def test_value_that_is_none_of_its_field_is_named(
    editor: Program, faults: Faults, wrong: dict[str, Any], field: str
) -> None:
    assert set(faults(editor.post("/api/v1/desk/people/", wrong))) == {field}
