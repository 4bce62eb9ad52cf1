"""Finding records at the desk: search in any script, filters, the front page; all in constant queries."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.events.models import Event, Place
from archive.publishing import State
from archive.quotations.models import Quotation, Topic
from archive.revisions.recording import recording
from sources.models import Agent, Source
from tests import cast
from tests.desk.entering import list_address


def found(client: Client, model: Any, **wishes: str) -> set[Any]:
    """Return what a list shows."""
    return set(client.get(list_address(model), wishes).context["cl"].result_list)


@pytest.mark.parametrize("word", ["トロツキー", "троцкий", "ТРОЦКИЙ", "leon trotsky", "Trotsky Leon", "ﾄﾛﾂｷｰ"])
def test_people_are_found_in_any_script(editor: Client, trotsky: Agent, word: str) -> None:
    cast.agent({"en": "Winston Churchill"})

    assert found(editor, Agent, q=word) == {trotsky}


@pytest.mark.parametrize("word", ["ブーツ", "троцкий", "trotsky", "жизнь", "ЖИЗНЬ", "trotsky ブーツ"])
def test_quotations_are_found_by_words_speaker_and_source(editor: Client, boots: Quotation, word: str) -> None:
    cast.quotation("Other words.", cast.agent({"en": "Winston Churchill"}), language="en")

    assert found(editor, Quotation, q=word) == {boots}


def test_record_is_found_by_its_permanent_id(editor: Client, boots: Quotation, draft_quotation: Quotation) -> None:
    assert found(editor, Quotation, q=boots.shown_id.lower()) == {boots}


@pytest.mark.parametrize("word", ["ブレスト", "брест", "БРЕСТ", "brest-litovsk"])
def test_events_are_found_by_labels_in_any_script(editor: Client, brest_litovsk: Event, word: str) -> None:
    cast.event({"en": "October Revolution", "ru": "Октябрьская революция"})

    assert found(editor, Event, q=word) == {brest_litovsk}


@pytest.mark.parametrize(("model", "word"), [(Place, "литовск"), (Topic, "мир"), (Topic, "МИР")])
def test_places_and_topics_are_found(editor: Client, brest_litovsk: Event, model: Any, word: str) -> None:
    Topic.objects.create(labels={"en": "peace", "ru": "Мир"})

    assert len(found(editor, model, q=word)) == 1


@pytest.mark.parametrize("word", ["моя жизнь", "trotsky", "троцкий"])
def test_sources_are_found_by_title_and_contributor(
    editor: Client, my_life: Source, article: Source, word: str
) -> None:
    assert found(editor, Source, q=word) == {my_life}


FILTERS = {
    "state": {"state__exact": "draft"},
    "standing": {"attributions__standing": "disputed"},
    "language": {"language": "en"},
    "speaker": {"speaker": "черчилль"},
    "no source": {"wanting": "source"},
    "no attribution": {"wanting": "attribution"},
    "mine": {"mine": "yes"},
}


@pytest.mark.parametrize("wish", FILTERS)
def test_filters_leave_what_is_wished(editor: Client, boots: Quotation, bob: User, wish: str) -> None:
    churchill = cast.agent({"en": "Winston Churchill", "ru": "Уинстон Черчилль"})
    shown = cast.quotation("Words.", churchill, language="en", state=State.DRAFT, standing="disputed", created_by=bob)
    if wish == "no attribution":
        shown.attributions.all().delete()

    assert found(editor, Quotation, **FILTERS[wish]) == {shown}


def test_never_seen_is_what_nobody_has_seen(editor: Client, boots: Quotation, draft_quotation: Quotation) -> None:
    boots.attestations.filter(position=1).update(seen_on="2026-11-22")

    assert found(editor, Quotation, wanting="seen") == {draft_quotation}


def test_general_knowledge_is_found_for_confirming(
    editor: Client, boots: Quotation, draft_quotation: Quotation
) -> None:
    assert found(editor, Quotation, basis="general knowledge") == {boots}


@recording()
def more(number: int, article: Source, event: Event) -> None:
    """Make more of everything."""
    for count in range(number):
        speaker = cast.agent({"en": f"Speaker {number}-{count}", "ru": f"Оратор {number}-{count}"})
        cast.link(cast.quotation(f"Words {count}.", speaker, article), event)
        cast.event({"en": f"Event {count}"})
        source = Source.objects.create(title=f"Source {count}")
        source.contributions.create(agent=speaker)
        Place.objects.create(labels={"en": f"Place {count}"}, part_of=Place.objects.first())
        Topic.objects.create(labels={"en": f"Topic {count}"})


PAGES = [
    "/admin/",
    "/admin/sources/agent/?q=speaker",
    "/admin/sources/source/?q=source",
    "/admin/events/event/?q=event",
    "/admin/events/place/?q=place",
    "/admin/quotations/topic/?q=topic",
    "/admin/quotations/quotation/?q=words",
    "/admin/quotations/quotation/?wanting=seen&basis=general+knowledge&speaker=speaker",
    "/admin/autocomplete/?app_label=quotations&model_name=attribution&field_name=agent&term=speaker",
]


@pytest.mark.parametrize("page", PAGES)
def test_number_of_queries_does_not_grow(
    editor: Client, boots: Quotation, article: Source, brest_litovsk: Event, page: str
) -> None:
    more(2, article, brest_litovsk)
    editor.get(page)
    with CaptureQueriesContext(connection) as few:
        editor.get(page)
    more(8, article, brest_litovsk)
    with CaptureQueriesContext(connection) as many:
        editor.get(page)

    assert len(many) == len(few)


def heaps(client: Client) -> dict[str, dict[str, int]]:
    """Return what the front page says, heap by heap."""
    waiting = client.get("/admin/").context["waiting"]
    return {str(heap.title): {row.kind: row.count for row in rows} for heap, rows in waiting}


def test_front_page_says_what_waits(
    editor: Client, contributor: Client, boots: Quotation, own_draft: Quotation
) -> None:
    cast.quotation("Submitted.", Agent.objects.get(), boots.witness.source, state=State.IN_REVIEW)

    assert heaps(contributor)["My drafts"]["Quotations"] == 1
    assert heaps(editor)["My drafts"]["Quotations"] == 0
    assert heaps(editor)["In review"]["Quotations"] == 1
    assert heaps(editor)["Published, but no source seen"]["Quotations"] == 1
    assert heaps(editor)["General knowledge, to be confirmed"]["Sources"] == 1


def test_front_page_counts_nothing_that_is_hidden(contributor: Client, draft_quotation: Quotation) -> None:
    Quotation.objects.filter(pk=draft_quotation.pk).update(state=State.IN_REVIEW)

    assert heaps(contributor)["In review"]["Quotations"] == 0


def test_each_heap_leads_to_the_list_that_it_counts(
    contributor: Client, boots: Quotation, own_draft: Quotation, brest_litovsk: Event
) -> None:
    for _heap, rows in contributor.get("/admin/").context["waiting"]:
        for row in rows:
            assert contributor.get(row.address).context["cl"].result_count == row.count


@pytest.mark.parametrize(("prefix", "word"), [("", "Log out"), ("/ja", "ログアウト"), ("/ru", "Выйти")])
def test_desk_speaks_the_curators_language(editor: Client, prefix: str, word: str) -> None:
    assert word in editor.get(f"{prefix}/admin/").content.decode()


def test_every_page_leads_to_every_part_of_the_desk_and_to_its_languages(contributor: Client) -> None:
    page = contributor.get(f"{list_address(Event)}?q=a").content.decode()
    parts = [page.index(f'<a href="{list_address(kind)}"') for kind in (Quotation, Topic, Event, Place, Agent, Source)]
    assert parts == sorted(parts)
    assert f'<a href="/ja{list_address(Event)}?q=a" hreflang="ja"' in page
