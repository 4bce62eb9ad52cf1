"""What a visitor reads on the pages of quotations."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from archive.downloading import writable
from archive.events.models import Event
from archive.publishing import State
from archive.quotations.models import Quotation
from archive.revisions.recording import recording
from sources.dates import HistoricalDate
from sources.models import Agent, Source
from tests import cast


def shown(visitor: Client, address: str) -> str:
    answer = visitor.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_page_shows_words_speaker_and_chain(visitor: Client, boots: Quotation) -> None:
    page = shown(visitor, f"/q/{boots.shown_id}")
    assert "司法風の討論" in page
    assert "Leon Trotsky" in page
    assert page.index("Моя жизнь") < page.index("In hand")
    assert "general knowledge" in page


@pytest.mark.parametrize(
    "typed", [str.lower, lambda text: text.replace("-", ""), lambda text: text.replace("-", " – ")]
)
def test_id_typed_otherwise_leads_to_the_same_page(visitor: Client, boots: Quotation, typed: object) -> None:
    answer = visitor.get(f"/ja/q/{typed(boots.shown_id)}?from=mail")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/ja/q/{boots.shown_id}?from=mail"


def test_slip_of_the_pen_is_not_found_but_offered(visitor: Client, boots: Quotation) -> None:
    wrong = boots.shown_id[:-1] + ("0" if boots.shown_id[-1] != "0" else "1")
    answer = visitor.get(f"/q/{wrong}")
    assert answer.status_code == 404
    assert boots.shown_id in answer.content.decode()


def test_draft_is_not_found_and_never_offered(visitor: Client, draft_quotation: Quotation) -> None:
    wrong = draft_quotation.shown_id[:-1] + ("0" if draft_quotation.shown_id[-1] != "0" else "1")
    assert visitor.get(f"/q/{draft_quotation.shown_id}").status_code == 404
    assert draft_quotation.shown_id not in visitor.get(f"/q/{wrong}").content.decode()


def test_download_is_csl_json(visitor: Client, boots: Quotation) -> None:
    answer = visitor.get(f"/q/{boots.shown_id}.csl.json")
    assert answer.json()[0]["title"] == "Моя жизнь"
    assert f"/q/{boots.shown_id}" in answer.content.decode()
    assert visitor.get(f"/q/{boots.shown_id}.exe").status_code == 404


@pytest.mark.parametrize("ending", writable())
def test_every_format_has_an_address_of_its_own(visitor: Client, boots: Quotation, ending: str) -> None:
    answer = visitor.get(f"/ru/q/{boots.shown_id}.{ending}")
    assert answer.headers["Content-Type"].startswith(writable()[ending].media_type)
    assert f"/q/{boots.shown_id}" in answer.content.decode().replace("\\", "")


def test_original_and_translation_face_each_other(
    visitor: Client, boots: Quotation, trotsky: Agent, my_life: Source
) -> None:
    original = cast.quotation("Генерал Гофман клал сапог на стол.", trotsky, my_life, language="ru")
    Quotation.objects.filter(pk=boots.pk).update(translation_of=original)
    assert "Генерал Гофман" in shown(visitor, f"/q/{boots.shown_id}")
    assert "ホフマン将軍" in shown(visitor, f"/q/{original.shown_id}")


def test_unpublished_original_stays_hidden(visitor: Client, boots: Quotation, draft_quotation: Quotation) -> None:
    Quotation.objects.filter(pk=boots.pk).update(translation_of=draft_quotation)
    assert "Unripe" not in shown(visitor, f"/q/{boots.shown_id}")


def listed(visitor: Client, query: str) -> list[str]:
    return [quotation.words for quotation in visitor.get(f"/quotations/?{query}").context["page"]]


def test_list_is_filtered_by_speaker_event_source_and_language(
    visitor: Client, boots: Quotation, brest_litovsk: Event, my_life: Source, trotsky: Agent
) -> None:
    lenin = cast.agent({"en": "Vladimir Lenin"})
    cast.quotation("Peace.", lenin, language="en")
    for query in (
        f"speaker={trotsky.shown_id}",
        f"event={brest_litovsk.pk.lower()}",
        f"source={my_life.pk}",
        "language=ja",
    ):
        assert listed(visitor, query) == [boots.words]
    assert listed(visitor, f"speaker={lenin.pk}&language=ja") == []


def test_speaker_and_standing_are_of_one_attribution(visitor: Client, trotsky: Agent, article: Source) -> None:
    lenin = cast.agent({"en": "Vladimir Lenin"})
    quotation = cast.quotation("Peace.", lenin, article)
    quotation.attributions.create(agent=trotsky, position=2, standing="misattributed", reason="A slip.")
    assert listed(visitor, f"speaker={trotsky.pk}&standing=misattributed") == ["Peace."]
    assert listed(visitor, f"speaker={lenin.pk}&standing=misattributed") == []


@pytest.mark.parametrize(
    ("said", "dated", "found"),
    [
        ("1918-03", "certainly said", True),
        ("1917/1918", "certainly said", False),
        ("1917/1918", "possibly said", True),
        ("1918~", "certainly said", False),
        ("1918~", "possibly said", True),
        ("1918-12/..", "possibly said", True),
        ("191X", "possibly said", True),
        ("1919", "possibly said", False),
        ("", "possibly said", False),
    ],
)
def test_span_of_years_holds_certainly_or_possibly(
    visitor: Client, trotsky: Agent, article: Source, said: str, dated: str, found: bool
) -> None:
    cast.quotation("Words.", trotsky, article, uttered=HistoricalDate(said) if said else None)
    assert (listed(visitor, f"from_year=1918&to_year=1918&dated={dated}") == ["Words."]) is found


def test_span_of_years_may_be_that_of_the_events(visitor: Client, boots: Quotation) -> None:
    assert listed(visitor, "from_year=1917&to_year=1918&dated=certainly+about") == [boots.words]
    assert listed(visitor, "from_year=1919&dated=possibly+about") == []


def test_wrong_wish_is_told_and_the_others_hold(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    cast.quotation("Peace.", trotsky, language="en")
    answer = visitor.get("/quotations/?from_year=soon&language=ja&speaker=nobody&topic=%00&sort=odd&page=x")
    assert [quotation.words for quotation in answer.context["page"]] == [boots.words]
    page = answer.content.decode()
    assert 'value="soon"' in page
    assert "“nobody”" in page


def test_empty_list_says_what_to_leave_out(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    page = shown(visitor, f"/quotations/?speaker={trotsky.pk}&standing=disputed")
    assert f'href="?speaker={trotsky.pk}"' in page
    assert "Nothing here is like that" in page


def test_choices_are_only_what_is_published(visitor: Client, boots: Quotation) -> None:
    stalin = cast.agent({"en": "Joseph Stalin"})
    cast.quotation("Unripe.", stalin, state=State.DRAFT)
    assert "Stalin" not in shown(visitor, "/quotations/")


@pytest.mark.parametrize("address", ["/quotations/", "/people/", "/events/", "/sources/", "/ja/quotations/"])
def test_number_of_queries_does_not_grow_with_the_list(
    visitor: Client, boots: Quotation, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    cast.crowd(range(2))
    visitor.get(address)  # brings the index up to date
    with CaptureQueriesContext(connection) as few:
        visitor.get(address)
    asked = len(few)
    cast.crowd(range(2, 10))
    visitor.get(address)
    with django_assert_num_queries(asked):
        visitor.get(address)


def test_pages_have_a_bounded_number_of_links(visitor: Client, trotsky: Agent, article: Source) -> None:
    with recording():
        for number in range(41):
            cast.quotation(f"Words {number}.", trotsky, article)
    page = shown(visitor, "/quotations/?page=2")
    assert "page=3" in page
    assert len(visitor.get("/quotations/?page=99").context["page"].object_list) == 1
