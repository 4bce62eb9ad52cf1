"""Harvesters get every published quotation once, what left the public as deleted, and nothing else."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.editions.models import Redirection
from archive.events.models import Event
from archive.harvesting.formats import FORMATS
from archive.harvesting.models import Header
from archive.publishing import State
from archive.quotations.models import Quotation, Topic
from archive.revisions.recording import recording
from sources.models import Agent, Source
from tests import cast
from tests.harvesting.conftest import OAI, Ask, Clock, error_codes, ids, pages, texts


def test_identify_tells_what_the_archive_promises(ask: Ask, boots: Quotation, clock: Clock, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["archive.example.org", "testserver"]
    settings.ADMIN_EMAIL = "librarian@example.org"
    ask("Identify")
    clock.passes()
    answer = ask("Identify")
    assert texts(answer, "earliestDatestamp") == ["2026-11-24T12:00:00Z"]
    assert texts(answer, "deletedRecord") == ["persistent"]
    assert texts(answer, "granularity") == ["YYYY-MM-DDThh:mm:ssZ"]
    assert texts(answer, "adminEmail") == ["librarian@example.org"]
    assert "oai:archive.example.org:q/" in "".join(answer.itertext())


def test_administrator_is_the_webmaster_where_none_is_named(ask: Ask, db: None) -> None:
    assert texts(ask("Identify"), "adminEmail") == ["webmaster@localhost.invalid"]


@pytest.mark.parametrize("prefix", FORMATS)
def test_each_format_has_the_words_and_the_address(ask: Ask, boots: Quotation, prefix: str) -> None:
    record = ask("GetRecord", identifier=f"oai:localhost:q/{boots.shown_id}", metadataPrefix=prefix)
    said = "".join(record.find(f".//{OAI}metadata").itertext())
    assert "ホフマン将軍" in said and "Моя жизнь" in said
    assert f"http://testserver/q/{boots.shown_id}" in said


def test_formats_are_told(ask: Ask, boots: Quotation) -> None:
    asked = {"identifier": f"oai:localhost:q/{boots.shown_id}"}
    assert texts(ask("ListMetadataFormats", **asked), "metadataPrefix") == ["oai_dc", "mods", "jpcoar_2.0", "tei"]


def test_draft_has_no_record(ask: Ask, boots: Quotation, draft_quotation: Quotation) -> None:
    assert ids(ask("ListIdentifiers", metadataPrefix="oai_dc")) == [boots.shown_id]
    unripe = f"oai:localhost:q/{draft_quotation.shown_id}"
    assert error_codes(ask("GetRecord", identifier=unripe, metadataPrefix="oai_dc")) == ["idDoesNotExist"]


def test_withdrawn_record_leaves_its_header_alone(ask: Ask, boots: Quotation, clock: Clock) -> None:
    (before,) = texts(ask("ListIdentifiers", metadataPrefix="oai_dc"), "datestamp")
    clock.passes()
    boots.pass_to(State.WITHDRAWN, because="A hoax.")
    asked = {"identifier": f"oai:localhost:q/{boots.shown_id}"}
    answer = ask("GetRecord", metadataPrefix="oai_dc", **asked)
    assert ids(answer) == [f"-{boots.shown_id}"]
    assert not list(answer.iter(f"{OAI}metadata"))
    assert texts(answer, "datestamp")[0] > before
    assert "language:ja" in texts(answer, "setSpec")
    assert error_codes(ask("ListMetadataFormats", **asked)) == ["noMetadataFormats"]


def test_deleted_record_stays_deleted(ask: Ask, three: list[Quotation]) -> None:
    gone = three[1].shown_id
    three[1].delete()
    assert ids(ask("ListRecords", metadataPrefix="oai_dc")) == [three[0].shown_id, f"-{gone}", three[2].shown_id]


def test_merged_record_is_deleted(ask: Ask, three: list[Quotation]) -> None:
    kept, gone, other = three
    with recording():
        Redirection.objects.create(record_type="quotation", old_id=gone.pk, new_id=kept.pk)
        shown = gone.shown_id
        gone.delete()
    assert ids(ask("ListRecords", metadataPrefix="oai_dc")) == [kept.shown_id, f"-{shown}", other.shown_id]


def test_record_that_is_published_again_comes_back(ask: Ask, boots: Quotation, clock: Clock) -> None:
    boots.pass_to(State.WITHDRAWN)
    ask("Identify")
    later = clock.passes()
    boots.pass_to(State.PUBLISHED)
    answer = ask("ListRecords", metadataPrefix="oai_dc")
    assert ids(answer) == [boots.shown_id] and texts(answer, "datestamp") == [later]


def test_changed_draft_of_a_withdrawn_record_tells_nothing(ask: Ask, boots: Quotation, clock: Clock) -> None:
    boots.pass_to(State.WITHDRAWN)
    told = texts(ask("ListIdentifiers", metadataPrefix="oai_dc"), "datestamp")
    clock.passes()
    boots.words = "Other words."
    boots.save()
    assert texts(ask("ListIdentifiers", metadataPrefix="oai_dc"), "datestamp") == told


def test_new_name_of_a_speaker_changes_the_record(ask: Ask, boots: Quotation, trotsky: Agent, clock: Clock) -> None:
    ask("Identify")
    later = clock.passes()
    name = trotsky.names.get(language="en")
    name.literal = "Lev Trotsky"
    name.save()
    answer = ask("ListRecords", metadataPrefix="oai_dc", from_=later)
    assert "Lev Trotsky" in "".join(answer.itertext())


@pytest.fixture
def in_sets(three: list[Quotation], brest_litovsk: Event) -> Topic:
    """The first has a topic and an event, the second is in Russian."""
    topic = Topic.objects.create(labels={"en": "peace", "ja": "平和"})
    three[0].topics.add(topic)
    cast.link(three[0], brest_litovsk)
    Quotation.objects.get(pk=three[1].pk)
    three[1].language = "ru"
    three[1].save()
    return topic


def test_sets_are_of_topic_language_and_event(
    ask: Ask, three: list[Quotation], in_sets: Topic, brest_litovsk: Event
) -> None:
    names = dict(zip(texts(ask("ListSets"), "setSpec"), texts(ask("ListSets"), "setName"), strict=True))
    assert names[f"topic:{in_sets.shown_id}"] == "Topic: peace"
    assert names["language:ru"] == "Language: Russian"
    wanted = {
        f"topic:{in_sets.shown_id}": [three[0]],
        f"event:{brest_litovsk.shown_id}": [three[0]],
        "event": [three[0]],
        "language:ru": [three[1]],
        "language:en": [three[0], three[2]],
        "language": three,
    }
    for spec, found in wanted.items():
        answer = ask("ListIdentifiers", metadataPrefix="oai_dc", set=spec)
        assert ids(answer) == [quotation.shown_id for quotation in found], spec


def test_sets_come_in_pages(ask: Ask, in_sets: Topic, by_one: None) -> None:
    specs = []
    answer = ask("ListSets")
    while True:
        specs += texts(answer, "setSpec")
        (token,) = texts(answer, "resumptionToken")
        if not token:
            break
        answer = ask("ListSets", resumptionToken=token)
    assert len(specs) == len(set(specs)) == 7


def test_set_of_a_topic_that_is_public_no_more_has_no_name(ask: Ask, three: list[Quotation], in_sets: Topic) -> None:
    three[0].pass_to(State.WITHDRAWN)
    in_sets.labels = {"en": "unripe"}
    in_sets.save()
    assert f"Topic: {in_sets.shown_id}" in texts(ask("ListSets"), "setName")


def test_list_is_the_same_in_pages(ask: Ask, three: list[Quotation], by_one: None) -> None:
    answers = list(pages(ask))
    assert [ids(answer) for answer in answers] == [[quotation.shown_id] for quotation in three]
    tokens = [next(answer.iter(f"{OAI}resumptionToken")) for answer in answers]
    assert [(token.get("cursor"), token.get("completeListSize")) for token in tokens] == [
        ("0", "3"), ("1", "3"), ("2", "3"),
    ]  # fmt: skip
    assert not tokens[-1].text


def test_harvest_loses_and_repeats_nothing_while_records_change(
    ask: Ask, three: list[Quotation], trotsky: Agent, article: Source, by_one: None, clock: Clock
) -> None:
    """One that was delivered changes, one that was not too, one is withdrawn, and one is new."""
    first, second, third = three
    harvest = pages(ask)
    delivered = ids(next(harvest))
    begun = f"{clock.at:%Y-%m-%dT%H:%M:%SZ}"
    clock.passes()
    for quotation in (first, second):
        quotation.words = f"Changed {quotation.words}"
        quotation.save()
    third.pass_to(State.WITHDRAWN)
    new = cast.quotation("New words.", trotsky, article, language="en")
    delivered += [one for answer in harvest for one in ids(answer)]
    assert delivered == [first.shown_id, second.shown_id, f"-{third.shown_id}", new.shown_id]
    since = [one for answer in pages(ask, from_=begun) for one in ids(answer)]
    assert set(since) >= {first.shown_id, second.shown_id, f"-{third.shown_id}", new.shown_id}


def test_change_that_is_committed_late_is_not_dated_back(
    ask: Ask, boots: Quotation, clock: Clock, visitor: Client
) -> None:
    """A header gets its time when a harvester can see it, so that it is after all answers without it."""
    ask("Identify")
    clock.passes(-30)
    boots.words = "Other words."
    boots.save()
    assert Header.objects.get().is_waiting
    assert texts(ask("ListRecords", metadataPrefix="oai_dc"), "datestamp") == ["2026-11-24T12:00:00Z"]


@pytest.mark.parametrize("prefix", FORMATS)
def test_page_asks_as_many_questions_however_long_it_is(
    ask: Ask, boots: Quotation, prefix: str, trotsky: Agent, article: Source,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for more in (0, 5):
        for number in range(more):
            cast.quotation(f"Words {number}.", trotsky, article)
        ask("Identify")
        with django_assert_num_queries(4):
            assert len(ids(ask("ListRecords", metadataPrefix=prefix))) == 1 + more
