"""From draft to publication and back, with who, when and why."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client

from archive.events.models import Event
from archive.publishing import State
from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests import cast
from tests.desk.entering import address, delete, errors_of, list_address, messages_of, save, seen


def act(client: Client, action: str, *quotations: Quotation, **more: str) -> str:
    """Choose quotations in the list, let an action run, and return what the page then says."""
    chosen = {"action": action, "_selected_action": [quotation.pk for quotation in quotations], **seen(), **more}
    return messages_of(client.post(list_address(Quotation), chosen, follow=True))


def state_of(quotation: Quotation) -> str:
    return Quotation.objects.get(pk=quotation.pk).state


def test_contributor_submits_a_draft_for_review(contributor: Client, own_draft: Quotation, alice: User) -> None:
    told = act(contributor, "submit_for_review", own_draft)

    own_draft.refresh_from_db()
    assert (own_draft.state, own_draft.state_by) == (State.IN_REVIEW, alice)
    assert own_draft.state_at is not None
    assert "“Ripening words.” is now “in review”" in told


def test_editor_publishes_from_the_form(editor: Client, own_draft: Quotation, bob: User) -> None:
    answer = save(editor, own_draft, words="Ripe words.", _pass="published")

    own_draft.refresh_from_db()
    assert answer["Location"] == address(own_draft)
    assert (own_draft.words, own_draft.state, own_draft.state_by) == ("Ripe words.", State.PUBLISHED, bob)


def test_quotation_without_ground_is_not_published_and_says_why(editor: Client, db: None) -> None:
    bare = Quotation.objects.create(words="Bare words.", language="en")

    told = act(editor, "publish", bare)

    assert state_of(bare) == State.DRAFT
    assert "“Bare words.”" in told
    assert "no attribution" in told
    assert "no attestation" in told


def test_form_says_beforehand_what_hinders_publication(editor: Client, db: None) -> None:
    bare = Quotation.objects.create(words="Bare words.", language="en")

    assert "It has no attestation" in editor.get(address(bare)).content.decode()


def test_action_tells_of_each_record(editor: Client, own_draft: Quotation) -> None:
    bare = Quotation.objects.create(words="Bare words.", language="en")

    told = act(editor, "publish", own_draft, bare)

    assert "“Ripening words.” is now “published”" in told
    assert "“Bare words.” did not become “published”" in told


@pytest.mark.parametrize(("action", "state"), [("withdraw", State.WITHDRAWN), ("return_to_draft", State.DRAFT)])
def test_leaving_publication_or_review_asks_why(editor: Client, boots: Quotation, action: str, state: State) -> None:
    Quotation.objects.filter(pk=boots.pk).update(state="in review" if state == State.DRAFT else "published")
    page = editor.post(list_address(Quotation), {"action": action, "_selected_action": [boots.pk], **seen()})
    assert 'name="reason"' in page.content.decode()
    assert state_of(boots) != state

    act(editor, action, boots, reason="The page number is wrong.")

    assert state_of(boots) == state
    assert "The page number is wrong." in editor.get(address(boots, "history")).content.decode()


def test_empty_reason_is_asked_for_again(editor: Client, boots: Quotation) -> None:
    page = editor.post(address(boots, "change").replace("change", "pass/withdrawn"), {"reason": "  ", "revision": 1})

    assert "Please give a reason." in page.content.decode()
    assert state_of(boots) == State.PUBLISHED


def test_returned_draft_tells_its_maker_why(editor: Client, contributor: Client, own_draft: Quotation) -> None:
    act(contributor, "submit_for_review", own_draft)
    act(editor, "return_to_draft", own_draft, reason="Which edition?")

    assert "Which edition?" in contributor.get(address(own_draft)).content.decode()


def test_withdraw_button_saves_and_asks_why(editor: Client, boots: Quotation) -> None:
    answer = save(editor, boots, note="Forged.", _pass="withdrawn")

    assert answer["Location"].endswith("/pass/withdrawn/")
    assert Quotation.objects.get(pk=boots.pk).note == "Forged."


def test_published_record_cannot_be_published_again(editor: Client, boots: Quotation) -> None:
    assert "cannot become" in act(editor, "publish", boots)


def test_unknown_state_is_a_bad_request(editor: Client, own_draft: Quotation) -> None:
    assert save(editor, own_draft, _pass="burnt").status_code == 400


@pytest.mark.parametrize("rows", ["attributions", "attestations"])
def test_published_quotation_keeps_its_last_ground(editor: Client, boots: Quotation, rows: str) -> None:
    removed = {f"{rows}__{number}__DELETE": "on" for number in range(getattr(boots, rows).count())}

    answer = save(editor, boots, **removed)

    assert "A published quotation keeps at least one" in errors_of(answer)
    assert getattr(boots, rows).exists()


def test_draft_may_lose_its_last_ground(editor: Client, own_draft: Quotation) -> None:
    assert save(editor, own_draft, attributions__0__DELETE="on").status_code == 302


def test_makers_and_changers_are_kept(
    contributor: Client, editor: Client, own_draft: Quotation, alice: User, bob: User
) -> None:
    save(editor, own_draft, note="Looked at.")

    own_draft.refresh_from_db()
    assert (own_draft.created_by, own_draft.changed_by) == (alice, bob)


def test_only_what_is_public_can_be_viewed_on_site(editor: Client, boots: Quotation, own_draft: Quotation) -> None:
    assert not editor.get(address(own_draft)).context["absolute_url"]
    assert AnonymousUser().has_perm("quotations.view_quotation", boots)


def test_preview_shows_a_draft_as_readers_would_see_it(contributor: Client, own_draft: Quotation) -> None:
    page = contributor.get(address(own_draft, "preview")).content.decode()

    assert "<blockquote" in page
    assert "Ripening words." in page
    assert "Leon Trotsky" in page


def test_preview_of_a_bare_draft_is_no_error(editor: Client, db: None) -> None:
    bare = Quotation.objects.create(words="Bare words.", language="en")

    assert "Bare words." in editor.get(address(bare, "preview")).content.decode()


def test_preview_of_an_event_shows_its_claims(editor: Client, brest_litovsk: Event) -> None:
    Event.objects.filter(pk=brest_litovsk.pk).update(state=State.DRAFT)

    page = editor.get(address(brest_litovsk, "preview")).content.decode()

    assert "It is now “draft”" in page
    assert "Brest-Litovsk" in page


def test_preview_shows_no_unpublished_event(editor: Client, own_draft: Quotation) -> None:
    cast.link(own_draft, cast.event({"en": "A secret meeting"}, state=State.DRAFT))

    assert "secret" not in editor.get(address(own_draft, "preview")).content.decode()


def test_referenced_source_cannot_be_deleted_and_says_what_needs_it(editor: Client, boots: Quotation) -> None:
    source = boots.witness.source

    page = delete(editor, source).content.decode()

    assert Source.objects.filter(pk=source.pk).exists()
    assert address(boots) in page


def test_speaker_of_a_quotation_cannot_be_deleted_in_bulk(editor: Client, boots: Quotation, trotsky: Agent) -> None:
    chosen = {"action": "delete_selected", "_selected_action": [trotsky.pk], "post": "yes", **seen()}

    page = editor.post(list_address(Agent), chosen).content.decode()

    assert Agent.objects.filter(pk=trotsky.pk).exists()
    assert address(boots) in page


def test_records_of_others_that_stand_in_the_way_stay_hidden(contributor: Client, alice: User) -> None:
    event = cast.event({"en": "A secret meeting"}, state=State.DRAFT)
    event.created_by = alice
    event.save()
    hidden = Quotation.objects.create(words="Hidden words.", language="en")
    cast.link(hidden, event)

    page = contributor.get(address(event, "delete")).content.decode()

    assert "a record of another curator" in page
    assert "Hidden" not in page
