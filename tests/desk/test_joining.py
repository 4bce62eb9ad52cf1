"""Two curators at the same record: exactly one save wins, and not one field of the other is lost."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client

from archive.events.models import Event, Place
from archive.loading import CannotLoad, load
from archive.publishing import State
from archive.quotations.models import Quotation, Topic
from archive.revisions import log
from archive.revisions.checking import check
from archive.states import BY_MODEL
from sources.models import Agent, Source
from tests import cast
from tests.cast import curator, signed_in
from tests.desk.entering import add_row, address, delete, entered, list_address, messages_of, save, seen


@pytest.fixture
def other(db: None) -> Client:
    """Another editor."""
    return signed_in(curator("dora", "editor"))


def opened(client: Client, record: Any, **changes: Any) -> dict[str, Any]:
    """Open a form and type something, without saving yet."""
    return entered(client.get(address(record))) | {name.replace("__", "-"): value for name, value in changes.items()}


def join(client: Client, record: Any, posted: dict[str, Any], **choices: str) -> Any:
    """Press the button of the page that joins two changes."""
    chosen = {f"choice-{name.replace('__', '.')}": side for name, side in choices.items()}
    return client.post(address(record), posted | {"met_revision": log.revision_of(record)} | chosen)


def columns(page: Any) -> dict[str, tuple[str, str, str]]:
    return {row["label"]: (row["was"], row["theirs"], row["mine"]) for row in page.context["rows"]}


def fresh(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def test_stale_save_is_refused_and_shows_three_columns(editor: Client, other: Client, boots: Quotation) -> None:
    mine = opened(editor, boots, note="Mine.")
    save(other, boots, note="Theirs.")

    page = editor.post(address(boots), mine)

    assert fresh(boots).note == "Theirs."
    assert columns(page) == {"Note": ("", "Theirs.", "Mine.")}
    assert "dora" in page.content.decode()


def test_different_fields_are_joined_at_one_click(editor: Client, other: Client, boots: Quotation) -> None:
    mine = opened(editor, boots, note="Mine.", attestations__1__locator="366")
    save(other, boots, words_before="Theirs.", attestations__0__locator="12")

    page = editor.post(address(boots), mine)
    assert not page.context["contested"]
    answer = join(editor, boots, mine)

    joined = fresh(boots)
    assert answer.status_code == 302
    assert (joined.note, joined.words_before) == ("Mine.", "Theirs.")
    assert [row.locator for row in joined.attestations.all()] == ["12", "366"]
    assert not list(check())


@pytest.mark.parametrize(("side", "note"), [("theirs", "Theirs."), ("mine", "Mine.")])
def test_what_both_changed_is_chosen(editor: Client, other: Client, boots: Quotation, side: str, note: str) -> None:
    mine = opened(editor, boots, note="Mine.", words_after="Mine too.")
    save(other, boots, note="Theirs.")

    assert "choose one side" in join(editor, boots, mine).content.decode()
    join(editor, boots, mine, note=side)

    assert (fresh(boots).note, fresh(boots).words_after) == (note, "Mine too.")


def test_rows_that_both_added_are_kept_and_references_follow(
    editor: Client, other: Client, boots: Quotation, my_life: Source, trotsky: Agent
) -> None:
    lenin = cast.agent({"en": "Lenin"})
    mine = add_row(opened(editor, boots), "attestations", source=my_life.pk, kind="reports", locator_label="page",
                   locator="1", basis="stated", position="")  # fmt: skip
    mine = add_row(mine, "attributions", agent=lenin.pk, standing="probable", basis="stated", rests_on_numbers="3")
    theirs = add_row(opened(other, boots), "attestations", source=my_life.pk, kind="refutes", locator_label="line",
                     locator="2", basis="supplied", position="")  # fmt: skip
    other.post(address(boots), theirs | {"attestations-2-source": cast.article().pk})

    editor.post(address(boots), mine)
    answer = join(editor, boots, mine)

    joined = fresh(boots)
    assert answer.status_code == 302
    assert sorted(row.locator for row in joined.attestations.all()) == ["", "", "1", "2"]
    assert [row.locator for row in joined.attributions.get(agent=lenin).rests_on.all()] == ["1"]


def test_row_that_one_removed_and_the_other_changed_is_asked(editor: Client, other: Client, boots: Quotation) -> None:
    mine = opened(editor, boots, attestations__1__locator="366")
    save(other, boots, attestations__1__DELETE="on")

    page = editor.post(address(boots), mine)
    assert [row["label"] for row in page.context["rows"]] == ["Attestation 2"]
    join(editor, boots, mine, attestations__2="mine")

    assert [row.locator for row in fresh(boots).attestations.all()] == ["", "366"]


def test_a_role_that_changes_its_number_is_still_the_same_role(
    editor: Client, other: Client, boots: Quotation, trotsky: Agent
) -> None:
    role = boots.attributions.get().role
    mine = opened(editor, trotsky, note="Mine.")
    theirs = add_row(opened(other, trotsky, roles__0__position=2), "roles", position=1, titles="en: Writer",
                     basis="stated", held_calendar="gregorian")  # fmt: skip
    assert other.post(address(trotsky), theirs).status_code == 302

    join(editor, trotsky, mine)

    assert fresh(trotsky).note == "Mine."
    assert fresh(boots).attributions.get().role == role
    assert fresh(trotsky).roles.count() == 2


def test_wrong_values_come_back_as_errors_with_all_that_was_typed(
    editor: Client, other: Client, boots: Quotation
) -> None:
    mine = opened(editor, boots, note="Mine.", uttered_edtf="yesterday")
    save(other, boots, note="Theirs.")

    page = editor.post(address(boots), mine)

    assert page.context["adminform"].form["note"].value() == "Mine."
    assert "uttered_edtf" in page.context["adminform"].form.errors
    assert fresh(boots).note == "Theirs."
    mended = entered(page) | {"uttered_edtf": "1918"}
    assert columns(editor.post(address(boots), mended))["Note"] == ("", "Theirs.", "Mine.")


def test_a_third_change_is_shown_before_joining(editor: Client, other: Client, boots: Quotation) -> None:
    mine = opened(editor, boots, note="Mine.")
    save(other, boots, words_before="Theirs.")
    met = log.revision_of(boots)
    save(other, boots, words_after="Later.")

    page = editor.post(address(boots), mine | {"met_revision": met})

    assert "once more" in page.content.decode()
    assert fresh(boots).note == ""


def test_saving_what_was_deleted_shows_what_was_typed(editor: Client, other: Client, own_draft: Quotation) -> None:
    mine = opened(editor, own_draft, note="Mine.", attestations__0__locator="7")
    assert delete(other, own_draft).status_code == 302

    page = editor.post(address(own_draft), mine)

    assert "has been deleted" in page.content.decode()
    assert "7" in page.content.decode() and "Mine." in page.content.decode()
    assert not Quotation.objects.filter(pk=own_draft.pk).exists()


def test_contributor_whose_draft_was_published_keeps_what_was_typed(
    contributor: Client, editor: Client, own_draft: Quotation
) -> None:
    mine = opened(contributor, own_draft, note="Mine.")
    save(editor, own_draft, _pass="published")

    page = contributor.post(address(own_draft), mine | {"met_revision": log.revision_of(own_draft)})

    assert columns(page)["Note"] == ("", "", "Mine.")
    assert "may not change the record any more" in page.content.decode()
    assert fresh(own_draft).note == ""


def test_forged_form_learns_nothing_of_anothers_draft(
    contributor: Client, editor: Client, draft_quotation: Quotation
) -> None:
    forged = opened(editor, draft_quotation)
    save(editor, draft_quotation, note="Hidden.")
    assert contributor.post(address(draft_quotation), forged).status_code in (302, 403)
    delete(editor, draft_quotation)

    answer = contributor.post(address(draft_quotation), forged)

    assert answer.status_code == 403
    assert "Unripe" not in answer.content.decode()


def test_form_that_does_not_say_what_it_has_seen_is_refused(editor: Client, boots: Quotation) -> None:
    posted = opened(editor, boots, note="Mine.") | {"revision": ""}

    assert editor.post(address(boots), posted).status_code == 400
    assert fresh(boots).note == ""


# Two writers against every path: the one who comes later is refused, and the record is the first one's.
def _note(client: Client, record: Any) -> dict[str, Any]:
    return opened(client, record, **{_column(record): "Mine." if _column(record) == "note" else "en: mine"})


def _column(record: Any) -> str:
    return "labels" if isinstance(record, Topic) else "note"


@pytest.mark.parametrize("model", [Agent, Source, Place, Topic, Event, Quotation])
def test_every_form_refuses_the_second_writer(
    editor: Client, other: Client, boots: Quotation, model: Any, brest_litovsk: Event
) -> None:
    Topic.objects.create(labels={"en": "peace"})
    record = model.objects.first()
    mine, theirs = _note(editor, record), _note(other, record)
    theirs[_column(record)] = theirs[_column(record)].replace("ine.", "y note.").replace("mine", "theirs")

    assert other.post(address(record), theirs).status_code == 302
    first = log.revision_of(record)
    page = editor.post(address(record), mine)

    assert page.status_code == 200 and page.context["contested"]
    assert log.revision_of(record) == first
    assert (
        join(editor, record, mine, **{page.context["rows"][0]["change"].name.replace(".", "__"): "mine"}).status_code
        == 302
    )


@pytest.mark.parametrize("action", ["submit_for_review", "publish", "delete_selected"])
def test_every_action_refuses_records_changed_since_the_list(
    editor: Client, other: Client, own_draft: Quotation, action: str
) -> None:
    chosen = {"action": action, "_selected_action": [own_draft.pk], "post": "yes", **seen()}
    save(other, own_draft, note="Theirs.")

    page = editor.post(list_address(Quotation), chosen, follow=True)

    assert "dora has changed it in the meantime" in messages_of(page)
    assert (fresh(own_draft).state, fresh(own_draft).note) == (State.DRAFT, "Theirs.")


def test_action_on_all_records_of_a_list_is_refused_too(editor: Client, other: Client, own_draft: Quotation) -> None:
    chosen = {"action": "publish", "_selected_action": [own_draft.pk], "select_across": "1", **seen()}
    save(other, own_draft, note="Theirs.")

    editor.post(list_address(Quotation), chosen)

    assert fresh(own_draft).state == State.DRAFT


def test_list_that_does_not_say_what_it_has_seen_is_refused(editor: Client, own_draft: Quotation) -> None:
    chosen = {"action": "publish", "_selected_action": [own_draft.pk]}

    assert editor.post(list_address(Quotation), chosen).status_code == 400


def test_page_that_asks_why_carries_what_its_list_has_seen(editor: Client, other: Client, boots: Quotation) -> None:
    chosen = {"action": "withdraw", "_selected_action": [boots.pk], **seen()}
    page = editor.post(list_address(Quotation), chosen)
    assert f'name="seen_sequence" value="{chosen["seen_sequence"]}"' in page.content.decode()
    save(other, boots, note="Theirs.")

    editor.post(list_address(Quotation), chosen | {"reason": "Forged."})

    assert fresh(boots).state == State.PUBLISHED


def test_withdrawal_of_what_has_changed_is_refused(editor: Client, other: Client, boots: Quotation) -> None:
    where = address(boots).replace("change", "pass/withdrawn")
    revision = editor.get(where).context["revision"]
    save(other, boots, note="Theirs.")

    editor.post(where, {"reason": "Forged.", "revision": revision})

    assert fresh(boots).state == State.PUBLISHED


def test_deletion_of_what_has_changed_is_refused(editor: Client, other: Client, own_draft: Quotation) -> None:
    revision = editor.get(address(own_draft, "delete")).context["revision"]
    save(other, own_draft, note="Theirs.")

    editor.post(address(own_draft, "delete"), {"post": "yes", "revision": revision})

    assert fresh(own_draft).note == "Theirs."


def test_import_never_writes_over_a_record(editor: Client, article: Source, tmp_path: Path) -> None:
    save(editor, article, note="Theirs.")
    file = tmp_path / "archive.yaml"
    file.write_text(f"---\nsource: {article.shown_id}\ntype: webpage\ntitle: Mine\n", "utf-8")

    with pytest.raises(CannotLoad):
        load(file)

    assert fresh(article).note == "Theirs."


def test_no_list_is_edited_in_place(db: None) -> None:
    assert not [model for model in BY_MODEL if admin.site._registry[model].list_editable]


def test_who_has_seen_a_witness_stays(editor: Client, other: Client, boots: Quotation, bob: User) -> None:
    save(editor, boots, attestations__0__seen_on="2024-05-01")
    mine = opened(editor, boots, note="Mine.")
    save(other, boots, words_after="Theirs.")

    join(editor, boots, mine)

    assert fresh(boots).attestations.first().seen_by == bob


def test_identifier_that_another_record_has_come_to_hold_loses_nothing(
    editor: Client, other: Client, trotsky: Agent
) -> None:
    mine = opened(editor, trotsky, note="Mine.")
    save(other, trotsky, identifiers__0__DELETE="on")
    cast.agent({"en": "Lenin"}).identifiers.create(scheme="wikidata", value="Q33391")

    assert columns(editor.post(address(trotsky), mine))["Note"] == ("", "", "Mine.")
    join(editor, trotsky, mine)

    assert (fresh(trotsky).note, fresh(trotsky).identifiers.count()) == ("Mine.", 0)


def test_changes_that_are_wrong_together_are_chosen_one_by_one(editor: Client, other: Client, trotsky: Agent) -> None:
    name = {"language": "de", "use": "preferred", "form": "literal", "basis": "stated", "position": ""}
    mine = add_row(opened(editor, trotsky), "names", literal="Leo Trotzki", **name)
    theirs = add_row(opened(other, trotsky), "names", literal="Lew Trotzki", **name)
    other.post(address(trotsky), theirs)

    page = join(editor, trotsky, mine)
    assert page.context["faults"] == ["Name 5: language: There is already a preferred name in this language."]
    own = next(row["name"] for row in page.context["rows"] if "Leo" in row["mine"])
    assert f'name="{own}" value="theirs"' in page.content.decode()
    join(editor, trotsky, mine, **{own.removeprefix("choice-").replace(".", "__"): "theirs"})

    assert [name.literal for name in fresh(trotsky).names.filter(language="de")] == ["Lew Trotzki"]
    assert not list(check())


def test_new_words_are_marked_on_either_side(editor: Client, other: Client, boots: Quotation) -> None:
    save(editor, boots, note="革命は続く")
    mine = opened(editor, boots, note="革命は長く続く")
    save(other, boots, note="革命は続いた")

    page = editor.post(address(boots), mine).content.decode()

    assert "革命は<ins>長く</ins>続く" in page
    assert "革命は続<ins>いた</ins>" in page


def test_different_words_of_one_text_are_joined_at_one_click(editor: Client, other: Client, boots: Quotation) -> None:
    save(editor, boots, note="The general was tired of lawyers.")
    mine = opened(editor, boots, note="The general was tired of debating lawyers.")
    save(other, boots, note="The German general was tired of lawyers.")

    page = editor.post(address(boots), mine)
    (row,) = page.context["rows"]
    assert (row["both"], row["chosen"]) == ("The German general was tired of debating lawyers.", "both")
    join(editor, boots, mine, note="both")

    assert fresh(boots).note == row["both"]


def test_choice_that_is_not_offered_is_none(editor: Client, other: Client, boots: Quotation) -> None:
    mine = opened(editor, boots, note="Mine.")
    save(other, boots, note="Theirs.")

    assert "choose one side" in join(editor, boots, mine, note="both").content.decode()
    assert fresh(boots).note == "Theirs."
