"""Tokens and permissions: what each token, account and group may do, on every path."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions import log
from archive.writing.models import Token, digest_of
from sources.models import Agent, Source
from tests.cast import curator, signed_in
from tests.writing.conftest import QUOTATIONS, Program, at, secret_of

pytestmark = pytest.mark.django_db
TOKENS = "/admin/writing/token/"
PATHS = [
    ("GET", ""),
    ("PUT", ""),
    ("PATCH", ""),
    ("DELETE", ""),
    ("POST", "submit/"),
    ("POST", "publish/"),
    ("POST", "return/?why=because"),
    ("POST", "withdraw/?why=because"),
]


def tried(program: Program, record: Any, room: str = "quotations") -> dict[str, int]:
    """Try every path on a record, each with what its form would post, and return the answers."""
    answers = {}
    for method, step in PATHS if room in ("quotations", "events") else PATHS[:4]:
        read = program.get(at(record, room))
        body = {"PUT": read.json().get("record"), "PATCH": {"note": f"{method}."}}.get(method)
        tag = read.headers.get("ETag") or f'"{log.revision_of(record)}"'
        answer = program.ask(method, at(record, room) + step, body, If_Match=tag)
        answers[step.partition("/")[0] or method] = answer.status_code
        if method == "DELETE" and answer.status_code == 204:
            break
    return answers


def answers(status: int, **others: int) -> dict[str, int]:
    names = ["GET", "PUT", "PATCH", "DELETE", "submit", "publish", "return", "withdraw"]
    return dict.fromkeys(names, status) | others


def test_contributor_writes_own_drafts_only(contributor: Program, own_draft: Quotation, boots: Quotation) -> None:
    assert tried(contributor, boots) == answers(403, GET=200)
    assert tried(contributor, own_draft) == {"GET": 200, "PUT": 200, "PATCH": 200, "DELETE": 204}


def test_contributor_passes_own_drafts_to_review_only(contributor: Program, own_draft: Quotation) -> None:
    tag = contributor.get(at(own_draft)).headers["ETag"]
    for step in ("publish/", "return/?why=because", "withdraw/?why=because"):
        assert contributor.post(at(own_draft) + step, If_Match=tag).status_code == 403
    assert contributor.post(f"{at(own_draft)}submit/", If_Match=tag).status_code == 200
    assert tried(contributor, own_draft) == answers(403, GET=200)


def test_anothers_draft_is_as_if_it_were_not_there(contributor: Program, draft_quotation: Quotation) -> None:
    assert tried(contributor, draft_quotation) == answers(404)
    unknown = contributor.get(f"{QUOTATIONS}0000-0000/").json()
    assert contributor.get(at(draft_quotation)).json() == unknown


def test_contributor_cannot_name_anothers_draft(
    contributor: Program, own_draft: Quotation, draft_quotation: Quotation
) -> None:
    named = contributor.change(at(own_draft), "PATCH", {"translation_of": draft_quotation.shown_id})
    unknown = contributor.change(at(own_draft), "PATCH", {"translation_of": "0000-0000"})

    assert named.json()["errors"][0]["detail"] == unknown.json()["errors"][0]["detail"].replace(
        "0000-0000", draft_quotation.shown_id
    )


def test_contributor_changes_only_the_own_shelf_that_no_reader_sees(
    contributor: Program, boots: Quotation, my_life: Source, trotsky: Agent, alice: User
) -> None:
    own = Source.objects.create(title="Unused", created_by=alice)

    assert tried(contributor, my_life, "sources") == {"GET": 200, "PUT": 403, "PATCH": 403, "DELETE": 403}
    assert tried(contributor, trotsky, "people") == {"GET": 200, "PUT": 403, "PATCH": 403, "DELETE": 403}
    assert tried(contributor, own, "sources") == {"GET": 200, "PUT": 200, "PATCH": 200, "DELETE": 403}


@pytest.mark.parametrize("group", ["editor", "administrator"])
def test_editors_and_administrators_write_everything(group: str, own_draft: Quotation, boots: Quotation) -> None:
    program = Program(secret_of(curator("dora", group)))

    for record in (boots, own_draft):
        assert tried(program, record) == {"GET": 200, "PUT": 200, "PATCH": 200, "DELETE": 204}


def test_token_does_no_more_than_it_says(bob: User, own_draft: Quotation, boots: Quotation) -> None:
    reads = Program(secret_of(bob, may_write=False, may_publish=False))
    writes = Program(secret_of(bob, may_publish=False))
    publishes = Program(secret_of(bob, may_write=False))

    assert tried(reads, own_draft) == answers(403, GET=200)
    assert reads.post(QUOTATIONS, {"words": "x"}).status_code == 403
    for step in ("publish/", "return/?why=x", "withdraw/?why=x"):
        assert writes.change(at(boots) + step, "POST").status_code == 403
    assert publishes.change(at(boots), "PATCH", {"note": "x"}).status_code == 403
    tag = publishes.get(at(own_draft)).headers["ETag"]
    assert publishes.post(f"{at(own_draft)}publish/", If_Match=tag).status_code == 200


def closed(account: User, how: str) -> str:
    if how == "revoked":
        return secret_of(account, revoked_at=timezone.now())
    if how == "expired":
        return secret_of(account, expires_at=timezone.now() - timedelta(seconds=1))
    secret = secret_of(account)
    if how == "unknown":
        return f"{secret}x"
    setattr(account, "is_active" if how == "account closed" else "is_staff", False)
    account.save()
    return secret


@pytest.mark.parametrize("how", ["revoked", "expired", "unknown", "account closed", "no curator any more"])
def test_closed_token_opens_nothing(bob: User, own_draft: Quotation, how: str) -> None:
    answer = Program(closed(bob, how)).get(at(own_draft))

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert "Authorization" in answer.headers["Vary"] and "private" in answer.headers["Cache-Control"]
    assert own_draft.words not in answer.content.decode()


def test_session_of_the_desk_is_no_token(bob: User, own_draft: Quotation) -> None:
    """Else a page elsewhere could write with the curator's own cookie."""
    assert signed_in(bob).get(at(own_draft)).status_code == 401


def test_new_token_is_shown_once_and_kept_as_a_digest(alice: User) -> None:
    desk = signed_in(alice)
    soon = timezone.now() + timedelta(days=30)
    form = {"name": "letters", "may_write": "on", "expires_at": f"{soon:%Y-%m-%dT12:00}"}

    page = desk.post(f"{TOKENS}add/", form)

    secret, token = page.context["secret"], Token.objects.get()
    assert secret in page.content.decode() and "no-store" in page.headers["Cache-Control"]
    assert (token.digest, token.account, token.may_publish) == (digest_of(secret), alice, False)
    for shown in (desk.get(TOKENS), desk.get(f"{TOKENS}{token.pk}/change/")):
        assert secret not in shown.content.decode() and secret[:15] in shown.content.decode()
    assert Program(secret).get(QUOTATIONS).status_code == 200
    assert Token.objects.get().last_used_at


def test_token_ends_within_a_year(alice: User) -> None:
    form = {"name": "for ever", "expires_at": "2999-01-01T12:00"}

    page = signed_in(alice).post(f"{TOKENS}add/", form)

    assert "within a year" in page.content.decode()
    assert not Token.objects.exists()


def test_token_is_revoked_from_the_list_and_from_its_page(alice: User) -> None:
    desk, secrets = signed_in(alice), [secret_of(alice), secret_of(alice)]
    first, second = Token.objects.order_by("pk")

    desk.post(TOKENS, {"action": "revoke", "_selected_action": [first.pk]})
    desk.post(f"{TOKENS}{second.pk}/change/", {})

    assert [Program(secret).get(QUOTATIONS).status_code for secret in secrets] == [401, 401]


def test_curators_see_only_their_own_tokens(alice: User, bob: User) -> None:
    secret_of(bob)
    token = Token.objects.get()

    desk = signed_in(alice)
    desk.post(f"{TOKENS}{token.pk}/change/", {})
    desk.post(TOKENS, {"action": "revoke", "_selected_action": [token.pk]})

    assert "testimonia_" not in desk.get(TOKENS).content.decode()
    assert Token.objects.get().is_open
    assert "testimonia_" in signed_in(curator("charlie", "administrator")).get(TOKENS).content.decode()


def test_visitor_has_no_tokens(visitor: Client) -> None:
    assert visitor.get(f"{TOKENS}add/").status_code == 302


def test_contributors_own_event_is_a_draft(contributor: Program) -> None:
    made = contributor.post("/api/v1/desk/events/", {"labels": {"en": "A rising"}})

    assert (made.status_code, made.json()["standing"]["state"]) == (201, State.DRAFT)


def test_every_type_of_record_is_created(contributor: Program) -> None:
    named = {"labels": {"en": "Paris"}}
    bodies = {"people": {"names": [{"language": "en", "literal": "X"}]}, "sources": {"title": "X"}}
    bodies |= dict.fromkeys(("places", "topics", "events"), named)

    for room, body in bodies.items():
        made = contributor.post(f"/api/v1/desk/{room}/", body)
        assert made.status_code == 201, made.content
        assert contributor.get(made.headers["Location"]).json()["record"].keys() >= body.keys()
