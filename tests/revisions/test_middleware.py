"""What a request writes is recorded as its user's, all of it or nothing."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from archive.quotations.models import Topic
from archive.revisions.models import Entry
from sources.models import Agent
from tests.desk.entering import save, seen
from tests.revisions.conftest import actions, findings

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def writing(request: HttpRequest, answer: str) -> HttpResponse:
    """Write two rows of one record and a topic, in part in a block of its own, as the admin does."""
    with transaction.atomic():
        lenin = Agent.objects.create()
        lenin.names.create(language="ru", literal="Ленин")
    Topic.objects.create(labels={"en": "peace"})
    if answer == "error":
        raise ZeroDivisionError
    if answer == "denied":
        raise PermissionDenied
    return HttpResponse(status=int(answer))


urlpatterns = [path("write/<str:answer>", writing)]


@pytest.fixture
def curator(client: Client, alice: User) -> Client:
    client.force_login(alice)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_request_makes_one_entry_for_each_record(curator: Client, method: str) -> None:
    getattr(curator, method)("/write/200")

    entries = Entry.objects.values_list("record_type", "action", "by_name")
    assert set(entries) == {("agent", "created", "alice"), ("topic", "created", "alice")}
    assert len(entries) == 2


@pytest.mark.parametrize("answer", ["error", "denied", "400", "409", "412", "500"])
def test_error_leaves_nothing(curator: Client, answer: str) -> None:
    response = curator.post(f"/write/{answer}")

    assert response.status_code >= 400
    assert not Agent.objects.exists()
    assert actions() == []
    assert findings() == []


def test_redirect_keeps_what_was_written(curator: Client) -> None:
    curator.post("/write/302")

    assert Agent.objects.exists()
    assert len(actions()) == 2


def test_visitor_has_no_name(client: Client) -> None:
    client.post("/write/200")

    assert set(Entry.objects.values_list("by", "by_name")) == {(None, "")}


def test_get_opens_no_recording(curator: Client) -> None:
    """What a page should not write is recorded all the same, at once and without a name."""
    curator.get("/write/200")

    assert actions() == ["created", "changed", "created"]
    assert findings() == []


@pytest.mark.urls("archive.urls")
def test_desk_records_forms_and_actions(curator: Client) -> None:
    curator.post("/admin/quotations/topic/add/", {"labels": "en: peace"})
    topic = Topic.objects.get()
    save(curator, topic, labels="en: peace\nru: мир")
    chosen = {"action": "delete_selected", "_selected_action": topic.pk, "post": "yes", **seen()}
    curator.post("/admin/quotations/topic/", chosen)

    assert actions() == ["created", "changed", "deleted"]
    assert set(Entry.objects.values_list("by_name", flat=True)) == {"alice"}
    assert findings() == []
