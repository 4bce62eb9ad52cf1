"""Exporting: whole lists in every format, of any length, and only what is public."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from archive.downloading import writable
from archive.quotations.models import Quotation
from archive.revisions.recording import recording
from sources.models import Agent, Source
from tests import cast

pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    return b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize("suffix", writable())
def test_list_of_quotations_comes_in_every_format(visitor: Client, boots: Quotation, suffix: str) -> None:
    answer = visitor.get(f"/quotations.{suffix}")
    assert answer.streaming
    assert answer.headers["Content-Type"].startswith(writable()[suffix].media_type)
    assert "ホフマン" in text_of(answer)


def test_name_says_what_the_file_is(visitor: Client, trotsky: Agent, boots: Quotation) -> None:
    disposition = visitor.get(f"/quotations.bib?speaker={trotsky.shown_id}").headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="testimonia-quotations-speaker-leon-trotsky-20')
    assert disposition.endswith('.bib"')


def test_file_holds_what_the_list_shows(visitor: Client, boots: Quotation, article: Source) -> None:
    cast.quotation("Мир!", cast.agent({"ru": "Ленин"}), article, language="ru")
    assert len(json.loads(text_of(visitor.get("/quotations.csl.json")))) == 2
    (item,) = json.loads(text_of(visitor.get("/quotations.csl.json?language=ru")))
    assert item["custom"]["testimonia"]["quotation"]["words"] == "Мир!"


def test_drafts_and_their_sources_are_in_no_file(visitor: Client, draft_quotation: Quotation) -> None:
    Source.objects.create(title="Unused")
    for suffix in writable():
        assert "Unripe" not in text_of(visitor.get(f"/quotations.{suffix}"))
        assert "Unused" not in text_of(visitor.get(f"/sources.{suffix}"))


def test_unknown_format_is_not_found(visitor: Client) -> None:
    assert visitor.get("/quotations.exe").status_code == 404


def test_lists_lead_to_their_files(visitor: Client, boots: Quotation) -> None:
    assert 'href="/quotations.bib?language=ja"' in visitor.get("/quotations/?language=ja&page=1").content.decode()
    assert 'href="/ja/sources.csl.json"' in visitor.get("/ja/sources/").content.decode()


def test_longer_list_asks_no_more(
    visitor: Client,
    boots: Quotation,
    trotsky: Agent,
    article: Source,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    with recording():
        for number in range(60):
            cast.quotation(f"Words {number}", trotsky, article, language="en")
    with django_assert_max_num_queries(30):
        assert text_of(visitor.get("/quotations.jsonl")).count("\n") == 61


def test_command_writes_what_is_public(boots: Quotation, draft_quotation: Quotation, tmp_path: Path) -> None:
    out = StringIO()
    call_command("export", "csl-json", quotations=True, site="https://archive.example.org", stdout=out)
    (item,) = json.loads(out.getvalue())
    assert boots.shown_id in item["custom"]["testimonia"]["quotation"]["address"]
    call_command("export", "csl-json", quotations=True, everything=True, output=tmp_path / "all.json")
    assert len(json.loads((tmp_path / "all.json").read_text("utf-8"))) == 2


def test_command_says_where_it_cannot_write(boots: Quotation, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export", "bibtex", output=tmp_path / "none" / "x.bib")
