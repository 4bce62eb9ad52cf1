"""The import pages: editors plan, look, decide, apply and take back."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client

from archive import import_forms, import_pages
from archive.quotations.models import Quotation
from sources.models import Agent, ImportBatch, Source

pytestmark = pytest.mark.django_db
PAGE = "/admin/imports/"
BIB = """@book{trotsky1930, title = {Моя жизнь}, author = {Троцкий, Лев}, year = 1930, publisher = {Гранит}}
@book{churchill1929, title = {<b>The Aftermath</b>}, author = {Churchill, Winston S.}, year = 1929}
"""


def upload(client: Client, text: str | bytes = BIB, name: str = "library.bib", **more: str) -> Any:
    content = text.encode() if isinstance(text, str) else text
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content), **more})


def planned(client: Client, *args: Any, **more: str) -> ImportBatch:
    answer = upload(client, *args, **more)
    assert answer.status_code == 302, answer.context["form"].errors
    return ImportBatch.objects.order_by("made_at").last()


def address(batch: ImportBatch, action: str = "") -> str:
    return f"{PAGE}{batch.shown_id}/{action}"


def test_plan_is_shown_and_changes_nothing(editor: Client) -> None:
    batch = planned(editor)
    page = editor.get(address(batch)).content.decode()
    assert "Моя жизнь" in page
    assert "&lt;b&gt;The Aftermath" in page
    assert not Source.objects.exists()


def test_apply_and_undo(editor: Client, bob: Any) -> None:
    batch = planned(editor)
    answer = editor.post(address(batch, "apply/"), follow=True)
    assert "Imported: 2 new, 0 updated, 0 left out." in answer.content.decode()
    assert {source.created_by for source in Source.objects.all()} == {bob}
    answer = editor.post(address(batch, "undo/"), follow=True)
    assert "2 records are as they were before." in answer.content.decode()
    assert not Source.objects.exists()


def test_decisions_of_a_page(editor: Client) -> None:
    batch = planned(editor)
    editor.post(address(batch, "decide/"), {"decision-1": "skip", "decision-2": "no such thing"})
    editor.post(address(batch, "apply/"))
    assert [source.cite_key for source in Source.objects.all()] == ["churchill1929"]


def test_fields_of_a_known_entry_are_chosen(editor: Client) -> None:
    editor.post(address(planned(editor), "apply/"))
    batch = planned(editor, BIB.replace("Гранит", "Granit").replace("= 1930", "= 1931"))
    assert "Granit" in editor.get(address(batch) + "?status=known").content.decode()
    editor.post(address(batch, "decide/"), {"decision-1": "update", "field-1": ["publisher"]})
    editor.post(address(batch, "apply/"))
    source = Source.objects.get(cite_key="trotsky1930")
    assert (source.publisher, str(source.issued)) == ("Granit", "1930")


def test_one_decision_for_all_of_a_status(editor: Client) -> None:
    batch = planned(editor)
    editor.post(address(batch, "decide/"), {"all": "new:skip"})
    assert set(batch.entries.values_list("decision", flat=True)) == {"skip"}


def test_plan_that_is_thrown_away_leaves_nothing(editor: Client) -> None:
    batch = planned(editor)
    editor.post(address(batch, "discard/"))
    assert not ImportBatch.objects.exists()


def test_undo_says_who_has_built_on_it(editor: Client, trotsky: Agent) -> None:
    batch = planned(editor)
    editor.post(address(batch, "apply/"))
    quotation = Quotation.objects.create(words="Peace!", language="en")
    quotation.attestations.create(source=Source.objects.first())
    answer = editor.post(address(batch, "undo/"), follow=True)
    assert "others have built on it" in answer.content.decode()
    assert Source.objects.count() == 2


def test_table_of_quotations(editor: Client) -> None:
    batch = planned(editor, "words,language\nPeace!,en\n", "words.csv", format="quotations")
    editor.post(address(batch, "apply/"))
    assert Quotation.objects.get().state == "draft"
    assert "Peace!" in editor.get(address(batch)).content.decode()


@pytest.mark.parametrize(
    "content",
    [
        "nothing of the kind",
        "",
        "\x00\x01\x02",
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><xml><records>&a;</records></xml>',
    ],
    ids=["text", "empty", "bytes", "entities"],
)
def test_file_that_is_none_gets_a_clear_error(editor: Client, content: str) -> None:
    answer = upload(editor, content)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not ImportBatch.objects.exists()


def test_error_of_a_reader_is_told_in_the_language_of_the_page(editor: Client) -> None:
    file = SimpleUploadedFile("library.ris", b"nothing of the kind")
    answer = editor.post(f"/ru{PAGE}", {"file": file, "format": "ris"})
    assert "это не RIS" in answer.context["form"].errors["file"][0]


def test_page_of_a_file_that_is_being_read_leads_on_to_its_plan(editor: Client) -> None:
    batch = planned(editor)
    ImportBatch.objects.update(state="reading")
    waiting = editor.get(address(batch)).content.decode()
    ImportBatch.objects.update(state="planned")
    done = editor.get(address(batch)).content.decode()

    assert 'http-equiv="refresh"' in waiting and "2 entries are read so far" in waiting
    assert 'http-equiv="refresh"' not in done and "apply/" in done


def test_plan_that_is_thrown_away_while_it_is_made_is_told(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: Any) -> None:
        raise IntegrityError("no such batch")

    monkeypatch.setattr(import_pages, "plan_sources", refused)
    assert upload(editor).context["form"].errors["file"]


def test_too_large_a_file_is_refused(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_forms, "MOST_BYTES", 10)
    assert "import_sources" in upload(editor).content.decode()


@pytest.mark.parametrize("action", ["", "decide/", "apply/", "undo/", "discard/"])
def test_only_editors_import(curators: dict[str, Client], editor: Client, action: str) -> None:
    batch = planned(editor)
    for name, expected in {"visitor": 302, "contributor": 403}.items():
        ask = curators[name].post if action else curators[name].get
        assert ask(address(batch, action)).status_code == expected
        assert curators[name].get(PAGE).status_code == expected
    batch.refresh_from_db()
    assert batch.state == "planned"


@pytest.mark.parametrize("action", ["decide/", "apply/", "undo/", "discard/"])
def test_nothing_is_done_by_following_a_link(editor: Client, action: str) -> None:
    assert editor.get(address(planned(editor), action)).status_code == 405


def test_forged_form_is_refused(bob: Any) -> None:
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(bob)
    assert upload(forged).status_code == 403


@pytest.mark.parametrize("language", ["", "/ja", "/ru"])
def test_pages_hold_no_inline_code(editor: Client, language: str) -> None:
    batch = planned(editor, json.dumps([{"id": "a", "type": "book", "title": "A"}, 5]))
    for page in (PAGE, address(batch)):
        text = editor.get(language + page).content.decode()
        assert "style=" not in text
        assert "onclick" not in text


def test_front_page_of_editors_leads_to_imports(editor: Client, contributor: Client) -> None:
    assert PAGE in editor.get("/admin/").content.decode()
    assert PAGE not in contributor.get("/admin/").content.decode()
