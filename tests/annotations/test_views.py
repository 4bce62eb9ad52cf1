"""Annotations lead to the very words on the cited pages, in the language of each page."""

import json
from typing import Any

import pytest
from django.test import Client

from archive.publishing import State
from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests import cast

PROFILE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
JAPANESE, RUSSIAN = "https://example.org/ja", "https://example.org/ru"


@pytest.fixture(autouse=True)
def _on_the_web(article: Source, my_life: Source) -> None:
    Source.objects.filter(pk=article.pk).update(url=JAPANESE)
    Source.objects.filter(pk=my_life.pk).update(url=RUSSIAN)


def read(visitor: Client, address: str) -> Any:
    answer = visitor.get(address)
    assert answer.status_code == 200 and answer["Content-Type"] == PROFILE
    return json.loads(answer.content)


def targets(visitor: Client, quotation: Quotation) -> list[Any]:
    found = read(visitor, f"/q/{quotation.shown_id}/annotations")
    return [annotation["target"] for annotation in found["first"]["items"]]


def test_collection_has_the_shape_of_the_recommendation(visitor: Client, boots: Quotation) -> None:
    own = f"http://testserver/q/{boots.shown_id}"
    found = read(visitor, f"/ja/q/{boots.shown_id}/annotations")
    assert (found["@context"], found["type"], found["total"]) == (PROFILE.split('"')[1], "AnnotationCollection", 2)
    assert found["id"] == f"{own}/annotations" and found["first"]["type"] == "AnnotationPage"
    for number, annotation in enumerate(found["first"]["items"], start=1):
        assert annotation["id"] == f"{own}/annotations/{number}" and annotation["type"] == "Annotation"
        assert annotation["body"]["id"] == own
        single = read(visitor, annotation["id"].removeprefix("http://testserver"))
        assert single == {"@context": found["@context"]} | annotation
    page = read(visitor, f"/q/{boots.shown_id}/annotations?page=0")
    assert page["items"] == found["first"]["items"] and page["partOf"]["id"] == found["id"]


def test_selector_has_the_words_and_those_around_them(visitor: Client, boots: Quotation) -> None:
    boots.words_before, boots.words_after = "前" * 100, "その後。"
    boots.save()
    target = targets(visitor, boots)[0]
    assert target["source"] == JAPANESE
    assert target["selector"] == {
        "type": "TextQuoteSelector",
        "exact": cast.BOOTS,
        "prefix": "前" * 64,
        "suffix": "その後。",
        "language": "ja",
    }


def test_witness_in_another_language_has_the_words_of_the_original(
    visitor: Client, boots: Quotation, trotsky: Agent, my_life: Source
) -> None:
    assert targets(visitor, boots)[1] == {"source": RUSSIAN, "type": "SpecificResource"}
    original = cast.quotation("Сапог генерала Гофмана.", trotsky, my_life, language="ru", mode="verbatim")
    boots.translation_of = original
    boots.save()
    assert targets(visitor, boots)[1]["selector"]["exact"] == "Сапог генерала Гофмана."
    original.pass_to(State.WITHDRAWN)
    assert targets(visitor, boots)[1] == {"source": RUSSIAN, "type": "SpecificResource"}


def test_our_marks_are_not_looked_for(visitor: Client, trotsky: Agent, article: Source) -> None:
    words = "彼は[トロツキー]見た[sic]。[…]それから去った。"
    marked = cast.quotation(words, trotsky, Source.objects.get(pk=article.pk), words_after="終わり")
    first, second = targets(visitor, marked)[0]
    assert first["selector"]["exact"] == "彼は見た。" and "suffix" not in first["selector"]
    assert second["selector"]["exact"] == "それから去った。" and second["selector"]["suffix"] == "終わり"


def test_quotation_without_addresses_has_none(visitor: Client, trotsky: Agent) -> None:
    offline = cast.quotation("Words.", trotsky, cast.article())
    assert read(visitor, f"/q/{offline.shown_id}/annotations")["total"] == 0


@pytest.mark.parametrize(
    ("part", "status"), [("/annotations?page=1", 404), ("/annotations/3", 404), ("/annotations/0", 404)]
)
def test_what_is_not_there_is_not_found(visitor: Client, boots: Quotation, part: str, status: int) -> None:
    assert visitor.get(f"/q/{boots.shown_id}{part}").status_code == status


def test_page_names_its_annotations(visitor: Client, boots: Quotation) -> None:
    assert f'href="/ru/q/{boots.shown_id}/annotations"' in visitor.get(f"/ru/q/{boots.shown_id}").content.decode()


def test_withdrawn_quotation_has_none(visitor: Client, boots: Quotation) -> None:
    boots.pass_to(State.WITHDRAWN)
    for part in ("", "/1"):
        assert visitor.get(f"/q/{boots.shown_id}/annotations{part}").status_code == 410
