"""Who may do what, on every path."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client

from archive.curating import keep_groups
from archive.events.models import Event, Place
from archive.publishing import State
from archive.quotations.models import Quotation, Topic
from archive.revisions import log
from sources.models import Agent, Source
from tests import cast
from tests.desk.entering import add_row, address, delete, entered, list_address, save, seen

MODELS = [Agent, Source, Place, Topic, Event, Quotation]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_every_curator_opens_lists_and_empty_forms(curators: dict[str, Client], model: Any, page: str) -> None:
    opened = {name: client.get(list_address(model, page)).status_code for name, client in curators.items()}

    assert opened == {"visitor": 302, "contributor": 200, "editor": 200, "administrator": 200}


# What comes of a change of each record by contributor, editor, administrator.
CHANGES = {
    "published quotation": (403, 302, 302),
    "own draft": (302, 302, 302),
    "another's draft": (302, 302, 302),  # for the contributor it is not there: back to the front page
    "own quotation in review": (403, 302, 302),
    "published event": (403, 302, 302),
    "own unused source": (302, 302, 302),
    "another's unused source": (403, 302, 302),
    "public source": (403, 302, 302),
    "public speaker": (403, 302, 302),
}


@pytest.mark.parametrize("named", CHANGES)
def test_changes_need_the_right(curators: dict[str, Client], records: dict[str, Any], named: str) -> None:
    record = records[named]
    told = []
    for name in ("contributor", "editor", "administrator"):
        type(record).objects.filter(pk=record.pk).update(note="")
        posted = entered(curators["editor"].get(address(record))) | {"note": "Changed."}
        told.append(curators[name].post(address(record), posted).status_code)
        if name == "contributor":
            record.refresh_from_db()
            assert (record.note == "Changed.") == (named in ("own draft", "own unused source"))

    assert tuple(told) == CHANGES[named]


DELETIONS = {
    "published quotation": 403,
    "own draft": 302,
    "another's draft": 302,
    "own quotation in review": 403,
    "published event": 403,
    "own unused source": 403,
    "public source": 403,
}


@pytest.mark.parametrize("named", DELETIONS)
def test_contributor_deletes_only_drafts_of_their_own(contributor: Client, records: dict[str, Any], named: str) -> None:
    record = records[named]

    answer = delete(contributor, record)

    assert answer.status_code == DELETIONS[named]
    assert type(record).objects.filter(pk=record.pk).exists() == (named != "own draft")


def test_bulk_deletion_by_contributor_spares_what_is_published(
    contributor: Client, boots: Quotation, own_draft: Quotation
) -> None:
    chosen = {"action": "delete_selected", "_selected_action": [boots.pk, own_draft.pk], "post": "yes", **seen()}

    answer = contributor.post(list_address(Quotation), chosen)

    assert answer.status_code == 403
    assert Quotation.objects.count() == 2


PATHS = ["change", "history", "delete", "preview"]


@pytest.mark.parametrize("page", PATHS)
def test_anothers_draft_is_on_no_path_for_a_contributor(
    contributor: Client, editor: Client, draft_quotation: Quotation, page: str
) -> None:
    assert editor.get(address(draft_quotation, page)).status_code == 200
    answer = contributor.get(address(draft_quotation, page), follow=True)

    assert draft_quotation.words not in answer.content.decode()


@pytest.mark.parametrize("page", PATHS)
def test_visitor_is_sent_to_sign_in(visitor: Client, boots: Quotation, page: str) -> None:
    answer = visitor.get(address(boots, page))

    assert "/login/" in answer["Location"]


def test_contributor_lists_own_and_published_only(
    contributor: Client, boots: Quotation, own_draft: Quotation, draft_quotation: Quotation
) -> None:
    shown = contributor.get(list_address(Quotation)).context["cl"].result_list

    assert set(shown) == {boots, own_draft}


def test_autocomplete_offers_no_alien_draft(contributor: Client, editor: Client, draft_quotation: Quotation) -> None:
    wish = "/admin/autocomplete/?app_label=quotations&model_name=quotation&field_name=translation_of&term=unripe"

    assert editor.get(wish).json()["results"]
    assert not contributor.get(wish).json()["results"]


@pytest.mark.parametrize(
    "where", ["/admin/autocomplete/", "/admin/date-reading/", "/admin/quotations/quotation/roles/"]
)
def test_answers_for_scripts_are_for_curators(visitor: Client, db: None, where: str) -> None:
    assert visitor.get(f"/admin/{where}").status_code == 302


def test_relation_to_anothers_draft_cannot_be_posted(
    contributor: Client, own_draft: Quotation, draft_quotation: Quotation
) -> None:
    answer = save(contributor, own_draft, translation_of=draft_quotation.pk)

    assert answer.status_code == 200
    assert "Unripe" not in answer.content.decode()


@pytest.mark.parametrize("forged", [{"state": "published"}, {"state_by": 1}, {"created_by": 1}, {"id": "XXXXXXXX"}])
def test_forged_fields_change_nothing(
    contributor: Client, own_draft: Quotation, alice: User, forged: dict[str, Any]
) -> None:
    save(contributor, own_draft, **forged)

    own_draft.refresh_from_db()
    assert (own_draft.state, own_draft.created_by, own_draft.state_by) == (State.DRAFT, alice, None)


@pytest.mark.parametrize("state", ["published", "draft", "withdrawn"])
def test_contributor_cannot_press_an_editors_button(contributor: Client, own_draft: Quotation, state: str) -> None:
    answer = save(contributor, own_draft, _pass=state)

    own_draft.refresh_from_db()
    assert answer.status_code == 302
    assert own_draft.state == State.DRAFT


@pytest.mark.parametrize("action", ["publish", "withdraw", "return_to_draft"])
@pytest.mark.parametrize("named", ["published quotation", "own draft", "own quotation in review"])
def test_contributor_cannot_use_an_editors_action(
    contributor: Client, records: dict[str, Any], action: str, named: str
) -> None:
    before = records[named].state
    chosen = {"action": action, "_selected_action": [records[named].pk], "reason": "Because.", **seen()}

    contributor.post(list_address(Quotation), chosen)

    records[named].refresh_from_db()
    assert records[named].state == before


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("named", ["published quotation", "own quotation in review", "another's draft"])
def test_contributor_cannot_pass_what_is_not_their_draft(
    contributor: Client, records: dict[str, Any], state: str, named: str
) -> None:
    record = records[named]

    answer = contributor.post(
        f"/admin/quotations/quotation/{record.pk}/pass/{state}/",
        {"reason": "Because.", "revision": log.revision_of(record)},
    )

    assert answer.status_code in (403, 404)


def test_save_as_new_only_makes_a_draft_of_ones_own(contributor: Client, boots: Quotation, alice: User) -> None:
    posted = entered(contributor.get(list_address(Quotation, "add")))

    contributor.post(address(boots), posted | {"_saveasnew": "1", "words": "Copied.", "language": "en"})

    copy = Quotation.objects.exclude(pk=boots.pk).get()
    assert (copy.state, copy.created_by) == (State.DRAFT, alice)
    assert Quotation.objects.get(pk=boots.pk).words == boots.words


def test_inline_rows_of_a_published_quotation_are_not_for_contributors(
    contributor: Client, editor: Client, boots: Quotation
) -> None:
    posted = add_row(entered(editor.get(address(boots))), "event_links", kind="context", event="")

    assert contributor.post(address(boots), posted).status_code == 403
    assert not contributor.get(address(boots)).context["inline_admin_formsets"][0].has_add_permission


def test_popup_adds_what_a_contributor_may_add(contributor: Client, alice: User) -> None:
    posted = entered(contributor.get(list_address(Topic, "add"))) | {"labels": "en: peace", "_popup": "1"}

    answer = contributor.post(list_address(Topic, "add"), posted)

    assert answer.status_code == 200
    assert Topic.objects.get().created_by == alice


def test_only_administrators_manage_users(curators: dict[str, Client]) -> None:
    opened = {name: client.get("/admin/auth/user/").status_code for name, client in curators.items()}

    assert opened == {"visitor": 302, "contributor": 403, "editor": 403, "administrator": 200}


def test_groups_are_kept_by_migrate(db: None) -> None:
    Group.objects.get(name="editor").permissions.clear()

    keep_groups()
    keep_groups()

    assert Group.objects.get(name="editor").permissions.filter(codename="publish_quotation").count() == 1
    assert Group.objects.count() == 3


def test_migrate_makes_the_groups(db: None) -> None:
    Group.objects.all().delete()

    call_command("migrate", verbosity=0)

    assert set(Group.objects.values_list("name", flat=True)) == {"contributor", "editor", "administrator"}


def test_own_place_is_closed_once_something_published_stands_on_it(contributor: Client, alice: User) -> None:
    place = Place.objects.create(labels={"en": "Omsk"}, created_by=alice)
    assert save(contributor, place, labels="en: Omsk\nru: Омск").status_code == 302

    event = cast.event({"en": "A meeting"})
    event.claims.create(about="place", place=place)

    assert (
        contributor.post(address(place), {"labels": "en: Tomsk", "revision": log.revision_of(place)}).status_code == 403
    )
