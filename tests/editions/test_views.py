"""What a visitor reads of editions, of withdrawn and merged quotations, and on paper."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.editions.models import Edition, Redirection
from archive.events.models import Event
from archive.publishing import State
from archive.quotations.models import Quotation
from sources.models import Agent, Source
from tests import cast
from tests.editions.conftest import Reworded, year


def read(visitor: Client, address: str) -> str:
    answer = visitor.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_page_names_its_edition_and_cites_it(visitor: Client, boots: Quotation) -> None:
    page = read(visitor, f"/q/{boots.shown_id}")
    assert "This is edition 1" in page
    assert f"http://testserver/q/{boots.shown_id}/v1 (edition 1, " in page
    assert "Version 1" in read(visitor, f"/q/{boots.shown_id}/cite?style=modern-language-association")


def test_words_are_cited_with_their_edition_and_one_stop(visitor: Client, boots: Quotation) -> None:
    boots.words = "They shall not pass!"
    boots.save()
    page = read(visitor, f"/q/{boots.shown_id}")
    assert "They shall not pass! Testimonia. " in page
    assert page.count(f"/q/{boots.shown_id}/v2 (edition 2, ") >= 2


@pytest.mark.parametrize("prefix", ["", "/ja", "/ru"])
def test_edition_stays_when_everything_changes(
    visitor: Client, boots: Quotation, trotsky: Agent, my_life: Source, reworded: Reworded, prefix: str
) -> None:
    before = read(visitor, f"{prefix}/q/{boots.shown_id}/v1")
    names = [name.literal for name in trotsky.names.all()]
    assert any(name in before for name in names) and "Моя жизнь" in before
    trotsky.names.update(literal="Somebody else")
    my_life.title = "Another book"
    my_life.save()
    reworded("別の言葉", year(2030))
    old = read(visitor, f"{prefix}/q/{boots.shown_id}/v1")
    body = old.partition('id="changed"')[0]
    assert "Another book" not in body and "Somebody else" not in body and "別の言葉" not in body
    assert "司法風の討論" in body


def test_old_edition_shows_what_changed_since(visitor: Client, boots: Quotation, reworded: Reworded) -> None:
    reworded(cast.BOOTS.replace("将軍", "元帥"), year(2030))
    page = read(visitor, f"/q/{boots.shown_id}/v1")
    assert "There is a newer edition" in page
    assert "<del>将軍</del><ins>元帥</ins>" in page
    assert "There is a newer edition" not in read(visitor, f"/q/{boots.shown_id}/v2")


def test_content_is_what_was_hashed(visitor: Client, boots: Quotation) -> None:
    answer = visitor.get(f"/q/{boots.shown_id}/v1.json")
    assert hashlib.sha256(answer.content).hexdigest() in read(visitor, f"/q/{boots.shown_id}/v1")


def test_edition_asks_only_for_editions(visitor: Client, boots: Quotation, reworded: Reworded) -> None:
    for number in range(2030, 2034):
        reworded(f"言葉 {number}", year(number))
    with CaptureQueriesContext(connection) as queries:
        read(visitor, f"/q/{boots.shown_id}/v1")
    asked = [query["sql"] for query in queries if not any(own in query["sql"] for own in ("editions_", "revisions_"))]
    assert len(queries) <= 6
    assert len(asked) == 1 and "quotations_quotation" in asked[0]


def test_no_such_edition(visitor: Client, boots: Quotation, draft_quotation: Quotation) -> None:
    assert visitor.get(f"/q/{boots.shown_id}/v2").status_code == 404
    assert visitor.get(f"/q/{boots.shown_id}/v0").status_code == 404
    assert visitor.get(f"/q/{draft_quotation.shown_id}/v1").status_code == 404
    assert visitor.get(f"/q/{draft_quotation.shown_id}/history").status_code == 404


def test_edition_is_cited_and_downloaded_as_it_was(visitor: Client, boots: Quotation, my_life: Source) -> None:
    my_life.title = "Another book"
    my_life.save()
    assert "Моя жизнь" in read(visitor, f"/q/{boots.shown_id}/v1.csl.json")
    assert "Моя жизнь" in read(visitor, f"/q/{boots.shown_id}/v1/cite?format=text")
    assert "Another book" in read(visitor, f"/q/{boots.shown_id}/v2/cite?format=text")


def test_history_lists_editions_and_no_curator(visitor: Client, boots: Quotation, reworded: Reworded) -> None:
    reworded("別の言葉", year(2030))
    page = read(visitor, f"/q/{boots.shown_id}/history")
    assert page.index("Edition 2") < page.index("Edition 1")


@pytest.mark.parametrize(
    "suffix", ["", "/v1", "/v1.json", "/v1.csl.json", "/v1/cite", "/history", "/timemap", "/cite", ".csl.json"]
)
def test_withdrawn_quotation_leaves_a_tombstone(visitor: Client, boots: Quotation, suffix: str) -> None:
    boots.pass_to(State.WITHDRAWN, because="It is a forgery.")
    answer = visitor.get(f"/q/{boots.shown_id}{suffix}")
    assert answer.status_code == 410
    assert "It is a forgery." in answer.content.decode()
    assert "司法風の討論" not in answer.content.decode()


def test_tombstone_names_a_public_successor_only(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    successor = cast.quotation("The true words.", trotsky, state=State.DRAFT)
    boots.pass_to(State.WITHDRAWN, because="Replaced.", successor=successor)
    assert successor.shown_id not in visitor.get(f"/q/{boots.shown_id}").content.decode()
    Quotation.objects.filter(pk=successor.pk).update(state=State.PUBLISHED)
    assert f'href="/q/{successor.shown_id}"' in visitor.get(f"/q/{boots.shown_id}").content.decode()


def test_program_reads_the_tombstone_as_a_problem(visitor: Client, boots: Quotation, trotsky: Agent) -> None:
    successor = cast.quotation("The true words.", trotsky)
    boots.pass_to(State.WITHDRAWN, because="Replaced.", successor=successor)
    for accept in ("application/json", "text/turtle", "application/problem+json, text/html;q=0.5"):
        answer = visitor.get(boots.get_absolute_url(), headers={"Accept": accept})
        assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
        assert "Accept" in answer["Vary"]
        told = answer.json()
        assert told["withdrawn_because"] == "Replaced."
        assert told["successor"] == {"id": successor.shown_id, "url": f"http://testserver/q/{successor.shown_id}"}
    assert visitor.get(boots.get_absolute_url(), headers={"Accept": "*/*"})["Content-Type"].startswith("text/html")


def test_withdrawn_event_and_deleted_quotation(visitor: Client, boots: Quotation, brest_litovsk: Event) -> None:
    brest_litovsk.pass_to(State.WITHDRAWN, because="It never happened.")
    assert "It never happened." in visitor.get(f"/ja/e/{brest_litovsk.shown_id}").content.decode()
    address = boots.get_absolute_url()
    boots.delete()
    assert visitor.get(address).status_code == 410


def test_publishing_again_takes_the_tombstone_away(visitor: Client, boots: Quotation) -> None:
    boots.pass_to(State.WITHDRAWN, because="A mistake.")
    boots.pass_to(State.PUBLISHED)
    assert boots.withdrawn_because == ""
    read(visitor, f"/q/{boots.shown_id}/v1")


def merged(old: Quotation | Agent | Source | Event, new: object, kind: str) -> None:
    type(old)._base_manager.filter(pk=old.pk)._raw_delete("default")
    Redirection.objects.create(record_type=kind, old_id=old.pk, new_id=new.pk)


def test_merged_records_lead_to_the_survivor(
    visitor: Client, boots: Quotation, trotsky: Agent, article: Source
) -> None:
    double = Agent.objects.create()
    merged(double, trotsky, "agent")
    copy = Source.objects.create(title="A copy")
    merged(copy, article, "source")
    assert visitor.get(f"/p/{double.shown_id.lower()}").headers["Location"] == f"/p/{trotsky.shown_id}"
    assert (
        visitor.get(f"/ru/s/{copy.shown_id}.csl.json?a=1").headers["Location"]
        == f"/ru/s/{article.shown_id}.csl.json?a=1"
    )


def test_merged_quotation_redirects_but_its_editions_stay(visitor: Client, boots: Quotation) -> None:
    double = Quotation.objects.create(words="Same.", language="en", state=State.PUBLISHED)
    merged(double, Quotation(pk="00000000"), "quotation")
    Redirection.objects.create(record_type="quotation", old_id="00000000", new_id=boots.pk)
    answer = visitor.get(f"/q/{double.shown_id}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/q/{boots.shown_id}")
    page = read(visitor, f"/q/{double.shown_id}/v1")
    assert "Same." in page and "merged into another" in page
    boots.pass_to(State.WITHDRAWN)
    assert visitor.get(f"/q/{double.shown_id}/v1").status_code == 301


def test_redirections_never_turn_back(db: None) -> None:
    Redirection.objects.create(record_type="agent", old_id="0" * 8, new_id="1" * 8)
    Redirection.objects.create(record_type="agent", old_id="1" * 8, new_id="2" * 8)
    for old, new in (("2" * 8, "0" * 8), ("3" * 8, "3" * 8)):
        with pytest.raises(ValidationError):
            Redirection.objects.create(record_type="agent", old_id=old, new_id=new)


def test_merging_into_a_draft_tells_nothing(visitor: Client, draft_quotation: Quotation, boots: Quotation) -> None:
    Redirection.objects.create(record_type="quotation", old_id="0" * 8, new_id=draft_quotation.pk)
    assert visitor.get("/q/0000-0000").status_code == 404


def test_printed_pages_carry_address_and_code(visitor: Client, boots: Quotation, brest_litovsk: Event) -> None:
    speaker, witness = boots.attribution.agent, boots.witness.source
    edition = Edition.objects.get()
    for record in (boots, brest_litovsk, speaker, witness, edition):
        page = read(visitor, record.get_absolute_url())
        assert f">http://testserver{record.get_absolute_url()}</a>" in page
        assert (
            '<div class="qr" aria-hidden="true"><svg' in page and "style=" not in page.partition('class="qr"')[2][:2000]
        )
