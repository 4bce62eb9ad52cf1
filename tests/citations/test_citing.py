"""Citations in any style: on pages, for lists and selections, in each format."""

import re
import sqlite3

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from archive import exporting
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.search import findings
from sources.models import Source
from sources.styles import STYLES, UnknownStyle, style_named
from tests import cast

pytestmark = pytest.mark.django_db
GOST = "gost-r-7-0-5-2008"


def text(visitor: Client, address: str, **asked: str) -> str:
    response = visitor.get(address, {"format": "text", **asked})
    assert response.status_code == 200, response.content
    return response.content.decode()


def test_quotation_is_cited_in_the_style_that_is_asked_for(visitor: Client, boots: Quotation) -> None:
    boots.attestations.filter(position=2).update(locator="366")
    cited = text(visitor, f"/q/{boots.shown_id}/cite", style="apa", locale="en-US")
    assert "1930, p. 366, as quoted in" in cited
    assert "Моя жизнь" in cited


def test_gost_speaks_russian_and_sist02_japanese(visitor: Client, boots: Quotation) -> None:
    assert "цит. по:" in text(visitor, f"/q/{boots.shown_id}/cite", style=GOST, locale="ru-RU")
    assert "цит. по:" in text(visitor, f"/q/{boots.shown_id}/cite", style=GOST)
    assert "より引用" in text(visitor, f"/q/{boots.shown_id}/cite", style="sist02")


@pytest.mark.parametrize("style", ["neutral", *settings.CITATION_STYLES])
def test_every_offered_style_cites_the_chain_and_the_source(visitor: Client, boots: Quotation, style: str) -> None:
    assert "Моя жизнь" in text(visitor, f"/q/{boots.shown_id}/cite", style=style)
    source = boots.witness.source
    assert "連合国の対ソ干渉戦争についての記事" in text(visitor, f"/s/{source.shown_id}/cite", style=style)


@pytest.mark.parametrize("style", ["neutral", *settings.CITATION_STYLES])
def test_quotation_itself_is_cited_with_words_speaker_and_address(
    visitor: Client, boots: Quotation, style: str
) -> None:
    own = text(visitor, f"/q/{boots.shown_id}/cite", style=style).splitlines()[-1]
    assert f"http://testserver/q/{boots.shown_id}" in own
    assert "ホフマン将軍" in own
    assert "Троцкий" in own


def test_literal_japanese_name_stays_whole(visitor: Client, trotsky: object) -> None:
    source = cast.my_life(trotsky)
    source.language = "ja"
    source.save()
    cast.quotation("言葉", trotsky, source)
    for style in settings.CITATION_STYLES:
        assert "レフ・トロツキー" in text(visitor, f"/s/{source.shown_id}/cite", style=style, locale="ja-JP")


@pytest.mark.parametrize(
    ("form", "media_type", "sign"),
    [
        ("html", "text/html; charset=utf-8", '<div class="csl-entry">'),
        ("text", "text/plain; charset=utf-8", "Моя жизнь"),
        ("markdown", "text/markdown; charset=utf-8", "*Моя жизнь*"),
        ("rtf", "application/rtf; charset=utf-8", "{\\rtf1\\ansi"),
    ],
)
def test_each_format_has_its_media_type(
    visitor: Client, my_life: Source, boots: Quotation, form: str, media_type: str, sign: str
) -> None:
    response = visitor.get(f"/s/{my_life.shown_id}/cite", {"style": "apa", "format": form})
    assert response["Content-Type"] == media_type
    assert sign in response.content.decode()


def test_unknown_style_offers_near_names(visitor: Client, boots: Quotation) -> None:
    response = visitor.get(f"/q/{boots.shown_id}/cite", {"style": "gost-r-7-0-5", "format": "text"})
    assert response.status_code == 404
    assert GOST in response.content.decode()
    page = visitor.get(f"/q/{boots.shown_id}/cite", {"style": "gost-r-7-0-5"})
    assert page.status_code == 404
    assert f"?style={GOST}" in page.content.decode()


@pytest.mark.parametrize(
    "asked", [{"format": "pdf"}, {"format": "text", "locale": "../../etc"}, {"format": "text", "locale": "x" * 5000}]
)
def test_what_makes_no_sense_is_refused_with_a_reason(visitor: Client, boots: Quotation, asked: dict[str, str]) -> None:
    assert visitor.get(f"/q/{boots.shown_id}/cite", {"style": "apa", **asked}).status_code == 400


def test_page_of_a_quotation_shows_the_style_of_its_address(visitor: Client, boots: Quotation) -> None:
    page = visitor.get(f"/q/{boots.shown_id}", {"style": "apa"}).content.decode()
    assert re.search(r'<option value="apa" selected>', page)
    assert "<i>Моя жизнь</i>" in page


@pytest.mark.parametrize(
    ("style", "labels"),
    [
        ("neutral", ["In a note or in a bibliography", "To cite the quotation itself, as it stands here"]),
        (
            "chicago-notes-bibliography",
            ["In a note", "In the bibliography", "To cite the quotation itself, as it stands here"],
        ),
        ("apa", ["In the text", "In the bibliography", "To cite the quotation itself, as it stands here"]),
        ("oscola", ["In a note", "In the bibliography", "To cite the quotation itself, as it stands here"]),
    ],
)
def test_page_says_what_each_text_is_for(visitor: Client, boots: Quotation, style: str, labels: list[str]) -> None:
    page = visitor.get(f"/q/{boots.shown_id}", {"style": style}).content.decode()
    assert re.findall(r'<h3 class="kind"[^>]*>(.*?)</h3>', page) == labels
    assert page.count('data-copy="rich"') == len(labels)


def test_list_of_works_needs_no_label(visitor: Client, boots: Quotation, my_life: Source) -> None:
    page = visitor.get("/cite", {"q": boots.shown_id, "s": my_life.shown_id, "style": "apa"}).content.decode()
    assert 'class="kind"' not in page
    assert 'id="bibliography-text"' in page


def test_page_with_an_unknown_style_still_shows_the_quotation(visitor: Client, boots: Quotation) -> None:
    page = visitor.get(f"/q/{boots.shown_id}", {"style": "apaa"})
    assert page.status_code == 200
    assert "apa" in page.content.decode()


def test_style_outside_the_short_list_is_offered_once_chosen(visitor: Client, boots: Quotation) -> None:
    page = visitor.get(f"/q/{boots.shown_id}", {"style": "nature"}).content.decode()
    assert '<option value="nature" selected>' in page


def test_record_cannot_bring_markup_into_a_citation(visitor: Client, trotsky: object) -> None:
    source = cast.my_life(trotsky)
    Source.objects.filter(pk=source.pk).update(title="<script>alert(1)</script><img src=x>")
    cast.quotation("Words.", trotsky, source, language="en")
    for address in (f"/s/{source.shown_id}", f"/s/{source.shown_id}/cite?format=html", "/sources/cite?format=html"):
        for style in ("neutral", "apa", "ieee"):
            page = visitor.get(address, {"style": style}).content.decode()
            assert "<script>alert" not in page
            assert "<img src=x" not in page


def test_list_is_cited_as_it_is_filtered(visitor: Client, boots: Quotation, article: Source) -> None:
    other = cast.quotation(
        "Words.", cast.agent({"en": "Alice"}), cast.my_life(cast.agent({"en": "Bob"})), language="en"
    )
    everything = text(visitor, "/quotations/cite", style="apa")
    hers = text(visitor, "/quotations/cite", style="apa", speaker=other.attribution.agent.shown_id)
    assert everything.count("\n") == 3
    assert "Words" in hers  # one quotation is cited with its words
    assert "記事" not in hers


@pytest.mark.sqlite
def test_list_of_more_works_than_one_question_can_name_is_cited(
    visitor: Client, article: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Django names each record that it fetches ahead by a condition of its own, of which SQLite takes a thousand."""
    monkeypatch.setattr(exporting, "CHUNK", 3)
    monkeypatch.setattr(findings.Findings.iterator, "__defaults__", (3,))
    for number in range(40):
        cast.quotation("Words.", cast.agent({"en": f"N {number}"}), cast.my_life(cast.agent({"en": f"M {number}"})))
    deepest = connection.connection.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 30)
    try:
        cited = [text(visitor, address, style="neutral") for address in ("/quotations/cite", "/sources/cite")]
    finally:
        connection.connection.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, deepest)
    assert [one.count("Моя жизнь") for one in cited] == [40, 40]


def test_selection_cites_quotations_and_sources_together(visitor: Client, boots: Quotation, my_life: Source) -> None:
    other = cast.my_life(cast.agent({"en": "Alice Smith"}))
    cast.quotation("Words.", cast.agent({"en": "Bob"}), other, language="en")
    cited = text(visitor, "/cite", style="apa", q=boots.shown_id, s=other.shown_id)
    assert "記事" in cited
    assert "Alice Smith" in cited


def test_empty_selection_says_what_to_do(visitor: Client, db: None) -> None:
    assert "choose quotations or sources" in visitor.get("/cite").content.decode()


def test_drafts_are_never_cited(visitor: Client, draft_quotation: Quotation) -> None:
    draft = cast.my_life(draft_quotation.attribution.agent)
    assert visitor.get(f"/q/{draft_quotation.shown_id}/cite").status_code == 404
    assert visitor.get(f"/s/{draft.shown_id}/cite").status_code == 404
    assert text(visitor, "/cite", q=draft_quotation.shown_id, s=draft.shown_id).strip() == ""
    assert "жизнь" not in text(visitor, "/sources/cite", style="apa")


def test_bibliography_can_follow_the_language_of_each_work(visitor: Client, trotsky: object) -> None:
    for language in ("ja", "ru"):
        source = cast.my_life(trotsky)
        Source.objects.filter(pk=source.pk).update(language=language, publisher="", publisher_place="")
        cast.quotation("Words.", trotsky, source, state=State.PUBLISHED)
    mixed = text(visitor, "/sources/cite", style="apa", locale="item")
    assert "レフ・トロツキー" in mixed
    assert "Троцкий" in mixed


def test_styles_are_found_by_title(visitor: Client) -> None:
    page = visitor.get("/styles/", {"words": "russian gost", "back": "/q/K7M2-9XQM"}).content.decode()
    assert f"/q/K7M2-9XQM?style={GOST}" in page


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\\\evil.example", "javascript:alert(1)"]
)
def test_way_back_leads_nowhere_else(visitor: Client, elsewhere: str) -> None:
    page = visitor.get("/styles/", {"words": "apa", "back": elsewhere}).content.decode()
    assert re.search(r'href="/cite\?style=apa"', page)
    assert not re.search(r'href="(?!/)[^"]*style=', page)


def test_number_of_queries_does_not_grow(
    visitor: Client, boots: Quotation, django_assert_max_num_queries: object, django_assert_num_queries: object
) -> None:
    text(visitor, "/quotations/cite", style="apa")  # the index is made
    with django_assert_max_num_queries(40) as few:
        text(visitor, "/quotations/cite", style="apa")
    count = len(few)
    cast.crowd(range(8))
    text(visitor, "/quotations/cite", style="apa")  # the index catches up
    with django_assert_num_queries(count):
        text(visitor, "/quotations/cite", style="apa")


def test_styles_are_known_by_name() -> None:
    assert style_named("neutral") is STYLES["neutral"]
    assert style_named("apa").label.startswith("APA")
    with pytest.raises(UnknownStyle, match="apa"):
        style_named("apaa")
